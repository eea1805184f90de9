// SPDX-License-Identifier: AGPL-3.0-or-later
// What happened: somebody writes down a custody, what another source says of it, an event with what was done, and a
// statement; and nothing of it is chosen, joined or lost.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";

const table = {
  tab: ["Events", "События"],
  addDetention: ["Add a deprivation of liberty", "Добавить лишение свободы"],
  addEvent: ["Add an event", "Добавить событие"],
  addAct: ["Add what was done", "Добавить деяние"],
  addSomebody: ["Add somebody who took part", "Добавить участника события"],
  addSafeguard: ["Add a safeguard", "Добавить гарантию"],
  addStatement: ["Add a statement", "Добавить показания"],
  goOn: ["Go on to a new statement", "Перейти к новым показаниям"],
  save: ["Save", "Сохранить"],
  change: ["Change", "Изменить"],
  unregistered: ["Held without registration: 11 h 10 min.", "Без регистрации: 11 ч 10 мин."],
  otherwise: ["Another source says otherwise", "Другой источник говорит иначе"],
  clarify: [/^Points to clarify: [1-9]/, /^Что уточнить: [1-9]/],
  differently: ["Told differently", "Сказано по-разному"],
  makeFirst: ["Make this the first version", "Сделать первой версией"],
  alleged: ["alleged perpetrator", "предполагаемый исполнитель"],
  notGuilty: ["nobody is guilty before a court has said so", "никто не считается виновным"],
  lineOfEvents: ["The line of events", "Ход событий"],
  before: ["Before you ask again", "Прежде чем спрашивать снова"],
  told: [/Told at least/, /Рассказано не меньше/],
  closed: [/What happened is open to/, /Описание событий открыто/],
};
const wordsOf = (language) => Object.fromEntries(Object.entries(table).map(([key, both]) => [key, both[language === "ru" ? 1 : 0]]));
const said = {
  en: { heading: "Canary evening", label: "The tall one", words: "Told slowly, with pauses." },
  ru: { heading: "Канарейка вечером", label: "Тот, что повыше", words: "Рассказано медленно, с паузами." },
};

describe("what happened", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsOf(language);
      const mine = said[language];
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const addresses = addressesOf(page);
      const main = page.getByRole("main");
      const save = () => main.getByRole("button", { name: words.save, exact: true }).click();
      let ofCase;

      await step("a worker finds the tab and writes down a custody that was registered late", async () => {
        await openCase(page, node.base);
        ofCase = page.url();
        await page.getByRole("link", { name: words.tab, exact: true }).first().click();
        await main.getByRole("link", { name: words.addDetention }).click();
        await pickFirst(page, "person");
        await fillDate(page, "taken", "2026-05-03");
        await page.locator("[name=taken_time]").fill("06:30");
        await fillDate(page, "registered", "2026-05-03");
        await page.locator("[name=registered_time]").fill("17:40");
        await save();
        await see(main.getByText(words.unregistered));
        await see(main.getByRole("img"));
        await see(main.getByRole("table", { name: words.lineOfEvents }));
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/events-${language}.png`, fullPage: true });
      });

      await step("a safeguard that was refused stands below it, and the custody is chosen already", async () => {
        await main.locator("section.card").filter({ hasText: words.unregistered }).getByRole("link", { name: words.addSafeguard }).click();
        await pick(page, "safeguard", "lawyer");
        await pick(page, "asked", "yes");
        await pick(page, "given", "no");
        await page.locator("[name=refusal]").fill(mine.words);
        await save();
        await see(main.locator("section.card").filter({ hasText: words.unregistered }).getByText(mine.words));
      });

      await step("another source says otherwise: only the difference is typed, and both stay", async () => {
        const card = main.locator("section.card").filter({ hasText: words.unregistered });
        await card.getByRole("link", { name: words.otherwise }).first().click();
        assert.equal(await page.locator("[name=taken_time]").inputValue(), "06:30");
        await page.locator("[name=taken_time]").fill("16:50");
        await save();
        await main.getByRole("link", { name: words.clarify }).click();
        await see(main.getByText(words.differently));
        for (const time of ["06:30", "16:50"]) await see(main.getByText(time));
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/differences-${language}.png`, fullPage: true });
      });

      await step("the other version becomes the first, and the first one is kept", async () => {
        await main.getByRole("button", { name: words.makeFirst }).last().click();
        await see(main.getByText(words.differently));
        for (const time of ["06:30", "16:50"]) await see(main.getByText(time));
      });

      await step("an event without a heading is sent back with everything typed, and then saved", async () => {
        await page.goto(`${ofCase}/events`);
        await main.getByRole("link", { name: words.addEvent }).click();
        await page.locator("[name=course]").fill(mine.words);
        await save();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator("[name=course]").inputValue(), mine.words);
        await page.locator("[name=heading]").fill(mine.heading);
        await save();
        await see(page.getByRole("heading", { level: 1, name: mine.heading }));
      });

      await step("what was done and who took part are added from the event and lead back to it", async () => {
        await main.getByRole("link", { name: words.addAct }).click();
        await pickFirst(page, "person");
        await page.locator("select[name=method]").selectOption("A01");
        await save();
        await see(page.getByRole("heading", { level: 1, name: mine.heading }));
        await main.getByRole("link", { name: words.addSomebody }).click();
        await page.locator("[name=label]").fill(mine.label);
        await pick(page, "role", "carried_out");
        await save();
        await see(main.getByRole("heading", { name: mine.label }));
        await see(main.getByText(words.alleged));
        await see(main.getByText(words.notGuilty));
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/event-${language}.png`, fullPage: true });
      });

      await step("a statement is entered, and offered before the next one is asked for", async () => {
        await page.goto(`${ofCase}/statements/new`);
        const already = await main.getByRole("link", { name: words.goOn }).count();
        if (already) await main.getByRole("link", { name: words.goOn }).click();
        await pickFirst(page, "person");
        await pick(page, "kind", "interview");
        await pick(page, "taker", "own");
        await fillDate(page, "given_on", "2026-05-09");
        await pick(page, "told", "whole");
        await page.locator("textarea[name=words]").fill(mine.words);
        await save();
        await see(main.getByText(words.told));
        await main.getByRole("link", { name: words.addStatement }).first().click();
        await see(page.getByRole("heading", { level: 1, name: words.before }));
        await see(main.getByText(words.told));
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/before-${language}.png`, fullPage: true });
      });

      await step("no address holds what was typed, and no page complained", async () => {
        for (const address of addresses) {
          for (const text of [mine.heading, mine.label]) assert.ok(!decodeURIComponent(address).includes(text), address);
        }
        assert.deepEqual(page.complaints, []);
      });
    });
  }

  it("the pages fit a phone and are accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, bypassCSP: true });
      await openCase(page, node.base);
      const ofCase = page.url();
      for (const part of ["events", "statements", "differences"]) {
        await page.goto(`${ofCase}/${part}`);
        assert.equal(await sidewaysScroll(page), 0, part);
        assert.deepEqual(await violations(page), [], part);
      }
      await page.goto(`${ofCase}/events`);
      const event = page.locator("main a[href^='/events/']").first();
      if (await event.count()) {
        await event.click();
        assert.equal(await sidewaysScroll(page), 0, "an event");
        assert.deepEqual(await violations(page), [], "an event");
      }
      await page.context().close();
    }
  });

  it("whoever may not read it sees the case and a sentence", async () => {
    const { browser, node } = here;
    const worker = await pageOf(browser, node, node.user("social_worker", "ru"));
    await openCase(worker, node.base);
    const coordinator = node.user("coordinator");
    const page = await pageOf(browser, node, coordinator);
    await page.goto(`${worker.url()}/events`);
    await see(page.getByText(wordsOf(coordinator.language).closed));
  });
});

/** A code, from radio buttons or from a list. */
async function pick(page, field, code) {
  const list = page.locator(`select[name="${field}"]`);
  if (await list.count()) await list.selectOption(code);
  else await page.locator(`input[name="${field}"][value="${code}"]`).check();
}

/** The first of the records that are offered. */
async function pickFirst(page, field) {
  const list = page.locator(`select[name="${field}"]`);
  if (await list.count()) await list.selectOption({ index: 1 });
  else await page.locator(`input[name="${field}"]`).first().check();
}

async function fillDate(page, field, iso) {
  const [year, month, day] = iso.split("-").map(Number);
  await page.locator(`[name="${field}.day"]`).fill(String(day));
  const box = page.locator(`[name="${field}.month"]`);
  if ((await box.evaluate((element) => element.tagName)) === "SELECT") await box.selectOption(String(month));
  else await box.fill(String(month));
  await page.locator(`[name="${field}.year"]`).fill(String(year));
}
