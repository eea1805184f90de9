// SPDX-License-Identifier: AGPL-3.0-or-later
// A case becomes a document: asked for, looked at in both formats, locked, and refused without consent.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll, smallTargets } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const run = promisify(execFile);
const wordsOf = {
  en: {
    documents: "Documents", make: "Make the document", password: /Password for the PDF/, recipient: /Recipient/,
    tooShort: "Give a password of 12 characters or more", onlyPdf: "Only a PDF can have a password", notAllowed: "Consent does not allow this",
  },
  ru: {
    documents: "Документы", make: "Составить документ", password: /Пароль для PDF/, recipient: /Получатель/,
    tooShort: "Укажите пароль из 12", onlyPdf: "Пароль бывает только у PDF", notAllowed: "Согласие этого не позволяет",
  },
};

/** Sends the form and gives the name and the bytes of what comes. */
async function made(page, words) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: words.make }).click()]);
  return [download.suggestedFilename(), await download.path()];
}

const choose = (page, input, value) => page.locator(`input[name='${input}'][value='${value}']`).check();

describe("documents of a case", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      let number;

      await step("the case leads to its documents", async () => {
        number = await openCase(page, node.base);
        await page.getByRole("link", { name: words.documents, exact: true }).click();
        await see(page.getByRole("button", { name: words.make }));
        await takePicture(page, `documents-${language}`);
      });

      await step("a mistake keeps what was chosen, and never shows a password again", async () => {
        await choose(page, "language", "ru");
        await choose(page, "format", "docx");
        await page.getByRole("textbox", { name: words.password }).fill("twelve letters at least");
        await page.getByRole("button", { name: words.make }).click();
        await see(page.getByText(words.onlyPdf));
        assert.ok(await page.locator("input[name='format'][value='docx']").isChecked());
        assert.ok(await page.locator("input[name='language'][value='ru']").isChecked());
        assert.equal(await page.getByRole("textbox", { name: words.password }).inputValue(), "");
      });

      await step("a PDF in Russian without names: numbered pages, nothing of who made it", async () => {
        await choose(page, "format", "pdf");
        await choose(page, "naming", "pseudonymised");
        const [name, file] = await made(page, words);
        assert.equal(name, `document-${number}-chronology-ru.pdf`);
        const { stdout: text } = await run("pdftotext", ["-layout", file, "-"]);
        assert.match(text, /Хронология событий/);
        assert.match(text, /Страница 1 из \d/);
        assert.match(text, /Чего не хватает и в чём источники расходятся/);
        const { stdout: info } = await run("pdfinfo", [file]);
        assert.match(info, /Tagged:\s+yes/);
        assert.doesNotMatch(info, /Author|Creator|Producer|CreationDate/);
        for (const user of node.organisations.flatMap((one) => one.users)) assert.ok(!text.includes(user.name), "a colleague is named");
      });

      await step("with a password it opens with that alone", async () => {
        await page.getByRole("textbox", { name: words.password }).fill("short");
        await page.getByRole("button", { name: words.make }).click();
        await see(page.getByText(words.tooShort));
        await choose(page, "language", "ru");
        await page.getByRole("textbox", { name: words.password }).fill("twelve letters at least");
        const [, file] = await made(page, words);
        await assert.rejects(run("pdfinfo", [file]));
        const { stdout } = await run("pdfinfo", ["-upw", "twelve letters at least", file]);
        assert.match(stdout, /AES-256/);
      });

      await step("a DOCX has the same, and says nothing of who made it", async () => {
        await page.getByRole("textbox", { name: words.password }).fill("");
        await choose(page, "format", "docx");
        const [name, file] = await made(page, words);
        assert.equal(name, `document-${number}-chronology-ru.docx`);
        const bytes = await readFile(file);
        assert.equal(bytes.subarray(0, 2).toString(), "PK");
        assert.ok(!bytes.includes("docProps/app.xml"));
      });

      await step("for somebody outside it asks the consents of everybody in it", async () => {
        await choose(page, "audience", "outside");
        await page.getByRole("combobox", { name: words.recipient }).selectOption("media");
        await page.getByRole("button", { name: words.make }).click();
        await see(page.getByText(words.notAllowed));
        assert.ok(await page.locator("input[name='audience'][value='outside']").isChecked());
      });

      await step("the page is complete for eyes and hands", async () => {
        const found = [];
        const address = page.url();
        for (const width of [1366, 320]) {
          const judged = await pageOf(browser, node, node.user("social_worker", language), { width, bypassCSP: true });
          await judged.goto(address);
          found.push(...(await violations(judged)).map((line) => `${width}: ${line}`));
          const over = await sidewaysScroll(judged);
          if (over > 0) found.push(`${width}: ${over} pixels sideways`);
          if (width === 320) found.push(...(await smallTargets(judged)));
          await takePicture(judged, `documents-${language}-${width}`);
          await judged.context().close();
        }
        assert.deepEqual(found, []);
      });
      await page.context().close();
    });
  }

  it("of an evaluation say on every page that nobody has signed", async () => {
    const { browser, node } = here;
    for (const [role, mark, language] of [["forensic_evaluator", "ПРОЕКТ · ", "en"], ["physician", "", "ru"]]) {
      const page = await pageOf(browser, node, node.user(role, language));
      await page.goto(`${node.base}/evaluations`);
      const links = page.locator("main a[href^='/evaluations/']").filter({ hasText: /A-E-20/ });
      const homes = await links.evaluateAll((all) => all.map((one) => one.getAttribute("href")));
      const offers = (kind) => page.locator(`input[name='kind'][value='${kind}']`).count();
      // A sheet of signatures is offered when all have signed.
      const isWanted = async () => (await offers("report")) === 1 && ((await offers("signatures")) === 0) === (mark !== "");
      for (const home of homes) {
        await page.goto(`${node.base}${home}/documents`);
        if (await isWanted()) break;
      }
      assert.ok(await isWanted(), "the demo has such an evaluation");
      for (const [input, value] of [["kind", "report"], ["language", "ru"], ["format", "pdf"], ["audience", "inside"]]) {
        await choose(page, input, value);
      }
      const [, file] = await made(page, wordsOf[language]);
      const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
      const pages = stdout.split("\f").filter((one) => one.trim() !== "");
      assert.ok(pages.length > 1);
      for (const one of pages) assert.equal(one.includes("ПРОЕКТ · "), mark !== "", one.slice(0, 200));
      await page.context().close();
    }
  });

  it("lead to the help about them", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("social_worker", "en"));
    await openCase(page, node.base);
    await page.getByRole("link", { name: "Documents", exact: true }).click();
    await see(page.getByRole("heading", { level: 1, name: "Documents of the case" }));
    await page.goto(node.base + (await page.locator("a[href^='/help']").first().getAttribute("href")));
    await see(page.getByRole("heading", { level: 1, name: "Documents", exact: true }));
    await page.context().close();
  });
});
