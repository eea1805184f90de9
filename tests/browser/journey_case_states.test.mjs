// SPDX-License-Identifier: AGPL-3.0-or-later
// A case waits and is looked at again, is closed when a second person agrees, and is reopened.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const table = {
  change: ["Change the state", "Изменить состояние"],
  waiting: ["Waiting for others", "Ожидание"],
  authority: ["An answer of an authority", "Ответа государственного органа"],
  lookAgain: ["When to look at it again", "Когда вернуться к делу"],
  lookAt: ["What to look at then", "На что тогда посмотреть"],
  why: ["Explanation", "Пояснение"],
  save: ["Save", "Сохранить"],
  closed: ["Closed", "Закрыто"],
  goals: ["What was planned is done", "Запланированное сделано"],
  approver: ["Who has to agree", "Чьё согласие нужно"],
  waits: ["Waits for a second person", "Ждёт второго человека"],
  agree: ["Agree: Closed", "Согласиться: Закрыто"],
  refuse: ["Do not agree", "Не соглашаться"],
  inWork: ["Agree to a change of the state of a case", "Согласие на изменение состояния дела"],
  sayWhy: ["Say why, in a few words.", "Объясните в нескольких словах."],
  reopened: ["Reopened", "Возобновлено"],
  history: ["How it came to this", "Как менялось состояние"],
  whose: ["Whose file this is", "Чья это карточка"],
};
const wordsOf = (language) => Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[language === "ru" ? 1 : 0]]));

describe("states of a case", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsOf(language);
      const coordinator = node.user("coordinator");
      const theirs = wordsOf(coordinator.language);
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const desk = await pageOf(browser, node, coordinator, { scripts });
      let address;
      const year = String(new Date().getFullYear() + 1);

      await step("a case that waits says for what, and a forgotten day comes back with everything typed", async () => {
        await openCase(page, node.base);
        address = page.url();
        await page.getByRole("link", { name: words.change }).click();
        await page.getByRole("radio", { name: words.waiting, exact: true }).check();
        await choose(page, "waiting_for", words.authority);
        await page.getByRole("textbox", { name: words.lookAt }).fill("2026/17");
        await page.locator("[name=reason]").fill("письмо / letter");
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator("[name=reason]").inputValue(), "письмо / letter");
        await fillDate(page, "look_again_on", ["15", "1", year]);
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("region", { name: words.whose }).getByText(words.waiting, { exact: true }));
        await see(page.getByText("письмо / letter"));
      });

      await step("and there is a task for that day", async () => {
        await page.goto(`${address}/tasks`);
        await see(page.getByRole("link", { name: "2026/17" }));
      });

      await step("closing is asked for and waits", async () => {
        await page.goto(`${address}/status`);
        await askToClose(page, words, coordinator);
        await see(page.getByRole("heading", { name: words.waits }));
        assert.equal(await page.getByRole("region", { name: words.whose }).getByText(words.closed, { exact: true }).count(), 0);
      });

      await step("the coordinator finds it in My work and refuses only with a reason", async () => {
        await desk.goto(node.base);
        await desk.getByRole("link", { name: theirs.inWork }).first().click();
        await see(desk.getByText("goals reached / цели"));
        await desk.getByRole("button", { name: theirs.refuse }).click();
        await see(desk.getByRole("alert").getByText(theirs.sayWhy));
      });

      await step("agrees, and the case is closed for everybody", async () => {
        await desk.getByRole("button", { name: theirs.agree }).click();
        await page.goto(`${address}/status`);
        await see(page.getByRole("region", { name: words.whose }).getByText(words.closed, { exact: true }));
        await see(page.getByRole("heading", { name: words.history }));
      });

      await step("it can be reopened", async () => {
        await page.getByRole("radio", { name: words.reopened, exact: true }).check();
        await page.locator("[name=reason]").fill("new letter");
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("region", { name: words.whose }).getByText(words.reopened, { exact: true }));
        assert.deepEqual([...page.complaints, ...desk.complaints], []);
      });
    });
  }

  it("the page fits a phone and is accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "en"), { width, bypassCSP: true });
      await openCase(page, node.base);
      await page.goto(`${page.url()}/status`);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});

async function askToClose(page, words, coordinator) {
  await page.getByRole("radio", { name: words.closed }).first().check();
  await choose(page, "closing_reason", words.goals);
  await page.locator("[name=reason]").fill("goals reached / цели");
  const option = page.locator("select[name=approver] option").filter({ hasText: coordinator.name });
  await page.locator("select[name=approver]").selectOption(await option.getAttribute("value"));
  await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
}

/** A code, from radio buttons or from a list. */
async function choose(page, field, label) {
  const list = page.locator(`select[name="${field}"]`);
  if (await list.count()) await list.selectOption({ label });
  else await page.locator(`fieldset:has(input[name="${field}"])`).getByRole("radio", { name: label }).check();
}

async function fillDate(page, field, parts) {
  for (const [index, part] of ["day", "month", "year"].entries()) {
    const input = page.locator(`[name="${field}.${part}"]`);
    if (await input.evaluate((element) => element.tagName) === "SELECT") await input.selectOption({ index: Number(parts[index]) });
    else await input.fill(parts[index]);
  }
}
