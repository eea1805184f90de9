// SPDX-License-Identifier: AGPL-3.0-or-later
// One person gets two files in two scripts. Somebody is warned, goes on all the same, compares, decides, and takes it back.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const people = {
  ru: [{ given: "Беҳзод", family: "Чашмаозмоев" }, { given: "Behzod", family: "Chashmaozmoev" }],
  en: [{ given: "Ҷовидон", family: "Намунаӣ" }, { given: "Jovidon", family: "Namunai" }],
};

/** From the box for finding to an open case; `warned` when somebody like this is known already. */
async function register(page, node, words, who, warned) {
  await page.goto(`${node.base}/find`);
  const box = page.getByRole("search");
  await box.getByRole("searchbox", { name: words.findField }).fill(`${who.given} ${who.family}`);
  await box.getByRole("button", { name: words.find }).click();
  await page.getByRole("button", { name: words.registerCase }).click();
  assert.equal(await page.getByRole("textbox", { name: words.givenName, exact: true }).inputValue(), who.given);
  assert.equal(await page.getByRole("textbox", { name: words.familyName, exact: true }).inputValue(), who.family);
  if (warned) {
    await page.getByRole("group", { name: words.isItOneOfThese }).getByRole("radio", { name: words.anotherPerson }).check();
  }
  await page.getByRole("group", { name: words.mayRegister }).getByRole("radio", { name: words.personAgrees }).check();
  await page.getByRole("button", { name: words.openThisCase }).click();
  const region = page.getByRole("region", { name: words.whoseFile });
  await see(region.getByText(who.family));
  await page.getByRole("link", { name: words.peopleOfCase, exact: true }).click();
  await page.getByRole("main").getByRole("link", { name: who.family }).first().click();
  return page.url();
}

async function decide(page, words, answer, lead) {
  await page.getByRole("radio", { name: answer }).check();
  if (lead) await page.getByRole("radio", { name: lead, exact: true }).check();
  await page.getByRole("textbox", { name: words.whyDecide }).fill("A-1");
  await page.getByRole("button", { name: words.saveDecision }).click();
}

describe("two files of one person", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const addresses = addressesOf(page);
      const [first, second] = people[language];
      let lead;
      let other;
      let number;

      await step("a person is registered with the words that were typed to find them", async () => {
        lead = await register(page, node, words, first, false);
        number = /A-P-\d{4}-\d+/.exec(await page.getByRole("heading", { level: 1 }).innerText())[0];
      });
      await step("the same name in another script is met with a warning that does not block", async () => {
        other = await register(page, node, words, second, true);
        assert.notEqual(other, lead);
      });
      await step("the page of the person says that another file is like this one", async () => {
        await see(page.getByText(words.mayBeSame));
        await page.getByRole("link", { name: words.compareThem, exact: true }).click();
        await see(page.getByRole("link", { name: first.family }));
        await page.getByRole("main").getByRole("link", { name: words.compareOne }).first().click();
      });
      await step("both stand side by side, on a phone too", async () => {
        await see(page.getByText(second.family).first());
        if (scripts) assert.deepEqual(await violations(page), []);
        await page.setViewportSize({ width: 320, height: 700 });
        assert.equal(await sidewaysScroll(page), 0);
        await page.setViewportSize({ width: 1366, height: 768 });
      });
      await step("without a reason nothing is decided and what was chosen is still there", async () => {
        await page.getByRole("radio", { name: words.ofOnePerson }).check();
        await page.getByRole("button", { name: words.saveDecision }).click();
        await see(page.getByRole("alert"));
        assert.ok(await page.getByRole("radio", { name: words.ofOnePerson }).isChecked());
      });
      await step("decided: both files are one on both pages", async () => {
        await decide(page, words, words.ofOnePerson, number);
        for (const address of [lead, other]) {
          await page.goto(address);
          await see(page.getByText(words.filesOfOne));
          await see(page.getByRole("region", { name: words.whoseFile }).getByText(first.family));
        }
      });
      await step("taken back with a reason: each stands alone and is proposed again", async () => {
        await page.getByRole("link", { name: words.compareOrUndo }).click();
        await page.getByRole("textbox", { name: words.whyUndo }).fill("A-2");
        await page.getByRole("button", { name: words.undoDecision }).click();
        await page.goto(other);
        assert.equal(await page.getByText(words.filesOfOne).count(), 0);
        await page.getByRole("link", { name: words.compareThem, exact: true }).click();
        await page.getByRole("main").getByRole("link", { name: words.compareOne }).first().click();
      });
      await step("two people: it is remembered and not proposed again", async () => {
        await decide(page, words, words.ofTwoPeople);
        await page.goto(other);
        assert.equal(await page.getByText(words.mayBeSame).count(), 0);
      });
      await step("no name stood in any address", () => {
        const names = [first, second].flatMap((each) => [each.given, each.family]);
        assert.deepEqual(addresses.filter((address) => names.some((name) => address.includes(name))), []);
        assert.deepEqual(page.complaints, []);
      });
    });
  }
});
