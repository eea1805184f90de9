// SPDX-License-Identifier: AGPL-3.0-or-later
// What is typed is not lost: not by a reload, and not by a colleague who saved first.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leftBehind } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, fillCall, journey, see, takeCall } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const nothing = { local: [], session: [], databases: [], caches: [] };

describe("typed text", () => {
  const here = stage();

  it("of a new call comes back after a reload", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("ru");
    const text = "начато и не дописано: зелёные ворота";
    const page = await pageOf(browser, node, node.user("hotline_operator", "ru"));
    const addresses = addressesOf(page);

    await step("after a quarter of a minute the page says that a draft is saved", async () => {
      await page.clock.install();
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
      await page.clock.fastForward(16_000);
      await see(page.getByText(words.draftSaved));
    });
    await step("after a reload it is there, with a sentence about it", async () => {
      await page.reload();
      await see(page.getByText(words.draftKept));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
      assert.ok(await page.getByRole("checkbox", { name: words.legalHelp }).isChecked());
    });
    await step("the browser has kept nothing, and nothing typed was in an address", async () => {
      assert.deepEqual(await leftBehind(page), nothing);
      assert.deepEqual(addresses.filter((address) => address.includes(text)), []);
    });
    await step("the call is saved from it, and the draft is gone", async () => {
      await page.getByRole("button", { name: words.saveCall }).click();
      await see(page.getByText(words.callSaved));
      await page.goto(`${node.base}/calls/new`);
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), "");
    });
    await step("nothing in the browser complained", () => assert.deepEqual(page.complaints, []));
  });

  it("is kept as a draft by a button where scripts are off", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("en");
    const text = "begun without scripts";
    const page = await pageOf(browser, node, node.user("social_worker", "en"), { scripts: false });

    await step("the button keeps it", async () => {
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
      await page.getByRole("button", { name: words.saveDraft }).click();
    });
    await step("and it is there when the page is opened again", async () => {
      await page.goto(`${node.base}/calls/new`);
      await see(page.getByText(words.draftKept));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
    });
  });

  for (const [language, scripts] of [["ru", true], ["en", false]]) {
    it(`of two people who change the same record is all kept (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const first = await pageOf(browser, node, node.user("hotline_operator", language), { scripts });
      const second = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const told = { before: "first words", mine: "the car was grey", theirs: "the car was white" };
      let address;

      await step("both open what was said in the same call", async () => {
        await first.goto(`${node.base}/calls/new`);
        await takeCall(first, words, told.before);
        await first.getByRole("link", { name: words.showWords }).click();
        address = new URL(first.url()).pathname;
        await first.getByRole("link", { name: words.changeWords }).click();
        await second.goto(node.base + address);
        await second.getByRole("link", { name: words.changeWords }).click();
      });
      await step("one saves", async () => {
        await first.getByRole("textbox", { name: words.whatHappened }).fill(told.theirs);
        await first.getByRole("button", { name: words.save, exact: true }).click();
        await see(first.getByRole("link", { name: words.changeWords }).or(first.getByRole("link", { name: words.showWords })));
      });
      await step("the other gets a page with both versions", async () => {
        await second.getByRole("textbox", { name: words.whatHappened }).fill(told.mine);
        await second.getByRole("button", { name: words.save, exact: true }).click();
        await see(second.getByRole("columnheader", { name: words.yourVersion }));
        await see(second.getByRole("cell", { name: told.mine }));
        await see(second.getByRole("cell", { name: told.theirs }));
      });
      await step("chooses to keep both texts", async () => {
        await second.getByRole("radio", { name: words.bothTexts }).check();
        await second.getByRole("button", { name: words.saveChosen }).click();
      });
      await step("and both are in the record", async () => {
        await second.goto(node.base + address);
        await second.getByRole("main").getByText(words.showAccount, { exact: true }).last().click();
        await see(second.getByText(told.mine));
        await see(second.getByText(told.theirs));
      });
    });
  }
});
