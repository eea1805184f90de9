// SPDX-License-Identifier: AGPL-3.0-or-later
// Nobody works here before a colleague has confirmed them: the administrator adds, the new person waits, the coordinator
// confirms, the person sees work. And a colleague who says no.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { giveCredentials, pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

/** The groups of digits that two people compare. */
async function digitsOn(page) {
  const text = await page.getByRole("code").last().innerText();
  assert.match(text, /^\d{5}( \d{5}){3}$/);
  return text;
}

/** Adds somebody and returns what they are handed. */
async function addPerson(page, node, words, person) {
  await page.goto(`${node.base}/administration/users/new`);
  await page.getByRole("textbox", { name: words.name, exact: true }).fill(person.name);
  await page.getByRole("textbox", { name: words.login }).fill(person.login);
  await page.getByRole("checkbox", { name: words.hotlineOperator }).check();
  await page.getByRole("radio", { name: person.language === "ru" ? "Русский" : "English" }).check();
  await page.getByRole("button", { name: words.addThisPerson }).click();
  await see(page.getByText(words.shownOnce));
  const [login, passphrase, secret] = await page.getByRole("code").allInnerTexts();
  return { ...person, login, passphrase, totp_secret: secret.replaceAll(" ", "") };
}

const people = [
  { language: "ru", scripts: false, name: "Фарида Урючева", login: "farida", by: "coordinator" },
  { language: "en", scripts: true, name: "Farid Toshboev", login: "farid", by: "social_worker" },
];

describe("confirming colleagues", () => {
  const here = stage();

  for (const { scripts, by, ...person } of people) {
    it(`in ${person.language}, ${scripts ? "with" : "without"} scripts`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(person.language);
      const admin = await pageOf(browser, node, node.user("technical_administrator"));
      const added = await addPerson(admin, node, wordsIn("en"), person);
      const theirs = await openPage(browser, { language: person.language, scripts, width: scripts ? 1366 : 320 });
      let digits;

      await step("the administrator sees that the person waits", async () => {
        await admin.goto(`${node.base}/administration/users`);
        await see(admin.getByRole("row", { name: person.name }).getByText(wordsIn("en").waitsForConfirmation));
        await admin.getByRole("link", { name: person.name }).click();
        await see(admin.getByText(wordsIn("en").waitsForWord));
      });
      await step("the person learns what to do instead of seeing an empty page", async () => {
        await signIn(theirs, node.base, added);
        await see(theirs.getByRole("heading", { level: 1, name: words.confirmFirst }));
        await see(theirs.getByText(words.noFilesYet));
        digits = await digitsOn(theirs);
        assert.equal(await sidewaysScroll(theirs), 0);
        await theirs.goto(`${node.base}/calls`);
        await see(theirs.getByRole("heading", { level: 1, name: words.confirmFirst }));
      });
      await step("makes a passphrase of their own, and keys with it", async () => {
        await theirs.getByRole("link", { name: words.toMyAccount }).click();
        await theirs.getByLabel(words.currentPassphrase).fill(added.passphrase);
        await theirs.getByRole("button", { name: words.makePassphrase }).click();
        await see(theirs.getByText(words.shownOnce));
        added.passphrase = await theirs.getByRole("code").first().innerText();
        await theirs.goto(`${node.base}/sign-in`);
        await giveCredentials(theirs, added);
        await see(theirs.getByRole("heading", { level: 1, name: words.confirmFirst }));
        await see(theirs.getByText(words.ownPassphrase));
        const own = await digitsOn(theirs);
        assert.notEqual(own, digits);
        digits = own;
      });

      const colleague = await pageOf(browser, node, node.user(by, person.language), { scripts, bypassCSP: scripts });
      await step(`a ${by.replace("_", " ")} looks who it is`, async () => {
        await colleague.goto(node.base);
        await colleague.getByRole("link", { name: words.lookWhoItIs }).click();
        await see(colleague.getByRole("heading", { level: 1, name: words.peopleToConfirm }));
        if (scripts) assert.deepEqual(await violations(colleague), []);
        await colleague.getByRole("link", { name: person.name }).click();
        await see(colleague.getByText(words.onlyIf));
        assert.equal(await digitsOn(colleague), digits, "both see the same digits");
        assert.ok(!(await colleague.title()).includes(person.name));
        if (scripts) assert.deepEqual(await violations(colleague), []);
      });
      await step("and confirms", async () => {
        await colleague.getByRole("button", { name: words.yesConfirm }).click();
        await see(colleague.getByRole("heading", { level: 1, name: words.peopleToConfirm }));
        await see(colleague.getByRole("row", { name: person.name }));
        assert.equal(await colleague.getByRole("link", { name: person.name }).count(), 0);
      });
      await step("the person sees work, once a colleague did something", async () => {
        const holder = await pageOf(browser, node, node.user("hotline_operator"));
        await holder.goto(`${node.base}/calls`);
        await theirs.goto(node.base);
        await see(theirs.getByRole("heading", { level: 1, name: words.myWork }));
        await theirs.goto(`${node.base}/calls?view=all`);
        await see(theirs.locator("main").getByRole("link", { name: /-C-\d{4}-\d{4}/ }));
        assert.deepEqual(theirs.complaints, []);
      });
    });
  }

  it("a colleague who does not know somebody says so", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("ru");
    const newcomer = node.organisations.flatMap((one) => one.users).find((user) => user.waits);
    const coordinator = await pageOf(browser, node, node.user("coordinator"));
    const admin = await pageOf(browser, node, node.user("technical_administrator"));

    await step("the coordinator ends the access", async () => {
      await coordinator.goto(`${node.base}/colleagues`);
      await coordinator.getByRole("link", { name: newcomer.name }).click();
      await coordinator.getByText(words.doNotKnow).click();
      await coordinator.getByRole("button", { name: words.doNotConfirm }).click();
      await see(coordinator.getByText(words.nobodyWaits));
    });
    await step("the person cannot sign in any more", async () => {
      const page = await openPage(browser, { language: "ru" });
      await page.goto(`${node.base}/sign-in`);
      await giveCredentials(page, newcomer);
      await see(page.getByText(words.refused));
    });
    await step("the administrator sees who said so", async () => {
      await admin.goto(`${node.base}/administration/users`);
      await see(admin.getByRole("row", { name: newcomer.name }).getByText(wordsIn("en").notConfirmed));
      await admin.getByRole("link", { name: newcomer.name }).click();
      await see(admin.getByText(node.user("coordinator").name));
    });
  });
});
