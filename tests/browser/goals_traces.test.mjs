// SPDX-License-Identifier: AGPL-3.0-or-later
// G15: what a browser keeps of a day of work, in its stores and on the disk.
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { leftBehind, openProfile } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { fillCall, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const typed = { words: "канарейка у синей калитки", draft: "canary of the second gate", sought: "Канарейкин", note: "canary note of today" };
const nothing = { local: [], session: [], databases: [], caches: [] };

/** Files of the profile in which one of the texts stands, as UTF-8 or UTF-16. */
async function filesWith(folder, texts) {
  const found = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath ?? entry.path, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));  // the browser takes files away while it runs
    for (const text of texts)
      for (const encoding of ["utf8", "utf16le"])
        if (bytes.includes(Buffer.from(text, encoding))) found.push(`${text} in ${path.slice(folder.length)} (${encoding})`);
  }
  return found;
}

describe("G15 nothing is left behind: not in the stores of the browser, not in its folder", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", true], ["en", false]]) {
    it(`after journeys, after the lock, and after the browser is closed (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const profile = await mkdtemp(join(tmpdir(), "profile-"));
      const { page, close } = await openProfile(profile, { language, scripts });
      const secrets = Object.values(typed);
      const stores = async () => (scripts ? leftBehind(page) : nothing);
      try {
        await step("a call is taken", async () => {
          await signIn(page, node.base, node.user("social_worker", language));
          await page.goto(`${node.base}/calls/new`);
          await fillCall(page, words, typed.words);
          await page.getByRole("button", { name: words.saveCall }).click();
          await see(page.getByText(words.callSaved));
          await page.getByRole("link", { name: words.showWords }).click();
          await page.getByRole("main").locator("summary", { hasText: words.showAccount }).click();
          await see(page.getByText(typed.words));
          assert.deepEqual(await stores(), nothing);
        });
        await step("somebody is looked for, a case is read, a note begun and left", async () => {
          await page.getByRole("search").getByRole("searchbox", { name: words.findField }).fill(typed.sought);
          await page.getByRole("search").getByRole("button", { name: words.find }).click();
          // Its number stands in the title of the window, and so in the history: a title says a number and no more.
          await openCase(page, node.base);
          const matter = page.url();
          await page.goto(`${matter}/people`);
          const people = await page.locator("main a[href^='/people/']").allInnerTexts();
          secrets.push(...people.flatMap((each) => each.split(" · ")).filter((name) => /\p{L} \p{L}/u.test(name)));
          assert.ok(secrets.length > Object.keys(typed).length, `no name is on the page: ${people}`);
          await page.goto(`${matter}/notes`);
          await page.goto(node.base + (await page.locator("main a[href*='/new/note']").first().getAttribute("href")));
          await page.getByRole("textbox", { name: words.noteText }).fill(typed.note);
          await page.goto(`${node.base}/calls/new`);
          await page.getByRole("textbox", { name: words.whatHappened }).fill(typed.draft);
          await page.goBack();
          assert.deepEqual(await stores(), nothing);
        });
        await step("the browser is locked", async () => {
          await page.goto(node.base);
          await page.getByRole("button", { name: words.lock }).click();
          await see(page.getByRole("heading", { level: 1, name: words.locked }));
          assert.deepEqual(await stores(), nothing);
          assert.deepEqual(await filesWith(profile, secrets), []);
        });
        await step("the browser is closed", async () => {
          await close();
          assert.deepEqual(await filesWith(profile, secrets), []);
          assert.ok((await filesWith(profile, [new URL(node.base).host])).length > 0, "nothing of this node was looked at in the folder");
        });
      } finally {
        await close();
        await rm(profile, { recursive: true, force: true });
      }
    });
  }
});
