// SPDX-License-Identifier: AGPL-3.0-or-later
// A keyworker hands a case over with a note; a colleague reads it and accepts. And a case is restricted by two.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const notes = {
  ru: "Слышит плохо левым ухом; говорить медленно. Во вторник ждёт звонка.",
  en: "Hears badly on the left side; speak slowly. Expects a call on Tuesday.",
};

/** The first open case that somebody leads. */
async function firstOwnCase(page, node) {
  await page.goto(`${node.base}/cases?keyworker=me`);
  await page.getByRole("main").getByRole("table").getByRole("link", { name: /^[A-Z]+-\d{4}-\d+/ }).first().click();
  return { number: await numberOn(page), address: page.url() };
}

describe("handing a case over", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const giver = node.user("social_worker", language);
      const receiver = node.user("psychologist");
      const theirs = wordsIn(receiver.language);
      const one = await openPage(browser, { language, scripts });
      const other = await openPage(browser, { language: receiver.language, scripts });
      let matter;

      await step("both sign in", async () => {
        await signIn(one, node.base, giver);
        await signIn(other, node.base, receiver);
      });

      await step("the keyworker asks a colleague; a forgotten name comes back with the note still there", async () => {
        matter = await firstOwnCase(one, node);
        await one.getByRole("region", { name: words.whoWorks }).or(one.locator("section").filter({ hasText: words.whoWorks }))
          .getByRole("link", { name: words.open }).first().click();
        await one.getByRole("link", { name: words.askToTakeOver }).click();
        await one.getByRole("textbox", { name: words.handOverNote }).fill(notes[language]);
        await one.getByRole("button", { name: words.ask, exact: true }).click();
        await see(one.getByRole("alert"));
        assert.equal(await one.getByRole("textbox", { name: words.handOverNote }).inputValue(), notes[language]);
        await one.getByRole("radio", { name: receiver.name }).check();
        await one.getByRole("group", { name: words.goOnWorking }).getByRole("radio", { name: words.yes, exact: true }).check();
        await one.getByRole("button", { name: words.ask, exact: true }).click();
        await see(one.getByRole("heading", { level: 1, name: words.whoWorks }));
        await see(one.getByText(receiver.name));
      });

      await step("the colleague finds the request in My work and reads the note, and no name of a client yet", async () => {
        await other.goto(node.base);
        await other.getByRole("listitem").filter({ hasText: matter.number })
          .getByRole("link", { name: theirs.askedToTakeOver }).click();
        await other.getByText(theirs.showAccount).click();
        await see(other.getByText(notes[language]));
        assert.equal(await numberOnBar(other), matter.number);
      });

      await step("declining needs a reason and leaves everything as it was", async () => {
        await other.getByText(theirs.cannotTake).click();
        await other.getByRole("button", { name: theirs.decline, exact: true }).click();
        await see(other.getByText(theirs.sayWhy));
      });

      await step("accepts, and leads the case with all that the role opens", async () => {
        await other.getByRole("button", { name: theirs.takeOver }).click();
        await see(other.getByRole("heading", { level: 1, name: theirs.whoWorks }));
        await see(other.getByRole("row", { name: receiver.name }).getByText(theirs.leadsTheCase));
        assert.equal(await other.getByText(theirs.waitsForKey).count(), 0);
      });

      await step("the former keyworker sees that it was taken over", async () => {
        await one.goto(`${matter.address}/team`);
        await one.getByText(words.earlier, { exact: true }).click();
        await see(one.getByText(words.takenOver));
        assert.deepEqual([...one.complaints, ...other.complaints], []);
      });
    });
  }

  it("a case is restricted by keyworker and coordinator together, and lifted so", async (t) => {
    const step = journey(t);
    const { browser, node } = here;
    const ru = wordsIn("ru");
    const keyworker = await pageOf(browser, node, node.user("social_worker", "ru"), { scripts: false });
    const desk = await pageOf(browser, node, node.user("coordinator"), { scripts: false });
    let matter;

    await step("the keyworker asks and says why", async () => {
      matter = await firstOwnCase(keyworker, node);
      await keyworker.goto(`${matter.address}/team`);
      await keyworker.getByRole("link", { name: ru.askToRestrict }).click();
      await keyworker.getByRole("radio", { name: node.user("coordinator").name }).check();
      await keyworker.getByRole("textbox", { name: ru.whyRestrict }).fill("Родственник сотрудника.");
      await keyworker.getByRole("button", { name: ru.ask, exact: true }).click();
      await see(keyworker.getByText(ru.waitsToBeConfirmed));
    });
    await step("the coordinator reads why and confirms", async () => {
      await desk.goto(node.base);
      await desk.getByRole("link", { name: ru.confirmRestriction }).click();
      await see(desk.getByText("Родственник сотрудника."));
      await desk.getByRole("button", { name: ru.confirm }).click();
      await see(desk.getByText(ru.inForce, { exact: true }));
    });
    await step("every page of the case says so", async () => {
      await keyworker.goto(matter.address);
      await see(keyworker.getByRole("region", { name: ru.whoseFile }).getByText(ru.restricted, { exact: true }));
    });
    await step("one alone does not lift it", async () => {
      await keyworker.goto(`${matter.address}/restriction`);
      await keyworker.getByRole("textbox", { name: ru.whyNotNeeded }).fill("Сотрудник уехал.");
      await keyworker.getByRole("button", { name: ru.askToLift }).click();
      await keyworker.goto(`${matter.address}/restriction`);
      assert.equal(await keyworker.getByRole("button", { name: ru.confirm }).count(), 0);
      await desk.goto(`${matter.address}/restriction`);
      await desk.getByRole("button", { name: ru.confirm }).click();
      await keyworker.goto(matter.address);
      assert.equal(await keyworker.getByText(ru.restricted, { exact: true }).count(), 0);
      assert.deepEqual([...keyworker.complaints, ...desk.complaints], []);
    });
  });

  it("the pages fit a phone and are accessible", async () => {
    const { browser, node } = here;
    const wide = await pageOf(browser, node, node.user("social_worker", "en"));
    const { address } = await firstOwnCase(wide, node);
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "en"), { width, bypassCSP: true });
      for (const part of ["team", "transfer", "restriction"]) {
        await page.goto(`${address}/${part}`);
        assert.equal(await sidewaysScroll(page), 0, part);
        assert.deepEqual(await violations(page), [], part);
      }
      await page.context().close();
    }
  });
});

/** The number in the identity bar of a case. */
async function numberOnBar(page) {
  return /[A-Z]+-\d{4}-\d+/.exec(await page.locator(".identity").innerText())[0];
}
