// SPDX-License-Identifier: AGPL-3.0-or-later
// Evidence leaves: a lawyer asks, a coordinator agrees, and a stranger checks the bundle with what every computer has.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pngOf } from "./support/pictures.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const run = promisify(execFile);

const wordsOf = {
  en: {
    guide: "HOW-TO-VERIFY.en.txt", name: "What is it, in a few words?", kind: "Kind", photograph: "Photograph", file: "File",
    save: "Receive and sign", out: "Take evidence out", whom: "Name of the recipient", whatFor: "What for", ask: "Ask a colleague",
  },
  ru: {
    guide: "HOW-TO-VERIFY.ru.txt", name: "Что это, в нескольких словах?", kind: "Вид", photograph: "Фотография", file: "Файл",
    save: "Принять и подписать", out: "Выдать доказательства", whom: "Название получателя", whatFor: "Для чего", ask: "Спросить коллегу",
  },
};

/** The commands of a guide: what stands four spaces in, each up to the next empty line. */
function commandsOf(guide) {
  return guide.split(/\n\n/).filter((part) => part.startsWith("    ")).map((part) => part.slice(4));
}

/** What a stranger sees who types a command in the unpacked folder. */
async function typed(folder, command) {
  const { stdout, stderr } = await run("sh", ["-c", command], { cwd: folder }).catch((error) => error);
  return `${stdout}${stderr}`;
}

const countOf = (text, word) => text.split(word).length - 1;

/** Answers a field of codes, whether it is a list to choose from or a set of boxes. */
async function choose(page, name, code) {
  const list = page.locator(`select[name=${name}]`);
  if (await list.count() > 0) await list.selectOption(code);
  else await page.locator(`input[name=${name}][value=${code}]`).check();
}

/** The person of the case agrees to what a court needs: that it is shared, and with the name. */
async function agree(page, matter) {
  await page.goto(`${matter}/people`);
  const persons = await page.locator("main a[href^='/people/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  for (const person of new Set(persons.map((address) => address.split("/")[2]))) {
    for (const purpose of ["share_justice", "name_to_state"]) {
      await page.goto(new URL(`/people/${person}/consent`, matter).href);
      await page.locator("main a[href*='/new/consent']").first().click();
      await choose(page, "purpose", purpose);
      await choose(page, "answer", "yes");
      await choose(page, "recipients", "justice");
      await choose(page, "compartments", "account");
      await page.locator("main form[method=post] button[type=submit]:not([name])").last().click();
      await page.waitForURL(/\/people\//);
    }
  }
}

/** The user's first case, with an item and a request for a court: the page of the request. */
async function askForBundle(page, node, words, item) {
  await openCase(page, node.base);
  const matter = page.url();
  await agree(page, matter);
  await page.goto(`${matter}/evidence/new`);
  await page.getByLabel(words.file, { exact: true }).setInputFiles({ name: "a.png", mimeType: "image/png", buffer: item });
  await page.getByRole("textbox", { name: words.name }).fill("Photograph 5514");
  await page.getByLabel(words.kind, { exact: true }).selectOption({ label: words.photograph });
  await page.getByRole("button", { name: words.save }).click();
  await page.waitForURL(/\/evidence\/[\w-]{22}$/);
  await page.goto(`${matter}/evidence`);
  await page.getByRole("link", { name: words.out }).click();
  await page.getByRole("checkbox", { name: /Photograph 5514/ }).check();
  await choose(page, "recipient", "justice");
  await page.getByRole("textbox", { name: words.whom }).fill("Court 9921");
  await page.getByRole("textbox", { name: words.whatFor }).fill("Hearing 6619");
  await page.getByRole("button", { name: words.ask }).click();
  await page.waitForURL(/\/bundles\/[\w-]{22}$/);
}

describe("an evidence bundle", () => {
  const here = stage();

  for (const [language, scripts] of [["en", true], ["ru", false]]) {
    it(`is asked for, agreed to, fetched and checked by a stranger (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const photo = pngOf(60, 40 + (scripts ? 1 : 0));
      const worker = node.user("social_worker", language);
      const home = node.organisations.find((each) => each.users.includes(worker));
      const colleague = home.users.find((each) => each.role === "coordinator" && !each.waits);
      const page = await pageOf(browser, node, worker, { scripts });
      let request;
      await step("somebody asks, and the page says that a colleague is waited for", async () => {
        await askForBundle(page, node, words, photo);
        request = page.url();
        await see(page.getByText("Court 9921"));
        assert.equal(await page.locator(`form[action$='/file']`).count(), 0, "nothing can be fetched yet");
        await takePicture(page, `bundle-asked-${language}`);
      });
      const other = await pageOf(browser, node, colleague, { scripts });
      await step("a colleague finds it in My work and agrees, without seeing the items", async () => {
        await other.goto(node.base);
        await other.locator(`a[href='${new URL(request).pathname}']`).first().click();
        await see(other.getByText("Hearing 6619"));
        assert.equal(await other.getByText("Photograph 5514").count(), 0);
        await takePicture(other, `bundle-answer-${language}`);
        await other.locator("textarea[name=reason]").fill("It is needed");
        await other.locator("button[name=answer][value=approve]").click();
        await other.waitForURL(request);
        await other.context().close();
      });
      const folder = await mkdtemp(join(tmpdir(), "bundle-"));
      await step("whoever asked fetches it once", async () => {
        await page.goto(request);
        const [download] = await Promise.all([page.waitForEvent("download"), page.locator("form[action$='/file'] button").click()]);
        await run("python3", ["-m", "zipfile", "-e", await download.path(), folder]);
        await page.goto(request);
        assert.equal(await page.locator(`form[action$='/file']`).count(), 0, "once");
        for (const width of [1366, 320]) {
          const look = await pageOf(browser, node, worker, { width, bypassCSP: true });
          await look.goto(request);
          assert.deepEqual(await violations(look), []);
          assert.equal(await sidewaysScroll(look), 0);
          await takePicture(look, `bundle-fetched-${language}-${width}`);
          await look.context().close();
        }
      });
      await step("a stranger types the commands of the guide, and all of them say yes", async () => {
        const guide = await readFile(join(folder, words.guide), "utf8");
        const [hashes, signatures, read, previous, order, standing, opening] = commandsOf(guide);
        const entries = (await readdir(join(folder, "ledger"))).filter((name) => name.endsWith(".entry")).length;
        assert.equal(entries, 2, "received and taken out");
        assert.ok(!/FAILED/.test(await typed(folder, hashes)));
        assert.equal(countOf(await typed(folder, signatures), "Signature Verified Successfully"), entries + 1);
        assert.ok((await typed(folder, read)).includes(createHash("sha256").update(photo).digest("hex")));
        assert.match(await typed(folder, previous), /[0-9a-f]{64} {2}signatures\//);
        assert.equal(countOf(await typed(folder, order), ": OK"), entries + 1);
        assert.equal(countOf(await typed(folder, standing), ": OK"), entries);
        const opened = await typed(folder, opening);
        assert.equal(countOf(opened, "Signature Verified Successfully"), entries, opened);
        assert.equal(countOf(opened, ": OK"), entries, opened);
        assert.ok(!/5514/.test(await typed(folder, "cat opened/*")), "the words of an entry stay closed");
      });
      await rm(folder, { recursive: true });
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
});
