// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody enters a deadline with its basis, is reminded, moves it with a reason and says that it was done.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const table = {
  add: ["Add a deadline", "Добавить срок"],
  what: ["What must be done", "Что нужно сделать"],
  basis: ["On what it rests", "На чём основан срок"],
  save: ["Save", "Сохранить"],
  reminder: ["Reminder: the deadline is", "Напоминание: срок"],
  move: ["Move the deadline", "Перенести срок"],
  whyMoved: ["Why it is moved", "Почему срок переносится"],
  missed: ["Missed", "Пропущено"],
  done: ["Done", "Выполнено"],
  whyMissed: ["Say why it was missed.", "Объясните, почему срок пропущен."],
  result: ["Save the result", "Сохранить итог"],
  over: ["1 deadline that is over", "1 завершённый срок"],
};
const wordsOf = (language) => Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[language === "ru" ? 1 : 0]]));
const daysAhead = (days) => new Date(Date.now() + days * 86_400_000);
const written = (date) => `${date.getUTCDate()}.${date.getUTCMonth() + 1}.${date.getUTCFullYear()}`;

describe("a deadline", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsOf(language);
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const heading = language === "ru" ? "Обжаловать отказ" : "Appeal the refusal";
      let address;

      await step("is entered with its basis; what is missing comes back beside its question", async () => {
        await openCase(page, node.base);
        address = page.url();
        await page.goto(`${address}/deadlines`);
        await page.getByRole("link", { name: words.add }).click();
        await page.getByRole("textbox", { name: words.what }).fill(heading);
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.getByRole("textbox", { name: words.what }).inputValue(), heading);
        await page.getByRole("textbox", { name: words.basis }).fill("Letter of the prosecutor, page 2");
        await page.locator("[name=remind_before]").fill("20");
        await fillDate(page, "due_on", daysAhead(12));
        await page.getByRole("main").getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("link", { name: heading }));
      });

      await step("stands on the case and, as long before as was chosen, in My work", async () => {
        await page.goto(address);
        await see(page.getByRole("main").getByRole("link", { name: heading }));
        await page.goto(node.base);
        await see(page.getByRole("listitem").filter({ hasText: heading }).getByText(words.reminder));
      });

      await step("moves to another date only with a reason", async () => {
        await page.getByRole("link", { name: heading }).first().click();
        await page.locator("[name=due_on]").fill(written(daysAhead(30)));
        await page.getByRole("button", { name: words.move }).click();
        await see(page.getByRole("alert"));
        await page.getByRole("textbox", { name: words.whyMoved }).fill("Order of the court");
        await page.getByRole("button", { name: words.move }).click();
        await page.getByRole("link", { name: heading }).click();
        await see(page.getByText("Order of the court"));
      });

      await step("is missed only with a reason, and done is said with the day", async () => {
        await page.getByRole("radio", { name: words.missed }).check();
        await page.getByRole("button", { name: words.result }).click();
        await see(page.getByRole("alert").getByText(words.whyMissed));
        await page.getByRole("radio", { name: words.done }).check();
        await page.getByRole("button", { name: words.result }).click();
        await see(page.getByText(words.over));
        assert.deepEqual(page.complaints, []);
      });
    });
  }

  it("the pages fit a phone and are accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "en"), { width, bypassCSP: true });
      await openCase(page, node.base);
      await page.goto(`${page.url()}/deadlines`);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});

async function fillDate(page, field, date) {
  const parts = { day: date.getUTCDate(), month: date.getUTCMonth() + 1, year: date.getUTCFullYear() };
  for (const [part, value] of Object.entries(parts)) {
    const input = page.locator(`[name="${field}.${part}"]`);
    if (await input.evaluate((element) => element.tagName) === "SELECT") await input.selectOption({ index: value });
    else await input.fill(String(value));
  }
}
