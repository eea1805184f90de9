// SPDX-License-Identifier: AGPL-3.0-or-later
// Ctrl+K opens a box with places and what was opened last; without scripts the page /go has the same.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { leftBehind } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

describe("going somewhere", () => {
  const here = stage();

  for (const language of ["ru", "en"]) {
    it(`by the keyboard, in ${language}`, async (t) => {
      const step = journey(t);
      const words = wordsIn(language);
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("social_worker", "ru"));
      const box = page.getByRole("dialog", { name: words.goTo });
      const addresses = addressesOf(page);
      let number;

      await step("a case is opened", async () => {
        await page.goto(`${node.base}/cases`);
        if ((await page.locator("html").getAttribute("lang")) !== language) {
          await page.locator(".topbar-language summary").first().click();
          await page.locator(`.topbar-language button[value=${language}]`).click();
          await see(page.getByRole("button", { name: words.lock }));
        }
        await page.getByRole("row").getByRole("link", { name: /^A-\d/ }).first().click();
        number = await numberOn(page);
      });
      await step("Ctrl+K lists it, from another page", async () => {
        await page.goto(`${node.base}/account`);
        await page.keyboard.press("Control+k");
        await see(box);
        await see(box.getByRole("link", { name: number, exact: true }));
      });
      await step("typing shortens the list, and Escape leaves nothing behind", async () => {
        await page.keyboard.type(words.tasksTitle.slice(0, 4));
        await see(box.getByRole("link", { name: words.tasksTitle, exact: true }));
        assert.equal(await box.getByRole("link", { name: number, exact: true }).isVisible(), false);
        await page.keyboard.press("Escape");
        await box.waitFor({ state: "detached" });
      });
      await step("an arrow and Enter go there", async () => {
        await page.keyboard.press("Control+k");
        await see(box);
        await page.keyboard.type(number);
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/cases\/[\w-]{22}$/);
        assert.equal(await numberOn(page), number);
      });
      await step("Enter in the box looks for what was typed, by POST", async () => {
        await page.keyboard.press("Control+k");
        await see(box);
        await page.keyboard.type(number);
        await page.keyboard.press("Enter");
        await page.waitForURL(/\/find$/);
        await see(page.getByText(words.numberMatches));
        assert.deepEqual(addresses.filter((address) => address.includes(number)), []);
      });
      await step("over a form that keeps drafts it opens, and what was typed is a draft afterwards", async () => {
        await page.goto(`${node.base}/calls/new`);
        await page.getByRole("main").locator("textarea").first().fill("Весна в горах");
        await page.keyboard.press("Control+k");
        await see(box);
        await page.keyboard.press("Escape");
        assert.equal(await page.getByRole("main").locator("textarea").first().inputValue(), "Весна в горах");
        await page.keyboard.press("Control+k");
        await see(box);
        await box.getByRole("link", { name: words.tasksTitle, exact: true }).click();
        await page.waitForURL(/\/tasks$/);
        await page.goto(`${node.base}/calls/new`);
        await see(page.getByRole("heading", { level: 1 }));
        await page.goto(`${node.base}/drafts`);
        await page.getByRole("main").locator("a[href^='/calls/new']").first().click();
        assert.equal(await page.getByRole("main").locator("textarea").first().inputValue(), "Весна в горах");
      });
      await step("over a form that keeps none it opens, and the browser asks before the text is lost", async () => {
        await page.goto(`${node.base}/account/reminders`);
        const address = page.locator("input[name=address]");
        await address.fill("spring@example.org");
        const leave = async (answer) => {
          const asked = page.waitForEvent("dialog");
          await page.keyboard.press("Control+k");
          await see(box);
          await Promise.all([
            asked.then(async (dialog) => { assert.equal(dialog.type(), "beforeunload"); await dialog[answer](); }),
            box.getByRole("link", { name: words.tasksTitle, exact: true }).click({ noWaitAfter: true }),
          ]);
        };
        await leave("dismiss");
        assert.equal(await address.inputValue(), "spring@example.org");
        await page.keyboard.press("Escape");
        await box.waitFor({ state: "detached" });
        await leave("accept");
        await page.waitForURL(/\/tasks$/);
      });
      await step("the browser keeps nothing and complains of nothing", async () => {
        assert.deepEqual(await leftBehind(page), { local: [], session: [], databases: [], caches: [] });
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      });
    });
  }

  it("the box is accessible and fits a phone", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, bypassCSP: true });
      await page.goto(`${node.base}/account`);
      await page.keyboard.press("Control+k");
      await see(page.getByRole("dialog"));
      assert.deepEqual(await violations(page), []);
      const frame = await page.getByRole("dialog").boundingBox();
      assert.ok(frame.x >= 0 && frame.x + frame.width <= width, "the box stands within the window");
      await page.context().close();
    }
  });

  it("without scripts the page has the same, for each reader what they may open", async () => {
    const { browser, node } = here;
    const words = wordsIn("ru");
    const worker = await pageOf(browser, node, node.user("lawyer", "ru"), { scripts: false });
    await worker.goto(`${node.base}/go`);
    await worker.getByRole("main").getByRole("link", { name: words.tasksTitle, exact: true }).click();
    await see(worker.getByRole("heading", { name: words.tasksTitle, level: 1 }));
    const auditor = await pageOf(browser, node, node.user("auditor"), { scripts: false });
    await auditor.goto(`${node.base}/go`);
    assert.equal(await auditor.getByRole("main").locator("a[href='/cases']").count(), 0);
    assert.equal(await auditor.getByRole("main").locator("a[href='/administration']").count(), 1);
  });
});
