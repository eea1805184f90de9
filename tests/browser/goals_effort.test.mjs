// SPDX-License-Identifier: AGPL-3.0-or-later
// G1, G2 and G3: how many clicks, keys and pages the main jobs take.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { focused } from "./support/focus.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { countingHand, journey, numberOn, see, takeCall } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

/** A keyboard that counts its keys. What is told counts as a text, not as keys. */
function countingKeyboard(page) {
  return {
    keys: 0,
    async press(...names) {
      for (const name of names) {
        this.keys += 1;
        await page.keyboard.press(name);
      }
    },
    async tabTo(id) {
      while ((await focused(page))?.id !== id) {
        await this.press("Tab");
        assert.ok(this.keys < 60, `${id} is too far away`);
      }
    },
  };
}

/** Pages that were opened, and forms that were sent. */
function countRequests(page) {
  const count = { pages: 0, forms: 0 };
  page.on("request", (request) => {
    if (request.resourceType() === "document" && request.redirectedFrom() === null) count.pages += 1;
    if (request.method() === "POST" && request.isNavigationRequest()) count.forms += 1;
  });
  return count;
}

describe("effort", () => {
  const here = stage();

  // The tests' keyboard has Latin letters alone; elsewhere the choice is walked to.
  for (const [language, family] of [["en", ["f"]], ["ru", ["ArrowDown", "ArrowDown"]]]) {
    it(`G1 the least of a call by keyboard alone: twenty keys beside the text, one page, one form (${language})`, async () => {
      const { browser, node } = here;
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("hotline_operator", language));
      await page.goto(`${node.base}/calls/new`);
      const count = countRequests(page);
      const keyboard = countingKeyboard(page);
      await keyboard.press("Tab", "Enter");
      await keyboard.tabTo("danger_now");
      await keyboard.press("ArrowDown");
      await keyboard.tabTo("caller_kind");
      await keyboard.press(...family);
      await keyboard.tabTo("words");
      await page.keyboard.type("taken from the market this morning");
      await keyboard.tabTo("keep");
      await keyboard.press("Space");
      await keyboard.tabTo("needs");
      await keyboard.press("Tab", "Space", "Enter");
      await see(page.getByText(words.callSaved));
      assert.ok(keyboard.keys <= 20, `${keyboard.keys} keys`);
      assert.deepEqual(count, { pages: 1, forms: 1 });
      await page.getByRole("link", { name: words.showWords }).click();
      await page.getByRole("main").locator("summary", { hasText: words.showAccount }).click();
      await see(page.getByText("taken from the market this morning"));
      await page.context().close();
    });

    it(`G1 the same by mouse: six clicks, one text, one page, one form (${language})`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("hotline_operator", language), { scripts: false });
      await page.goto(`${node.base}/calls/new`);
      const count = countRequests(page);
      const hand = countingHand();
      await takeCall(page, wordsIn(language), "told in a few words", hand);
      assert.ok(hand.clicks <= 6, `${hand.clicks} clicks`);
      assert.equal(hand.texts, 1);
      assert.deepEqual(count, { pages: 1, forms: 1 });
      await page.context().close();
    });
  }

  it("G2 from a call to the first task of its case: twelve clicks, four pages", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("en");
    const page = await pageOf(browser, node, node.user("social_worker", "en"));
    const hand = countingHand();
    await page.goto(`${node.base}/calls/new`);
    await takeCall(page, words, "told to a social worker");
    const count = countRequests(page);
    await step("the case is opened from the call", async () => {
      await hand.click(page.getByRole("link", { name: words.openCase }));
      const relation = page.getByRole("combobox", { name: words.relation }).first();
      hand.clicks += 2;
      await relation.selectOption({ index: 2 });
      await hand.click(page.getByRole("button", { name: words.openThisCase }));
      await see(page.getByRole("heading", { level: 1, name: new RegExp(`^${words.caseHeading} [A-Z]`) }));
    });
    await step("the first task is written", async () => {
      const number = await numberOn(page);
      await hand.click(page.locator("a[href$='/tasks']").first());
      await hand.click(page.locator("main a[href*='/new/task']").first());
      await hand.type(page.locator("[name=heading]"), "ask the lawyer to go there");
      await hand.click(page.getByRole("button", { name: words.save, exact: true }));
      await see(page.getByRole("row", { name: "ask the lawyer to go there" }));
      assert.ok((await page.locator("main, .identity").allInnerTexts()).join(" ").includes(number) || (await page.title()).includes(number));
    });
    await step("with no more effort than that", () => {
      assert.ok(hand.clicks <= 12, `${hand.clicks} clicks`);
      assert.ok(count.pages <= 4 + count.forms, `${count.pages} pages, ${count.forms} forms`);
    });
    await page.context().close();
  });

  for (const scripts of [true, false]) {
    it(`G3 a case by its number, from anywhere: two actions (scripts ${scripts ? "on" : "off"})`, async () => {
      const { browser, node } = here;
      const words = wordsIn("ru");
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { scripts });
      await page.goto(`${node.base}/cases`);
      const number = await page.getByRole("row").getByRole("link", { name: /^A-\d/ }).first().innerText();
      for (const place of ["/account", "/help", "/calls"]) {
        await page.goto(node.base + place);
        const count = countRequests(page);
        await page.getByRole("banner").getByRole("searchbox", { name: words.findField }).fill(number);
        await page.keyboard.press("Enter");
        await see(page.getByRole("main").getByText(number).first());
        assert.equal(count.pages, 1, place);
        await page.getByRole("main").getByRole("link", { name: new RegExp(`^${number}`) }).first().click();
        assert.equal(await numberOn(page), number, place);
      }
      await page.context().close();
    });
  }
});
