// SPDX-License-Identifier: AGPL-3.0-or-later
// A form is taken along on paper and typed in later: the numbers are the same.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { openCaseForm } from "./support/main_pages.mjs";
import { sheetsOf } from "./support/pdf.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const run = promisify(execFile);
const wordsOf = {
  en: { onPaper: "This form on paper", list: "Paper forms", title: "Call or other contact", page: "Page" },
  ru: { onPaper: "Этот бланк на бумаге", list: "Бумажные бланки", title: "Звонок или другое обращение", page: "Страница" },
};

/** Numbers and labels of questions on the screen: { "A1": "Sex" }. */
async function questionsOnScreen(page) {
  return Object.fromEntries(await page.locator(".field > .field-number").evaluateAll((all) => all.map((number) => {
    const label = number.parentElement.querySelector(":scope > .field-label").cloneNode(true);
    label.querySelectorAll(".field-optional").forEach((each) => each.remove());
    return [number.textContent, label.textContent.trim()];
  })));
}

/** And on the sheet. */
async function questionsOnPaper(page) {
  return Object.fromEntries(await page.locator(".paper-label").evaluateAll((all) => all.map((line) => {
    const [number, label] = line.querySelectorAll("b");
    return [number.textContent, label.textContent.trim()];
  })));
}

/** The document drawn as pictures, one a sheet, in a folder. */
async function draw(pdf, folder, name) {
  const file = join(folder, `${name}.pdf`);
  await writeFile(file, pdf);
  await run("pdftoppm", ["-r", "60", "-png", file, join(folder, name)]);
  const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
  return { sheets: (await readdir(folder)).filter((each) => each.startsWith(`${name}-`)), text: stdout };
}

describe("paper forms", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`are found from a form and carry its numbers (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user, { scripts });
      await step("a form of a case leads to its sheet, with the same questions under the same numbers", async () => {
        await openCaseForm(page, node.base);
        const onScreen = await questionsOnScreen(page);
        assert.ok(Object.keys(onScreen).length > 2);
        await takePicture(page, `paper-screen-${language}`);
        await page.getByRole("link", { name: words.onPaper }).click();
        await see(page.locator(".paper-label"));
        assert.deepEqual(await questionsOnPaper(page), onScreen);
      });
      await step("the page of a new call leads to its sheet, where paper is spoken of", async () => {
        const caller = await pageOf(browser, node, node.user("hotline_operator", language), { scripts });
        await caller.goto(`${node.base}/calls/new`);
        const onScreen = await questionsOnScreen(caller);
        const link = caller.getByRole("link", { name: words.onPaper, includeHidden: true });
        await caller.locator("details", { has: link }).locator("> summary").click();
        await link.click();
        await see(caller.getByRole("heading", { level: 1, name: words.title }));
        const onPaper = await questionsOnPaper(caller);
        for (const number of Object.keys(onScreen)) assert.ok(number in onPaper, `${number} is on no sheet`);
        await takePicture(caller, `paper-call-${language}`);
        const printed = (await sheetsOf(caller)).join("");
        assert.ok(printed.includes("A1") && printed.includes(words.title));
        assert.ok(!printed.includes(words.list), "buttons stay off the paper");
        await caller.context().close();
      });
      await step("the list and a sheet are complete for eyes and hands", async () => {
        const found = [];
        for (const address of ["/paper", "/paper/call", "/paper/person"]) {
          for (const width of [1366, 320]) {
            const judged = await pageOf(browser, node, user, { width, bypassCSP: true });
            await judged.goto(node.base + address);
            found.push(...(await violations(judged)).map((line) => `${address} ${width}: ${line}`));
            const over = await sidewaysScroll(judged);
            if (over > 0) found.push(`${address} ${width}: ${over} pixels sideways`);
            await takePicture(judged, `paper${address.replaceAll("/", "-")}-${language}-${width}`);
            await judged.context().close();
          }
        }
        assert.deepEqual(found, []);
      });
      await page.context().close();
    });
  }

  it("are saved as PDF in each language: drawn, numbered, with nothing of anybody", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("social_worker", "en"));
    await page.goto(`${node.base}/paper`);
    await see(page.getByRole("heading", { level: 1, name: wordsOf.en.list }));
    const links = await page.locator("main a[href*='/pdf']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    assert.ok(links.length > 20);
    const names = node.organisations.flatMap((one) => one.users).map((user) => user.name);
    const folder = process.env.PICTURES ?? (await mkdtemp(join(tmpdir(), "paper-")));
    await mkdir(folder, { recursive: true });
    try {
      for (const link of links) {
        const [, form, language] = /\/paper\/(\w+)\/pdf\?language=(\w+)/.exec(link);
        const answer = await page.request.get(node.base + link);
        assert.equal(answer.status(), 200);
        assert.match(answer.headers()["content-disposition"], new RegExp(`form-${form}-${language}\\.pdf`));
        const { sheets, text } = await draw(await answer.body(), folder, `pdf-${form}-${language}`);
        assert.ok(sheets.length > 0, `${form} has no sheet`);
        for (const sheet of sheets) assert.ok((await stat(join(folder, sheet))).size > 3000, `${sheet} is empty`);
        assert.equal((text.match(new RegExp(`^.*${wordsOf[language].page} \\d+`, "gm")) ?? []).length, sheets.length, `${form}: pages are not counted`);
        await page.goto(node.base + link.replace("/pdf", ""));
        const asked = Object.entries(await questionsOnPaper(page));
        const plain = text.replace(/\s+/g, " ");
        for (const [number] of asked) assert.match(plain, new RegExp(`(^|\\s)${number}\\s`), `${form} ${language}: ${number} is missing`);
        for (const name of names) assert.ok(!text.includes(name));
      }
    } finally {
      if (!process.env.PICTURES) await rm(folder, { recursive: true, force: true });
    }
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      (async () => {
        await page.goto(`${node.base}/paper/call?language=ru`);
        await page.locator("main a[href*='/pdf']").first().click();
      })(),
    ]);
    assert.equal(download.suggestedFilename(), "form-call-ru.pdf");
    await page.context().close();
  });
});
