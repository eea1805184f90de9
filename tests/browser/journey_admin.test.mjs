// SPDX-License-Identifier: AGPL-3.0-or-later
// A new colleague: keys shown once, a first sign-in, and what the auditor sees of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const colleague = { name: "Сафина Олучаева", login: "safina" };

describe("administration", () => {
  const here = stage();

  it("adds a person, who signs in; the auditor sees who did what", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const en = wordsIn("en");
    const ru = wordsIn("ru");
    const administrator = node.user("technical_administrator");
    const operator = node.user("hotline_operator", "ru");
    const admin = await pageOf(browser, node, administrator, { language: "en" });
    const added = {};

    await step("the administrator adds a person", async () => {
      await admin.goto(node.base);
      await admin.getByRole("link", { name: en.administration, exact: true }).click();
      await admin.getByRole("link", { name: en.people }).click();
      await admin.getByRole("link", { name: en.addPerson }).click();
      await admin.getByRole("textbox", { name: en.name, exact: true }).fill(colleague.name);
      await admin.getByRole("textbox", { name: en.login }).fill(colleague.login);
      await admin.getByRole("checkbox", { name: en.hotlineOperator }).check();
      await admin.getByRole("radio", { name: "Русский" }).check();
      await admin.getByRole("button", { name: en.addThisPerson }).click();
    });
    await step("passphrase and second factor are shown once, the picture too", async () => {
      await see(admin.getByText(en.shownOnce));
      const codes = await admin.getByRole("code").allInnerTexts();
      Object.assign(added, { login: codes[0], passphrase: codes[1], totp_secret: codes[2] });
      assert.equal(added.login, colleague.login);
      assert.ok(await admin.getByRole("img").evaluate((picture) => picture.complete && picture.naturalWidth > 0));
      const picture = await admin.getByRole("img").getAttribute("src");
      assert.equal((await admin.request.get(node.base + picture)).status(), 404);
      assert.deepEqual(admin.complaints, []);
    });
    await step("and are nowhere afterwards", async () => {
      await admin.goto(`${node.base}/administration/users`);
      await admin.getByRole("link", { name: colleague.name }).click();
      const page = await admin.content();
      assert.ok(page.includes(colleague.login));
      assert.ok(!page.includes(added.passphrase) && !page.includes(added.totp_secret));
      await admin.goBack();
      await admin.goBack().catch(() => undefined);  // the browser does not even have the page any more
      await admin.waitForLoadState().catch(() => undefined);
      assert.ok(!(await admin.content().catch(() => "")).includes(added.passphrase), "Back shows the passphrase again");
      await admin.close();
    });
    await step("the new person signs in, in the chosen language, and waits for a colleague", async () => {
      const page = await openPage(browser, { language: "en", scripts: false });
      await signIn(page, node.base, added);
      await see(page.getByRole("heading", { level: 1, name: ru.confirmFirst }));
      await page.context().close();
    });
    await step("an operator is kindly refused the list of people", async () => {
      const page = await pageOf(browser, node, operator);
      const answer = await page.goto(`${node.base}/administration/users`);
      assert.equal(answer.status(), 403);
      await see(page.getByRole("heading", { level: 1, name: ru.denied }));
      assert.ok(!(await page.content()).includes(administrator.name));
      await page.getByRole("link", { name: ru.toMyWork }).click();
      await see(page.getByRole("heading", { level: 1, name: ru.myWork }));
    });

    const auditor = await pageOf(browser, node, node.user("auditor", "ru"));
    await step("the auditor sees what the administrator looked at", async () => {
      await auditor.goto(node.base);
      await auditor.getByRole("link", { name: ru.administration, exact: true }).click();
      await auditor.getByRole("link", { name: ru.whoDidWhat }).click();
      await see(auditor.getByRole("row", { name: `${administrator.name} ${ru.listOfPeople}` }));
      await see(auditor.getByRole("row", { name: `${colleague.name} ` }));
    });
    await step("and the refusal", async () => {
      await auditor.getByRole("checkbox", { name: ru.refusedOnly }).check();
      await auditor.getByRole("button", { name: ru.show, exact: true }).click();
      await see(auditor.getByRole("row", { name: new RegExp(`${operator.name} ${ru.listOfPeople}.*${ru.pageRefused}`) }));
    });
    await step("in words, not in codes of the program", async () => {
      await auditor.goto(`${node.base}/administration/audit`);
      const table = await auditor.getByRole("table").innerText();
      assert.deepEqual(table.match(/\b[a-z]+_[a-z_]+\b/g), null);
    });
  });

  it("somebody whose access ended cannot sign in", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("en");
    const leaving = node.user("monitor");
    const admin = await pageOf(browser, node, node.user("technical_administrator"), { language: "en" });
    const page = await pageOf(browser, node, leaving);

    await step("the administrator ends the access", async () => {
      await admin.goto(`${node.base}/administration/users`);
      await admin.getByRole("link", { name: leaving.name }).click();
      await admin.getByRole("link", { name: words.leaves }).click();
      await admin.getByRole("radio").first().check();
      await admin.getByRole("button", { name: words.endAccess }).click();
      await see(admin.getByText(words.hasLeft));
    });
    await step("the open session is over", async () => {
      await page.goto(`${node.base}/cases`);
      await see(page.getByRole("heading", { level: 1, name: words.signInHeading }));
    });
  });
});
