// SPDX-License-Identifier: AGPL-3.0-or-later
// Two cases are marked, a task is made in both, and the result says for each what came of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const numbers = /[A-Z]+-\d{4}-\d+/;
const heading = "Ask about heating 4417";

describe("many cases at once", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const page = await openPage(browser, { language, scripts });
      const addresses = addressesOf(page);
      const chosen = [];

      await step("a social worker who marks nothing is told so", async () => {
        await signIn(page, node.base, node.user("social_worker", language));
        await page.goto(`${node.base}/cases`);
        await page.getByText(words.manyCases, { exact: true }).click();
        await page.getByRole("button", { name: words.makeTask }).click();
        await see(page.getByRole("heading", { level: 1, name: words.nothingMarked }));
        await page.getByRole("link", { name: words.backToCases }).click();
      });

      await step("marks two cases and reads once more what is meant", async () => {
        for (const at of [1, 2]) {
          const row = page.getByRole("row").nth(at);
          chosen.push(numbers.exec(await row.innerText())[0]);
          await row.getByRole("checkbox").check();
        }
        await page.getByText(words.manyCases, { exact: true }).click();
        await page.getByRole("button", { name: words.makeTask }).click();
        await see(page.getByText(words.meant));
        for (const number of chosen) await see(page.locator("main").getByText(number));
      });

      await step("is told what lacks; nothing is done yet", async () => {
        await page.getByRole("button", { name: words.doForTwo }).click();
        await see(page.getByRole("alert"));
      });

      await step("writes the task and reads what came of each", async () => {
        await page.getByRole("textbox", { name: words.taskHeading }).fill(heading);
        await page.getByRole("button", { name: words.doForTwo }).click();
        await see(page.getByText(words.twoOfTwo));
        for (const number of chosen) await see(page.getByRole("row", { name: number }).getByText(words.done, { exact: true }));
      });

      await step("finds the task in each of them", async () => {
        for (const number of chosen) {
          await page.goto(`${node.base}/cases`);
          await page.getByRole("table").getByRole("link", { name: number }).click();
          await page.goto(`${page.url()}/tasks`);
          await see(page.getByText(heading));
        }
        assert.ok(addresses.every((address) => !address.includes("4417")));
        assert.deepEqual(page.complaints, []);
      });

      await step("all cases of a page are marked without scripts", async () => {
        await page.goto(`${node.base}/cases`);
        await page.getByText(words.manyCases, { exact: true }).click();
        await page.getByRole("link", { name: words.markAll }).click();
        assert.equal(await page.locator("input[name=case]:not(:checked)").count(), 0);
        assert.ok((await page.locator("input[name=case]:checked").count()) > 1);
      });

      await step("with the keyboard alone a case is marked and the ways opened", async () => {
        await page.goto(`${node.base}/cases`);
        const fold = page.locator("summary", { hasText: words.manyCases });
        await fold.focus();
        await page.keyboard.press("Enter");
        await see(page.getByRole("button", { name: words.makeTask }));
        await page.locator("input[name=case]").first().focus();
        await page.keyboard.press("Space");
        assert.equal(await page.locator("input[name=case]:checked").count(), 1);
      });
    });
  }

  it("the list fits a phone and is accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("coordinator"), { width, bypassCSP: true });
      await page.goto(`${node.base}/cases?all=yes`);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});
