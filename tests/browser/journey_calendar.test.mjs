// SPDX-License-Identifier: AGPL-3.0-or-later
// An appointment from its form over the calendar to what became of it; month, week and day without scripts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";

const own = {
  en: { fresh: "New appointment", save: "Save", heading: "Talk about the papers", month: "Month", day: "Day", later: "Later", earlier: "Earlier",
    change: "Change", kept: "Kept", calendar: "Calendar" },
  ru: { fresh: "Новая встреча", save: "Сохранить", heading: "Поговорить о документах", month: "Месяц", day: "День", later: "Позже", earlier: "Раньше",
    change: "Изменить", kept: "Состоялась", calendar: "Календарь" },
};

describe("the calendar", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = own[language];
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const addresses = addressesOf(page);

      await step("an appointment is made from the tasks of a case", async () => {
        await openCase(page, node.base);
        await page.goto(`${page.url()}/tasks`);
        await page.getByRole("link", { name: words.fresh }).click();
        await page.locator("[name=heading]").fill(words.heading);
        await page.locator("[name=kind]").first().selectOption("meeting");
        await page.locator("[name='planned_on.day']").fill("14");
        await page.locator("[name='planned_on.month']").fill("3");
        await page.locator("[name='planned_on.year']").fill("2031");
        await page.locator("[name=planned_at]").fill("14:30");
        await page.locator("[name=by]").selectOption({ index: 1 });
        await page.locator("[name=place]").first().selectOption("our_office");
        await page.getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("heading", { level: 1 }));
      });

      await step("it stands in week, month and day", async () => {
        await page.goto(`${node.base}/calendar?day=2031-03-14&whose=all`);
        for (const view of [words.month, words.day]) {
          await page.getByRole("main").getByRole("link", { name: view, exact: true }).click();
          await see(page.getByRole("heading", { level: 1, name: words.calendar }));
        }
        await page.getByRole("link", { name: words.later, exact: true }).click();
        assert.match(page.url(), /day=2031-03-15/);
        await page.getByRole("link", { name: words.earlier, exact: true }).click();
        assert.match(page.url(), /day=2031-03-14/);
      });

      await step("nothing typed stands in an address, and nothing complained", () => {
        assert.ok(!addresses.some((address) => decodeURIComponent(address).includes(words.heading.split(" ")[0])));
        assert.deepEqual(page.complaints, []);
      });
      await page.context().close();
    });
  }

  it("fits a phone and is accessible in every view", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, bypassCSP: true });
      for (const view of ["month", "week", "day"]) {
        await page.goto(`${node.base}/calendar?view=${view}`);
        assert.equal(await sidewaysScroll(page), 0, `${view} ${width}`);
        assert.deepEqual(await violations(page), [], `${view} ${width}`);
      }
      await page.context().close();
    }
  });
});
