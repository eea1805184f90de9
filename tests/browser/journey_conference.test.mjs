// SPDX-License-Identifier: AGPL-3.0-or-later
// Colleagues talk about a case; a decision becomes a task; the sheet goes on paper. And two cases are linked.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const table = {
  record: ["Record a conference", "Записать обсуждение"],
  discussed: ["What was discussed", "Что обсуждали"],
  save: ["Save", "Сохранить"],
  one: ["1 decision", "1 решение"],
  open: ["Open", "Открыта"],
  done: ["Done", "Сделано"],
  print: ["Print", "Печать"],
  confidential: ["Confidential: return or destroy", "Конфиденциально: вернуть или уничтожить"],
  number: ["Number of the other case", "Номер другого дела"],
  link: ["Link", "Связать"],
  unknown: ["There is no case of this number for you", "Дела с таким номером для вас нет"],
};
const wordsOf = (language) => Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[language === "ru" ? 1 : 0]]));

describe("a conference", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsOf(language);
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user, { scripts });
      const decision = language === "ru" ? "Спросить клинику о дате" : "Ask the clinic for a date";
      let address;

      await step("is recorded with who took part and what was decided", async () => {
        await openCase(page, node.base);
        address = page.url();
        await page.goto(`${address}/conferences`);
        await page.getByRole("link", { name: words.record }).click();
        const participant = page.locator('select[name="participants.0.colleague"]');
        await participant.selectOption({ label: user.name });
        await page.locator('[name="decisions.0.what"]').fill(decision);
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator('[name="decisions.0.what"]').inputValue(), decision);
        await page.getByRole("textbox", { name: words.discussed }).fill("Safe ways to the clinic");
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByText(words.one, { exact: true }));
      });

      await step("its decision is a task of the case", async () => {
        await page.goto(`${address}/tasks`);
        await see(page.getByRole("link", { name: decision }));
      });

      await step("the page of the conference says what became of it", async () => {
        await page.goto(`${address}/conferences`);
        await page.getByRole("main").locator(".rows-entry a").first().click();
        await see(page.getByRole("row").filter({ hasText: decision }));
        await page.getByRole("row").filter({ hasText: decision }).getByRole("link").click();
        await see(page.getByText(decision));
        await page.goBack();
      });

      await step("and goes on paper", async () => {
        await page.goto(`${page.url()}?print=1`);
        await see(page.getByText(words.confidential));
        await see(page.getByText(decision));
      });

      await step("a case is linked by its number, and a wrong number is said", async () => {
        await page.goto(`${node.base}/cases`);
        const numbers = await page.getByRole("row").getByRole("link", { name: /^A-\d/ }).allInnerTexts();
        await page.goto(address);
        const own = /[A-Z]+-\d{4}-\d+/.exec(await page.locator(".identity").innerText())[0];
        const other = numbers.find((each) => each !== own);
        await page.goto(`${address}/links`);
        await page.getByRole("textbox", { name: words.number }).fill("A-2026-9999");
        await page.locator("select[name=kind]").selectOption("same_event");
        await page.getByRole("main").getByRole("button", { name: words.link, exact: true }).click();
        await see(page.getByRole("alert").getByText(words.unknown));
        await page.getByRole("textbox", { name: words.number }).fill(other);
        await page.getByRole("main").getByRole("button", { name: words.link, exact: true }).click();
        await page.getByRole("main").getByRole("link", { name: other, exact: true }).click();
        await see(page.getByRole("main").getByRole("link", { name: own, exact: true }));
        assert.deepEqual(page.complaints, []);
      });
    });
  }

  it("the pages fit a phone and are accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "en"), { width, bypassCSP: true });
      await openCase(page, node.base);
      const address = page.url();
      for (const part of ["conferences", "links"]) {
        await page.goto(`${address}/${part}`);
        assert.equal(await sidewaysScroll(page), 0, part);
        assert.deepEqual(await violations(page), [], part);
      }
      await page.context().close();
    }
  });
});
