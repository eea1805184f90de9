// SPDX-License-Identifier: AGPL-3.0-or-later
// G16 and G17: no word is lost, and none is left to be seen.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { forgetSessions, giveCredentials, pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { fillCall, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

describe("G16 no text lost: all that was typed comes back after the session ends, the line drops or the program stops", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", true], ["en", false]]) {
    const how = `(${language}, scripts ${scripts ? "on" : "off"})`;
    it(`the session ends while somebody types ${how}`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const text = `typed before the session ended ${language}`;
      const user = node.user("hotline_operator", language);
      const page = await openPage(browser, { language, scripts });
      await signIn(page, node.base, user);
      await step("the form is sent without a session", async () => {
        await page.goto(`${node.base}/calls/new`);
        await fillCall(page, words, text);
        await page.context().clearCookies();
        await page.getByRole("button", { name: words.saveCall }).click();
        await see(page.getByText(words.sessionEnded));
        assert.ok(!(await page.content()).includes(text), "what was typed is open before anybody signed in");
      });
      await step("after signing in it is sent again and saved", async () => {
        await giveCredentials(page, user);
        await see(page.getByText(words.textKept));
        await page.getByRole("button", { name: words.sendNow }).click();
        await see(page.getByText(words.callSaved));
        await page.getByRole("link", { name: words.showWords }).click();
        await page.getByRole("main").locator("summary", { hasText: words.showAccount }).click();
        await see(page.getByText(text));
      });
      await page.context().close();
    });
  }

  it("the line drops while somebody types", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("ru");
    const page = await pageOf(browser, node, node.user("social_worker", "ru"));
    const text = "набрано без связи";
    await step("the page says that the draft could not be saved", async () => {
      await page.clock.install();
      await page.goto(`${node.base}/calls/new`);
      await page.context().setOffline(true);
      await fillCall(page, words, text);
      await page.clock.fastForward(16_000);
      await see(page.getByText(words.draftFailed));
    });
    await step("sending holds the page instead of losing it", async () => {
      await page.getByRole("button", { name: words.saveCall }).click();
      await see(page.getByText(words.draftFailed));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
    });
    await step("with the line back it is saved", async () => {
      await page.context().setOffline(false);
      await page.clock.fastForward(21_000);
      await page.getByRole("button", { name: words.saveCall }).click();
      await see(page.getByText(words.callSaved));
    });
    await page.context().close();
  });

  // Others than above: somebody has two codes in half a minute, and four are asked for.
  for (const [language, scripts, who] of [["en", true, ["social_worker", "en"]], ["ru", false, ["hotline_operator", "ru", 1]]]) {
    it(`the program is restarted while somebody types (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const user = node.user(...who);
      const text = `typed over a restart ${language}`;
      const page = await pageOf(browser, node, user, { scripts });
      await step("the form is sent to the restarted program", async () => {
        await page.goto(`${node.base}/calls/new`);
        await fillCall(page, words, text);
        await node.restart();
        forgetSessions(node);
        await page.getByRole("button", { name: words.saveCall }).click();
        await see(page.getByText(words.sessionEnded));
      });
      await step("after signing in it is there", async () => {
        await giveCredentials(page, user);
        await see(page.getByText(words.textKept));
        await page.getByRole("button", { name: words.sendNow }).click();
        await see(page.getByText(words.callSaved));
      });
      await page.context().close();
    });
  }
});

describe("G17 lock: nothing to be seen 200 ms after the click, and nothing by Back", () => {
  const here = stage();
  it("on a case, with a neutral title", async () => {
    const { browser, node } = here;
    const words = wordsIn("ru");
    await pageOf(browser, node, node.user("coordinator", "ru"));
    const page = await pageOf(browser, node, node.user("social_worker", "ru"));
    const number = await openCase(page, node.base);
    await page.route("**/lock", async (route) => {
      await new Promise((done) => setTimeout(done, 1000));
      await route.continue();
    });
    const seen = await page.getByRole("button", { name: words.lock }).evaluate(async (button) => {
      button.click();
      await new Promise((done) => setTimeout(done, 200));
      return { text: document.body.checkVisibility() ? document.body.innerText : "", title: document.title };
    });
    assert.deepEqual(seen, { text: "", title: words.neutralTitle });
    await see(page.getByRole("heading", { level: 1, name: words.locked }));
    await page.unroute("**/lock");
    await page.goBack();
    await see(page.getByRole("heading", { level: 1, name: words.locked }));
    assert.ok(!(await page.content()).includes(number));
    await page.context().close();
  });
});
