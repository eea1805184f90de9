// SPDX-License-Identifier: AGPL-3.0-or-later
// Two people at one screen: what the first one typed is not shown to the second, and is not lost.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { giveCredentials, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { fillCall, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const page_of = {
  en: { heading: "Somebody else's text is kept here", signOut: "Sign out, so that they can send it", goOn: "Go on without their text" },
  ru: { heading: "Здесь сохранён текст другого человека", signOut: "Выйти, чтобы коллега мог отправить текст", goOn: "Продолжить без этого текста" },
};

describe("a kept form", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`of somebody else stays sealed, and goes back to them (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const other = page_of[language];
      const author = node.user("hotline_operator", language);
      const second = node.user("social_worker", language);
      const text = "набрано первым, не для второго: зелёная калитка";
      const page = await openPage(browser, { language, scripts });

      await step("somebody types, and the session ends before it is sent", async () => {
        await signIn(page, node.base, author);
        await page.goto(`${node.base}/calls/new`);
        await fillCall(page, words, text);
        await page.context().clearCookies();
        await page.getByRole("button", { name: words.saveCall }).click();
        await see(page.getByText(words.sessionEnded));
      });
      await step("a colleague who signs in there sees that there is a text, and nothing of it", async () => {
        await giveCredentials(page, second);
        await see(page.getByRole("heading", { level: 1, name: other.heading }));
        assert.ok(!(await page.content()).includes(text));
        if (process.env.PICTURES) {
          await mkdir(process.env.PICTURES, { recursive: true });
          await page.screenshot({ path: join(process.env.PICTURES, `kept-${language}.png`) });
          await page.setViewportSize({ width: 320, height: 640 });
          await page.screenshot({ path: join(process.env.PICTURES, `kept-${language}-320.png`) });
          await page.setViewportSize({ width: 1366, height: 768 });
        }
      });
      await step("they sign out for the other one", async () => {
        await page.getByRole("button", { name: other.signOut }).click();
        await see(page.getByRole("heading", { level: 1, name: words.signInHeading }));
        assert.ok(!(await page.content()).includes(text));
      });
      await step("who typed it signs in, sees it kept, and sends it", async () => {
        await giveCredentials(page, author);
        await see(page.getByText(words.textKept));
        await page.getByRole("button", { name: words.sendNow }).click();
        await see(page.getByText(words.callSaved));
      });
      await page.context().close();
    });
  }

  it("of somebody else may be let go, and does not come back", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("en");
    const text = "typed by the first, let go by the second";
    const page = await openPage(browser, { language: "en" });
    await step("somebody types, and the session ends before it is sent", async () => {
      await signIn(page, node.base, node.user("hotline_operator", "en"));
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
      await page.context().clearCookies();
      await page.getByRole("button", { name: words.saveCall }).click();
      await see(page.getByText(words.sessionEnded));
    });
    await step("a colleague signs in and goes on", async () => {
      await giveCredentials(page, node.user("social_worker", "en"));
      await page.getByRole("link", { name: page_of.en.goOn }).click();
      await see(page.getByRole("heading", { level: 1, name: words.myWork }));
      assert.ok(!(await page.content()).includes(text));
    });
    await page.context().close();
  });
});
