// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody comes into the room: one click and there is nothing to see.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leftBehind, openPage } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { fillCall, journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const nothing = { local: [], session: [], databases: [], caches: [] };
const words = wordsIn("ru");

/** A case that is open before somebody. */
async function openCase(page, base) {
  await page.goto(`${base}/cases`);
  await page.getByRole("row").getByRole("link", { name: /^A-\d/ }).first().click();
  return numberOn(page);
}

describe("locking", () => {
  const here = stage();

  it("blanks at once, Back shows nothing, and unlocking returns to the same place", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const user = node.user("social_worker", "ru");
    await pageOf(browser, node, node.user("coordinator", "ru"));
    const page = await pageOf(browser, node, user);
    let number;
    let address;

    await step("a case is open", async () => {
      number = await openCase(page, node.base);
      address = page.url();
    });
    await step("after the click nothing is to be seen within 200 ms, even while the network is slow", async () => {
      await page.route("**/lock", async (route) => {
        await new Promise((done) => setTimeout(done, 1500));
        await route.continue();
      });
      const seen = await page.getByRole("button", { name: words.lock }).evaluate(async (button) => {
        button.click();
        await new Promise((done) => setTimeout(done, 200));
        return { text: document.body.checkVisibility() ? document.body.innerText : "", title: document.title };
      });
      assert.deepEqual(seen, { text: "", title: words.neutralTitle });
    });
    await step("then comes the lock page, with a neutral title", async () => {
      await see(page.getByRole("heading", { level: 1, name: words.locked }));
      await page.unroute("**/lock");
      assert.equal(await page.title(), words.neutralTitle);
      assert.ok(!(await page.content()).includes(number));
    });
    await step("Back shows no content", async () => {
      await page.goBack();
      await see(page.getByRole("heading", { level: 1, name: words.locked }));
      assert.ok(!(await page.content()).includes(number));
    });
    await step("a wrong passphrase is refused with a sentence", async () => {
      await page.getByLabel(words.passphrase).fill("something else");
      await page.getByRole("button", { name: words.unlock }).click();
      await see(page.getByText(words.unlockRefused));
    });
    await step("the right one leads back to the case", async () => {
      await page.getByLabel(words.passphrase).fill(user.passphrase);
      await page.getByRole("button", { name: words.unlock }).click();
      await see(page.getByRole("heading", { level: 1, name: number }));
      assert.equal(page.url(), address);
    });
    await step("the browser has kept nothing", async () => {
      assert.deepEqual(await leftBehind(page), nothing);
    });
  });

  it("without scripts the button locks too", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    await pageOf(browser, node, node.user("coordinator", "ru"));
    const user = node.user("lawyer", "ru");
    const page = await openPage(browser, { language: "ru", scripts: false });
    let number;
    await step("a case is open", async () => {
      await signIn(page, node.base, user);
      number = await openCase(page, node.base);
    });
    await step("the button leads to the lock page, and Back shows no content", async () => {
      await page.getByRole("button", { name: words.lock }).click();
      await see(page.getByRole("heading", { level: 1, name: words.locked }));
      await page.goBack();
      await see(page.getByRole("heading", { level: 1, name: words.locked }));
      assert.ok(!(await page.content()).includes(number));
    });
    await step("unlocking returns to the case", async () => {
      await page.getByLabel(words.passphrase).fill(user.passphrase);
      await page.getByRole("button", { name: words.unlock }).click();
      await see(page.getByRole("heading", { level: 1, name: number }));
    });
  });

  it("Shift three times locks and keeps what was typed; switching layouts does not", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    await pageOf(browser, node, node.user("coordinator", "ru"));
    const user = node.user("hotline_operator", "ru");
    const page = await pageOf(browser, node, user);
    const text = "набрано перед тем, как вошли";

    await step("somebody writes down a call", async () => {
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
    });
    await step("Alt+Shift and Ctrl+Shift, three times each, change nothing", async () => {
      for (const holder of ["Alt", "Control"]) {
        await page.keyboard.down(holder);
        for (let tap = 0; tap < 3; tap += 1) await page.keyboard.press("Shift");
        await page.keyboard.up(holder);
      }
      await see(page.getByRole("textbox", { name: words.whatHappened }));
    });
    await step("Shift three times locks", async () => {
      for (let tap = 0; tap < 3; tap += 1) await page.keyboard.press("Shift");
      await see(page.getByRole("heading", { level: 1, name: words.locked }));
    });
    await step("after unlocking the text is there", async () => {
      await page.getByLabel(words.passphrase).fill(user.passphrase);
      await page.getByRole("button", { name: words.unlock }).click();
      await see(page.getByText(words.draftKept));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
    });
    await step("the browser has kept nothing", async () => {
      assert.deepEqual(await leftBehind(page), nothing);
    });
  });
});
