// SPDX-License-Identifier: AGPL-3.0-or-later
// Each screen leads to the page that explains it; what a reader may not open is not offered as a link.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const headings = {
  ru: { newCall: "Новое обращение", cases: "Дела" },
  en: { newCall: "A new call", cases: "Cases" },
};

async function openHelp(page) {
  const link = page.getByRole("banner").locator('a[href^="/help"]');
  for (const menu of await page.getByRole("banner").locator("details:has(a[href^='/help']) > summary").all()) {
    if (await link.first().isVisible()) break;
    if (await menu.isVisible()) await menu.click();
  }
  await link.filter({ visible: true }).first().click();
}

describe("help", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`leads from a screen to what explains it (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });

      for (const [address, heading] of [["/calls/new", headings[language].newCall], ["/cases", headings[language].cases]]) {
        await step(`${address} is explained under its own name`, async () => {
          await page.goto(node.base + address);
          await openHelp(page);
          await see(page.getByRole("heading", { level: 1, name: heading, exact: true }));
        });
      }
      await step("all pages are listed, the reader's own first day on top", async () => {
        await page.getByRole("link", { name: words.helpAllPages }).click();
        const first = page.getByRole("main").getByRole("listitem").getByRole("link").first();
        assert.equal(await first.getAttribute("href"), "/help/first-day-social-worker");
      });
      await step("the tour links what the reader may open, and says the rest without a link", async () => {
        await page.getByRole("link", { name: words.tour }).click();
        await see(page.getByRole("heading", { level: 1, name: words.tourHeading }));
        const main = page.getByRole("main");
        await see(main.locator('a[href="/calls/new"]'));
        assert.equal(await main.locator('a[href^="/administration"]').count(), 0);
      });
      await page.context().close();
    });
  }

  it("is there before one has signed in", async () => {
    const words = wordsIn("ru");
    const page = await openPage(here.browser, { language: "ru", scripts: false });
    await page.goto(`${here.node.base}/sign-in`);
    await page.getByRole("link", { name: words.helpSignIn }).click();
    await see(page.getByRole("heading", { level: 1, name: words.signInHeading }));
    assert.equal(await page.title(), words.neutralTitle);
    assert.equal(await page.getByRole("main").locator('a[href^="/"]:not([href="/sign-in"])').count(), 0);
    await page.context().close();
  });
});
