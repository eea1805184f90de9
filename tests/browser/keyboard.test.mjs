// SPDX-License-Identifier: AGPL-3.0-or-later
// Without a mouse: a call can be taken. That every stop can be seen and nothing is a trap: goals_keyboard.test.mjs.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { tabTo } from "./support/focus.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

describe("keyboard only", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`a call is taken and saved (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("hotline_operator", language), { scripts });
      const group = (name) => page.getByRole("group", { name });
      const hand = { keys: 0 };
      const press = async (key) => { hand.keys += 1; await page.keyboard.press(key); };

      await step("the first stop leads past the menus", async () => {
        await page.goto(`${node.base}/calls/new`);
        await press("Tab");
        await press("Enter");
        await tabTo(page, group(words.dangerNow).getByRole("radio"), hand);
        assert.ok(hand.keys <= 6, `${hand.keys} keys to the first question`);
      });
      await step("the questions are answered in their order", async () => {
        await press("Space");
        await press("ArrowRight");
        assert.ok(await group(words.dangerNow).getByRole("radio", { name: words.no, exact: true }).isChecked());
        await tabTo(page, page.getByRole("combobox", { name: words.whoGotInTouch }), hand);
        await press("ArrowDown");
        await press("ArrowDown");
        await tabTo(page, page.getByRole("textbox", { name: words.whatHappened }), hand);
        await page.keyboard.type("ok");
        await tabTo(page, group(words.needs).getByRole("checkbox", { name: words.legalHelp }), hand);
        await press("Space");
        await tabTo(page, group(words.keep).getByRole("radio"), hand);
        await press("Space");
        assert.ok(await group(words.keep).getByRole("radio", { name: words.yesKeep }).isChecked());
      });
      await step(scripts ? "Ctrl+Enter saves from where one is" : "Enter on the button saves", async () => {
        if (scripts) {
          await press("Control+Enter");
        } else {
          await tabTo(page, page.getByRole("button", { name: words.saveCall }), hand);
          await press("Enter");
        }
        await see(page.getByText(words.callSaved));
      });
      t.diagnostic(`${hand.keys} keys beside the typed words`);
      await page.context().close();
    });
  }
});
