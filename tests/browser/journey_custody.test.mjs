// SPDX-License-Identifier: AGPL-3.0-or-later
// "They took my son": an operator raises an alert, a lawyer is asked, goes, is kept out and writes down by whom.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const told = {
  en: { name: "Jamshed", cars: "Two men without uniform, a white car, plate 00-01", refused: "Come tomorrow" },
  ru: { name: "Джамшед", cars: "Двое без формы, белая машина, номер 00-01", refused: "Приходите завтра" },
};

describe("somebody is in custody now", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const said = told[language];
      const caller = node.user("hotline_operator", language);
      const home = node.organisations.find((one) => one.users.some((user) => user.login === caller.login));
      const lawyer = home.users.find((user) => user.role === "lawyer" && !user.waits);
      const operator = await openPage(browser, { language, scripts });
      const there = await openPage(browser, { language: lawyer.language, scripts });
      const lawyerWords = wordsIn(lawyer.language);
      const addresses = addressesOf(operator);
      let number;

      await step("the operator finds the button on the page of a new call", async () => {
        await signIn(operator, node.base, caller);
        await operator.getByRole("banner").getByRole("link", { name: words.newCall }).click();
        await operator.getByRole("link", { name: words.tookSomebody }).click();
        await see(operator.getByRole("heading", { level: 1, name: words.somebodyTaken }));
      });

      await step("is told what is missing, and nothing typed is lost", async () => {
        await operator.locator("[name='about_name.0.given']").fill(said.name);
        await operator.locator("[name=takers]").fill(said.cars);
        await operator.getByRole("button", { name: words.raiseAlert }).click();
        await see(operator.getByRole("alert"));
        assert.equal(await operator.locator("[name=takers]").inputValue(), said.cars);
      });

      await step("raises the alert", async () => {
        await operator.getByRole("group", { name: words.keep }).getByRole("radio", { name: words.yesKeep }).check();
        const may = operator.locator("[name=may_tell][value=yes_named], select[name=may_tell]").first();
        if (await may.evaluate((element) => element.tagName === "SELECT")) await may.selectOption("yes_named");
        else await may.check();
        await operator.getByRole("button", { name: words.raiseAlert }).click();
        await see(operator.getByText(words.noRegistration));
        number = await numberOn(operator);
      });

      await step("asks a lawyer to go", async () => {
        await operator.getByRole("radio", { name: lawyer.name }).check();
        await operator.getByRole("button", { name: words.askToGo }).click();
        await see(operator.getByRole("listitem").filter({ hasText: lawyer.name }));
      });

      await step("the lawyer sees it as the first danger in My work and goes", async () => {
        await signIn(there, node.base, lawyer);
        await see(there.locator("section.work-danger .work-item").first().getByRole("link", { name: number }));
        if (process.env.PICTURES) await there.screenshot({ path: `${process.env.PICTURES}/custody-work-${language}.png`, fullPage: true });
        await there.locator("main a[href^='/custody/']").filter({ hasText: number }).click();
        await see(there.getByText(said.cars));
        await there.getByRole("button", { name: lawyerWords.isOnTheWay }).click();
        await there.getByRole("button", { name: lawyerWords.arrivedThere }).click();
      });

      await step("prints half a page with the name, because the relative agreed", async () => {
        await there.getByRole("link", { name: lawyerWords.halfPage }).click();
        await see(there.getByText(said.name));
        await there.goBack();
      });

      await step("is kept out and writes down the words", async () => {
        await there.getByRole("button", { name: lawyerWords.keptOut }).click();
        await there.locator("textarea[name=words]").fill(said.refused);
        await there.locator("[name=rank]").fill("A-1");
        await there.getByRole("button", { name: lawyerWords.save, exact: true }).click();
        await see(there.getByText(said.refused));
      });

      await step("the operator sees the refusal, notes the registration and ends the alert", async () => {
        await operator.reload();
        await see(operator.getByText(said.refused));
        await operator.getByRole("button", { name: words.registeredNow }).click();
        await operator.getByRole("link", { name: words.endAlert }).click();
        await operator.getByRole("radio", { name: words.isFree }).check();
        await operator.getByRole("button", { name: words.save, exact: true }).click();
        await see(operator.getByText(words.isFree));
        assert.equal(await numberOn(operator), number);
      });

      await step("My work and the list of calls say that the alert has ended and that screening is open", async () => {
        await operator.goto(`${node.base}/`);
        const line = operator.locator(".work-item").filter({ hasText: number });
        await see(line.getByText(words.screeningIsOpen));
        assert.equal(await operator.locator("section.work-danger .work-item").filter({ hasText: number }).count(), 0);
        await operator.goto(`${node.base}/calls`);
        await see(operator.getByRole("row").filter({ hasText: number }).getByText(words.screeningIsOpen));
      });

      await step("nothing typed went into an address, and nothing in the browser complained", () => {
        for (const address of addresses) assert.ok(!address.includes(said.name) && !address.includes("00-01"), "typed text in an address");
        assert.deepEqual([...operator.complaints, ...there.complaints], []);
      });
    });
  }

  for (const width of [1366, 320]) {
    it(`reads well at ${width} pixels`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("hotline_operator", "ru"), { width, bypassCSP: true });
      for (const [name, path] of [["list", "/custody"], ["new", "/custody/new"]]) {
        await page.goto(node.base + path);
        assert.equal(await sidewaysScroll(page), 0, path);
        assert.deepEqual(await violations(page), [], path);
        if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/custody-${name}-${width}.png`, fullPage: true });
      }
      await page.goto(`${node.base}/custody`);
      await page.getByRole("main").getByRole("table").getByRole("link").first().click();
      await see(page.getByRole("heading", { level: 1 }));
      assert.equal(await sidewaysScroll(page), 0, "an alert");
      assert.deepEqual(await violations(page), [], "an alert");
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/custody-alert-${width}.png`, fullPage: true });
      await page.getByRole("link", { name: wordsIn("ru").deathInCustody }).click();
      await see(page.getByRole("heading", { level: 1, name: wordsIn("ru").deathInCustody }));
      assert.equal(await sidewaysScroll(page), 0, "a death");
      assert.deepEqual(await violations(page), [], "a death");
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/custody-death-${width}.png`, fullPage: true });
    });
  }
});
