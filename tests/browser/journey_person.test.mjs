// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known of a person: a status with its source, a number that asks before it shows, the family.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const phone = { ru: "+000 55 010 77 01", en: "+000 55 010 77 02" };

/** The page of the first person of a case that somebody leads, who has family in it. */
async function aPersonWithFamily(page, node, words) {
  await page.goto(`${node.base}/cases?keyworker=me`);
  const cases = await page.getByRole("main").getByRole("table").getByRole("link", { name: /^[A-Z]+-\d{4}-\d+/ })
    .evaluateAll((all) => all.map((each) => each.getAttribute("href")));
  for (const address of cases) {
    await page.goto(`${node.base}${address}/people`);
    const links = page.getByRole("main").getByRole("table").locator("a[href^='/people/']");
    if ((await links.count()) < 2) continue;
    await links.first().click();
    const person = page.url();
    await page.getByRole("link", { name: words.familyTab, exact: true }).click();
    await see(page.getByRole("heading", { level: 1 }));
    if ((await page.locator(".family-person").count()) < 2) continue;
    await page.goto(person);
    return person;
  }
  return assert.fail("nobody in the cases of this user has family");
}

describe("a person", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      let person;

      await step("a status is entered with where it is known from", async () => {
        person = await aPersonWithFamily(page, node, words);
        await page.getByRole("main").getByRole("link").filter({ hasText: words.addLegalStatus }).click();
        await choose(page, words.statusField, words.statusWitness);
        await choose(page, words.statusSource, words.sourceLawyer);
        await page.getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByText(words.noEndKnown));
      });
      await step("a number that is not simply safe is not on the page, its rule is", async () => {
        await page.goto(person);
        await page.getByRole("main").getByRole("link").filter({ hasText: words.addContact }).click();
        await choose(page, words.contactKind, words.phone);
        await page.getByRole("textbox", { name: words.contactValue }).fill(phone[language]);
        await choose(page, words.contactSafe, words.askFirst);
        await page.getByRole("button", { name: words.save, exact: true }).click();
        await see(page.getByRole("link", { name: words.showContact }));
        assert.equal(await page.getByText(phone[language]).count(), 0);
      });
      await step("the question comes first, then the number", async () => {
        await page.getByRole("link", { name: words.showContact }).first().click();
        assert.equal(await page.getByText(phone[language]).count(), 0);
        await page.getByRole("button", { name: words.showItNow }).click();
        await see(page.getByText(phone[language]));
      });
      await step("changing it goes on from there, and its history asks anew", async () => {
        await page.getByRole("main").getByRole("button", { name: words.edit, exact: true }).click();
        await see(page.getByRole("textbox", { name: words.contactValue }));
        const record = /\/records\/[^/]+/.exec(await page.locator("form[action$='/edit']").getAttribute("action"))[0];
        for (const part of ["edit", "history"]) {
          await page.goto(`${node.base}${record}/${part}`);
          await see(page.getByRole("button", { name: words.showItNow }));
          assert.equal(await page.getByText(phone[language]).count(), 0);
        }
        await page.getByRole("button", { name: words.showItNow }).click();
        await page.getByRole("main").locator(".history summary").first().click();
        await see(page.getByText(phone[language]));
      });
      await step("the family is drawn by generations and stands as a table too", async () => {
        await page.goto(person);
        await page.getByRole("link", { name: words.familyTab, exact: true }).click();
        await see(page.getByText(words.thisPerson, { exact: true }));
        const drawn = await page.locator(".family-person").count();
        assert.equal(await page.getByRole("table", { name: words.familyList }).getByRole("row").count(), drawn);
      });
      await step("both pages are whole on a phone, and for everybody", async () => {
        for (const address of [person, `${person}/family`]) {
          await page.goto(address);
          if (scripts) assert.deepEqual(await violations(page), [], address);
          await page.setViewportSize({ width: 320, height: 700 });
          assert.equal(await sidewaysScroll(page), 0, address);
          await page.setViewportSize({ width: 1366, height: 768 });
        }
        assert.deepEqual(page.complaints, []);
      });
    });
  }
});

/** Gives an answer, whether the question is a list or a row of buttons. */
async function choose(page, question, answer) {
  const list = page.getByRole("combobox", { name: question });
  if ((await list.count()) > 0) {
    const option = list.first().locator("option").filter({ hasText: answer }).first();
    await list.first().selectOption(await option.getAttribute("value"));
  } else {
    await page.getByRole("group", { name: question }).getByRole("radio", { name: answer }).first().check();
  }
}
