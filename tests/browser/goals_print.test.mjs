// SPDX-License-Identifier: AGPL-3.0-or-later
// G23: what goes on paper.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { sheetsOf } from "./support/pdf.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

describe("G23 print: no word of a menu, a head and a foot on every sheet, not more sheets than needed", () => {
  const here = stage();
  const kinds = [
    ["My work", "/", 6],
    ["calls", "/calls", 4],
    ["cases", "/cases", 4],
    ["a case", "", 3],
    ["the timeline of a case", "/timeline", 6],
    ["the people of a case", "/people", 2],
    ["the log of a case", "/log", 4],
  ];

  for (const language of ["ru", "en"]) {
    for (const [name, path, most] of kinds) {
      it(`${name} (${language})`, async () => {
        const { browser, node } = here;
        const words = wordsIn(language);
        const user = node.user("social_worker", language);
        const page = await pageOf(browser, node, user);
        const inCase = !path.startsWith("/") || ["/timeline", "/people", "/log"].includes(path);
        if (inCase) await openCase(page, node.base);
        await page.goto(inCase ? page.url() + path : node.base + path);
        await page.getByRole("link", { name: words.print, exact: true }).click();
        await see(page.getByRole("link", { name: words.printBack }));
        const sheets = await sheetsOf(page);
        assert.ok(sheets.length >= 1 && sheets.length <= most, `${sheets.length} sheets`);
        for (const sheet of sheets) {
          for (const menu of [words.menu, words.lock, words.find, words.printNow, words.printBack, words.signOut, words.myDrafts]) {
            assert.ok(!sheet.split(/\n|  +/).map((line) => line.trim()).includes(menu), `«${menu}» is on paper`);
          }
          assert.match(sheet, new RegExp(words.trainingOnPaper), "the head says that it is training");
          assert.match(sheet, new RegExp(words.confidential), "the foot says that it is confidential");
          assert.match(sheet, new RegExp(user.name ?? "\\d\\d:\\d\\d"));
        }
        await page.context().close();
      });
    }
  }

  it("is a page like any other without scripts, narrow and dark", async () => {
    const { browser, node } = here;
    const words = wordsIn("ru");
    const user = node.user("social_worker", "ru");
    const plain = await pageOf(browser, node, user, { scripts: false, width: 320, theme: "dark" });
    await openCase(plain, node.base);
    await plain.getByRole("link", { name: words.print, exact: true }).click();
    await see(plain.getByText(words.confidential));
    assert.equal(await plain.getByRole("button", { name: words.printNow }).isVisible(), false, "a button that does nothing");
    assert.ok((await sidewaysScroll(plain)) <= 0);
    await plain.getByRole("link", { name: words.printBack }).click();
    await see(plain.getByRole("link", { name: words.print, exact: true }));
    const page = await pageOf(browser, node, user, { bypassCSP: true });
    await openCase(page, node.base);
    await page.goto(`${page.url()}?print=1`);
    assert.deepEqual(await violations(page), []);
    await plain.context().close();
    await page.context().close();
  });

  it("is offered to nobody who may not print", async () => {
    const { browser, node } = here;
    const words = wordsIn("ru");
    const page = await pageOf(browser, node, node.user("hotline_operator", "ru"));
    await page.goto(`${node.base}/calls?print=1`);
    assert.equal(await page.getByRole("link", { name: words.print, exact: true }).count(), 0);
    await see(page.getByRole("button", { name: words.lock }));
    await page.context().close();
  });
});
