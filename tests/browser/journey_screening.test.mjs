// SPDX-License-Identifier: AGPL-3.0-or-later
// A social worker screens a call: what can still be documented, three views side by side, and help for everybody.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see, takeCall } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const told = {
  en: { words: "They beat him in the office.", client: "They humiliated him", authority: "Abuse of office", relative: "Zarina" },
  ru: { words: "Его били в кабинете.", client: "Его унижали", authority: "Превышение полномочий", relative: "Зарина" },
};

describe("a screening", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const said = told[language];
      const page = await openPage(browser, { language, scripts });

      await step("the social worker takes a call and opens its screening", async () => {
        await signIn(page, node.base, node.user("social_worker", language));
        await page.goto(`${node.base}/calls/new`);
        await takeCall(page, words, said.words);
        await page.getByRole("link", { name: words.screening, exact: true }).click();
        await see(page.locator("[name=client_words]"));
      });

      await step("notes the day, the three views and who in the family is affected", async () => {
        const yesterday = new Date(Date.now() - 864e5);
        for (const [part, value] of [["day", yesterday.getDate()], ["month", yesterday.getMonth() + 1], ["year", yesterday.getFullYear()]]) {
          const input = page.locator(`[name='last_event.${part}']`);
          if (await input.evaluate((element) => element.tagName === "SELECT")) await input.selectOption(String(value));
          else await input.fill(String(value));
        }
        await page.locator("[name=client_words]").fill(said.client);
        await page.locator("[name=authority_view]").fill(said.authority);
        await page.locator("[name='family.0.who']").fill(said.relative);
        await page.locator("select[name='family.0.relation']").selectOption("mother");
        await page.getByRole("button", { name: words.saveScreening }).click();
      });

      await step("reads what can still be documented, and that nothing closes help", async () => {
        await see(page.getByRole("heading", { name: words.canBeDocumented }));
        await see(page.getByText(words.barsNothing));
        const views = page.getByRole("heading", { name: words.threeViews }).locator("xpath=ancestor::section");
        await see(views.getByText(said.client));
        await see(views.getByText(said.authority));
      });

      await step("nothing in the browser complained", () => assert.deepEqual(page.complaints, []));
    });
  }

  for (const width of [1366, 320]) {
    it(`reads well at ${width} pixels`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, bypassCSP: true });
      await page.goto(`${node.base}/calls?view=all`);
      const call = await page.locator("main tbody a[href^='/calls/']").first().getAttribute("href");
      await page.goto(`${node.base}${call}/screening`);
      await see(page.locator("[name=client_words]"));
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/screening-${width}.png`, fullPage: true });
    });
  }
});
