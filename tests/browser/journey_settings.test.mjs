// SPDX-License-Identifier: AGPL-3.0-or-later
// What somebody chooses in their settings is there at once and in the next session; scripts are not needed.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

describe("my settings", () => {
  const here = stage();

  for (const [language, other, scripts] of [["ru", "en", false], ["en", "ru", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const user = node.user("physician");
      const form = "form[action='/account/preferences']";
      const first = await openPage(browser, { language, scripts });

      await step("language, colours, spacing, accounts and lock time are chosen", async () => {
        await signIn(first, node.base, user);
        await first.goto(`${node.base}/account`);
        await first.locator(`${form} [name=language]`).selectOption(other);
        await first.locator(`${form} [name=theme][value=dark]`).check();
        await first.locator(`${form} [name=density][value=compact]`).check();
        await first.locator(`${form} [name=accounts][value=open]`).check();
        await first.locator(`${form} [name=idle][value='30']`).check();
        await first.locator(`${form} button`).last().click();
        await see(first.getByRole("button", { name: wordsIn(other).lock }));
        assert.equal(await first.locator("html").getAttribute("lang"), other);
        assert.equal(await first.locator("html").getAttribute("data-theme"), "dark");
        assert.equal(await first.locator("html").getAttribute("data-density"), "compact");
      });

      let next;
      await step("they are there in the next session", async () => {
        await first.context().close();
        next = await openPage(browser, { language, scripts });
        await signIn(next, node.base, user);
        assert.equal(await next.locator("html").getAttribute("lang"), other);
        assert.equal(await next.locator("html").getAttribute("data-theme"), "dark");
        assert.equal(await next.locator("body").getAttribute("data-idle-seconds"), "1800");
        await next.goto(`${node.base}/account`);
        assert.ok(await next.locator(`${form} [name=accounts][value=open]`).isChecked());
        assert.deepEqual(next.complaints, []);
      });

      await step("an address that leads nowhere keeps the language and leads home, not to the sign-in", async () => {
        await next.goto(`${node.base}/no/such/page`);
        assert.equal(await next.locator("html").getAttribute("lang"), other);
        await next.locator("main").locator("a[href='/']").click();
        assert.equal(new URL(next.url()).pathname, "/");
        await next.context().close();
      });
    });
  }

  it("the page fits a phone and is accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await openPage(browser, { language: "ru", width, bypassCSP: true });
      await signIn(page, node.base, node.user("psychologist"));
      await page.goto(`${node.base}/account`);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});
