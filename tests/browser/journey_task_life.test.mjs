// SPDX-License-Identifier: AGPL-3.0-or-later
// The life of a task: taken from a list, repeated, passed on, postponed, done, not done with a reason.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";

const own = {
  en: {
    list: "Tasks from a list", plan: "Talk through what makes the next days safer", add: "Add the ticked tasks", tick: "Tick at least one task.",
    save: "Save", everyWeek: "Every week",
    done: "Done", passOn: "Pass on", role: "Or one role in the case", person: "One person", lawyer: "Lawyer", nobody: "Nobody in particular",
    save_on: "Pass the task on", notBoth: "Choose one person or one role, not both.", notDone: "Not done", saveNot: "Save: not done",
    sayWhy: "Say why it was not done.", declined: "The person does not want it",
  },
  ru: {
    list: "Задачи из списка", plan: "Обсудить, как сделать ближайшие дни безопаснее", add: "Добавить отмеченное", tick: "Отметьте хотя бы одну задачу.",
    save: "Сохранить", everyWeek: "Каждую 1 неделю",
    done: "Сделано", passOn: "Передать", role: "Или одна роль в деле", person: "Один человек", lawyer: "Юрист", nobody: "Никто отдельно",
    save_on: "Передать задачу", notBoth: "Выберите одного человека или одну роль, не то и другое сразу.", notDone: "Не сделано",
    saveNot: "Сохранить: не сделано", sayWhy: "Выберите, почему не сделано.", declined: "Человек этого не хочет",
  },
};

describe("the life of a task", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = own[language];
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const addresses = addressesOf(page);
      await openCase(page, node.base);
      const tasks = `${page.url()}/tasks`;
      const heading = language === "en" ? "Ring the family of the witness" : "Позвонить семье свидетеля";
      const row = (text) => page.getByRole("row").filter({ hasText: text });

      await step("nothing is added from the list before something was ticked", async () => {
        await page.goto(tasks);
        await page.getByRole("link", { name: words.list }).click();
        await page.getByRole("button", { name: words.add }).click();
        await see(page.getByRole("alert"));
        await page.getByRole("checkbox", { name: words.plan }).check();
        await page.getByRole("button", { name: words.add }).click();
        await see(row(words.plan));
      });

      await step("a task that comes again is written", async () => {
        await page.goto(node.base + (await page.locator("a[href*='/new/task']").first().getAttribute("href")));
        await page.locator("[name=heading]").fill(heading);
        await page.locator("[name='due_on.day']").fill("20");
        await page.locator("[name='due_on.month']").fill("11");
        await page.locator("[name='due_on.year']").fill("2026");
        await page.locator("[name=repeat_every]").fill("1");
        await page.locator("[name=repeat_unit][value=weeks]").check();
        await page.getByRole("button", { name: words.save, exact: true }).click();
        await see(row(heading).getByText(words.everyWeek));
      });

      await step("it goes to one role, never to a person and a role at once", async () => {
        await row(heading).getByRole("link", { name: heading }).first().click();
        await page.getByRole("link", { name: words.passOn, exact: true }).click();
        await page.getByLabel(words.role).selectOption("lawyer");
        const person = page.getByLabel(words.person);
        if ((await person.inputValue()) === "") await person.selectOption({ index: 1 });
        await page.getByRole("button", { name: words.save_on }).click();
        await see(page.getByText(words.notBoth));
        await page.getByLabel(words.person).selectOption({ label: words.nobody });
        await page.getByRole("button", { name: words.save_on }).click();
        await see(row(heading).getByText(words.lawyer));
      });

      await step("when it is done the next one is there, with a later date", async () => {
        await row(heading).getByRole("button", { name: words.done }).click();
        await see(row(heading));
        assert.equal(await row(heading).count(), 1);
        assert.ok(!(await row(heading).innerText()).includes("20.11.2026"));
      });

      await step("another one will not be done, and the reason stays", async () => {
        await row(words.plan).getByRole("link", { name: words.plan }).first().click();
        await page.getByRole("link", { name: words.notDone, exact: true }).click();
        await page.getByRole("button", { name: words.saveNot }).click();
        await see(page.getByText(words.sayWhy));
        await page.getByRole("radio", { name: words.declined }).check();
        await page.getByRole("button", { name: words.saveNot }).click();
        assert.equal(await row(words.plan).count(), 0);
        await page.locator("main details summary").last().click();
        await see(page.getByText(words.declined));
      });

      await step("nothing typed stands in an address, and nothing complained", () => {
        assert.ok(!addresses.some((address) => decodeURIComponent(address).includes(heading.split(" ")[0])));
        assert.deepEqual(page.complaints, []);
      });
      await page.context().close();
    });
  }

  it("the pages of a task fit a phone and are accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, bypassCSP: true });
      await openCase(page, node.base);
      const tasks = `${page.url()}/tasks`;
      await page.goto(tasks);
      const task = await page.locator("a[href^='/records/']").first().getAttribute("href");
      const about = /\/records\/[^/]+/.exec(task)[0];
      for (const address of [tasks, `${tasks}/from-list`, `${node.base}${about}/not-done`, `${node.base}${about}/reassign`]) {
        await page.goto(address);
        assert.equal(await sidewaysScroll(page), 0, address);
        assert.deepEqual(await violations(page), [], address);
      }
      await page.context().close();
    }
  });
});
