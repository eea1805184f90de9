// SPDX-License-Identifier: AGPL-3.0-or-later
// A photograph and a letter find their way into a case, over a line that breaks, and are opened on purpose.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pngOf } from "./support/pictures.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { takePicture } from "./support/look.mjs";

const wordsOf = {
  en: {
    files: "Files", attach: "Attach a file", choose: "Choose the file", kind: "What is it?", photograph: "Photograph", letter: "Letter",
    save: "Attach", closed: "It stays closed until you open it", open: "Open",
    original: "Save the original", broken: "The line is broken", inPart: "came in part", noFile: "Choose the file that you want to attach",
    kept: "The file has arrived and is kept", noPicture: "No picture can be made of this file", tooLarge: "The file is larger than 8 GB",
    opened: "File opened on purpose",
    larger: "larger than the program takes at once",
  },
  ru: {
    files: "Файлы", attach: "Приложить файл", choose: "Выберите файл", kind: "Что это?", photograph: "Фотография", letter: "Письмо",
    save: "Приложить", closed: "Снимок закрыт, пока вы его не откроете", open: "Открыть",
    original: "Сохранить оригинал", broken: "Связь прервалась", inPart: "получен частично", noFile: "Выберите файл, который нужно приложить",
    kept: "Файл получен и сохранён", noPicture: "Показать изображение не удалось", tooLarge: "Файл больше 8 ГБ",
    opened: "Файл открыт намеренно", larger: "больше, чем программа принимает за один раз",
  },
};

const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");
const letter = Buffer.from("Заявление. Прошу выдать копию записи о приёме.\n<b>не разметка</b>\n");
const piece = 786_432;  // bytes that upload.js sends at once
const longPhoto = pngOf(1500, 1200);
const smallPhoto = pngOf(60, 40);

/** The form for attaching to the first case of the list. */
async function openForm(page, node, words) {
  await openCase(page, node.base);
  await page.goto(`${page.url()}/files`);
  await page.getByRole("link", { name: words.attach }).first().click();
  await see(page.getByRole("heading", { level: 1, name: words.attach }));
}

/** Fills in and sends the form that is open. */
async function send(page, words, kind, file) {
  if (file) await page.getByLabel(words.choose).setInputFiles(file);
  if (kind) await page.getByRole("group", { name: words.kind }).getByRole("radio", { name: kind, exact: true }).check();
  await page.getByRole("button", { name: words.save, exact: true }).click();
}

/** The original, as the browser saves it: [name, bytes]. */
async function saveOriginal(page, words) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: words.original }).click()]);
  return [download.suggestedFilename(), await readFile(await download.path())];
}

/** What is wrong with the page for eyes and hands. */
async function judge(browser, node, user, address, name) {
  const found = [];
  for (const width of [1366, 320]) {
    const page = await pageOf(browser, node, user, { width, bypassCSP: true });
    await page.goto(address);
    found.push(...(await violations(page)).map((line) => `${name} ${width}: ${line}`));
    const over = await sidewaysScroll(page);
    if (over > 0) found.push(`${name} ${width}: ${over} pixels sideways`);
    await takePicture(page, `${name}-${user.language}-${width}`);
    await page.context().close();
  }
  return found;
}

describe("attachments", () => {
  const here = stage();

  for (const language of ["ru", "en"]) {
    it(`a long photograph goes on after a broken line (${language}, scripts on)`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user);
      const photo = { name: "из окна.png", mimeType: "image/png", buffer: longPhoto };
      let address;
      await step("the line breaks after some pieces, and the page says that they are safe", async () => {
        await openForm(page, node, words);
        address = page.url();
        let pieces = 0;
        await page.route("**/uploads/*", (route) => (route.request().method() === "POST" && ++pieces > 3 ? route.abort() : route.continue()));
        await send(page, words, words.photograph, photo);
        await see(page.getByText(words.broken));
        assert.equal(page.url(), address, "the form was not sent");
        await takePicture(page, `files-broken-${language}`);
      });
      const later = await page.context().newPage();
      await step("on another day the page knows of the half, and only the rest is sent", async () => {
        await page.close();
        let pieces = 0;
        later.on("request", (sent) => { if (sent.method() === "POST" && /\/uploads\/[\w-]{22}$/.test(sent.url())) pieces += 1; });
        await later.goto(address);
        await later.locator("details:not(.menu) > summary", { hasText: /1/ }).first().click();
        await see(later.getByText(words.inPart));
        const begun = later.waitForResponse((answer) => answer.url().endsWith("/uploads"));
        await send(later, words, words.photograph, photo);
        const { received } = await (await begun).json();
        assert.ok(received >= 3 * piece, `only ${received} bytes were kept`);
        await later.waitForURL(/\/attachments\/[\w-]{22}$/);
        assert.equal(pieces, Math.ceil((longPhoto.length - received) / piece));
      });
      await step("the picture is closed, and is shown when it is opened", async () => {
        await see(later.getByText(words.closed));
        assert.equal(await later.locator("main img").count(), 0);
        await takePicture(later, `files-closed-${language}`);
        await later.getByRole("link", { name: words.open, exact: true }).click();
        const picture = later.locator("main img");
        await see(picture);
        assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 1000)));
        await takePicture(later, `files-open-${language}`);
      });
      await step("the original is the same, byte for byte, under a name that tells nothing", async () => {
        const [name, bytes] = await saveOriginal(later, words);
        assert.match(name, /^[A-Z]+-\d{4}-\d{4}-\d+\.png$/);
        assert.equal(sum(bytes), sum(longPhoto));
      });
      await later.context().close();
    });

    it(`a form with a photograph and one with a letter carry them (${language}, scripts off)`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user, { scripts: false });
      await step("without a file the page says what is missing", async () => {
        await openForm(page, node, words);
        await send(page, words);
        await see(page.getByText(words.noFile));
      });
      await step("without its kind the file waits and what was typed stays", async () => {
        await send(page, words, undefined, { name: "заявление.txt", mimeType: "text/plain", buffer: letter });
        await see(page.getByText(words.kept));
        await takePicture(page, `files-kept-${language}`);
      });
      await step("then the letter is read on its page, as text", async () => {
        await send(page, words, words.letter);
        await page.waitForURL(/\/attachments\/[\w-]{22}$/);
        await see(page.getByText("<b>не разметка</b>"));
        await see(page.getByRole("heading", { level: 1, name: "заявление" }));
        assert.ok(!(await page.title()).includes("заявление"));
      });
      const ofLetter = page.url();
      await step("a photograph in the same form is closed until it is opened", async () => {
        await openForm(page, node, words);
        await send(page, words, words.photograph, { name: "b.png", mimeType: "image/png", buffer: smallPhoto });
        await see(page.getByText(words.closed));
        await page.getByRole("link", { name: words.open, exact: true }).click();
        await see(page.locator("main img"));
        const [, bytes] = await saveOriginal(page, words);
        assert.equal(sum(bytes), sum(smallPhoto));
      });
      const ofPhoto = page.url();
      await step("every page is complete for eyes and hands", async () => {
        const list = await page.getByRole("link", { name: words.files }).first().getAttribute("href");
        const found = [];
        for (const [address, name] of [[ofLetter, "letter"], [ofPhoto, "photo"], [node.base + list, "list"]]) {
          found.push(...(await judge(browser, node, user, address, `files-${name}`)));
        }
        await openForm(page, node, words);
        found.push(...(await judge(browser, node, user, page.url(), "files-form")));
        assert.deepEqual(found, []);
      });
      await step("who does not work on the case is refused every way to the file", async () => {
        const other = await pageOf(browser, node, node.user("social_worker", language === "ru" ? "en" : "ru"), { language });
        for (const way of ["", "/download", "/picture"]) {
          const answer = await other.goto(ofLetter + way);
          assert.equal(answer.status(), 403);
          assert.ok(!(await other.content()).includes("заявление"));
        }
        await takePicture(other, `files-refused-${language}`);
        await other.context().close();
      });
      await page.context().close();
    });

    it(`hostile and too large files are told in a sentence (${language})`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user);
      await step("bytes that only begin as a picture", async () => {
        await openForm(page, node, words);
        const hostile = Buffer.concat([Buffer.from("ffd8ffe0", "hex"), Buffer.alloc(3000, 0x41)]);
        await send(page, words, words.photograph, { name: "снимок.jpg", mimeType: "image/jpeg", buffer: hostile });
        await page.getByRole("link", { name: words.open, exact: true }).click();
        await see(page.getByText(words.noPicture));
        await takePicture(page, `files-hostile-${language}`);
      });
      await step("a page with a script that is called a picture is shown as text and runs nowhere", async () => {
        await openForm(page, node, words);
        const hostile = Buffer.from("<!doctype html><script>document.title='ran'</script>");
        await send(page, words, words.letter, { name: "снимок.jpg", mimeType: "image/jpeg", buffer: hostile });
        await see(page.getByText("<script>document.title='ran'</script>"));
        const [name] = await saveOriginal(page, words);
        assert.match(name, /\.txt$/);
        assert.notEqual(await page.title(), "ran");
      });
      await step("a file beyond all limits, with scripts", async () => {
        await openForm(page, node, words);
        await page.evaluate(() => Object.defineProperty(File.prototype, "size", { get: () => 9e9 }));
        await send(page, words, words.photograph, { name: "film.mp4", mimeType: "video/mp4", buffer: smallPhoto });
        await see(page.getByText(words.tooLarge));
      });
      await step("and in one form, without", async () => {
        const cookies = (await page.context().cookies()).map((each) => `${each.name}=${each.value}`).join("; ");
        const answer = await new Promise((done, failed) => {
          const headers = { Cookie: cookies, "Content-Length": 600e6, "Content-Type": "multipart/form-data; boundary=x", "Accept-Language": language };
          const sent = request(page.url(), { method: "POST", headers }, (response) => {
            let text = "";
            response.on("data", (piece) => { text += piece; });
            response.on("end", () => done({ status: response.statusCode, text }));
          });
          sent.on("error", failed);
          sent.write("--x\r\n");
        });
        assert.equal(answer.status, 413);
        assert.ok(answer.text.includes(words.larger), answer.text.slice(0, 800));
      });
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }

  for (const language of ["ru", "en"]) {
    it(`opening a picture stands in the log of the case (${language})`, async () => {
      const { browser, node } = here;
      const words = wordsOf[language];
      const page = await pageOf(browser, node, node.user("social_worker", language));
      await openCase(page, node.base);
      const ofCase = page.url();
      await openForm(page, node, words);
      await send(page, words, words.photograph, { name: "c.png", mimeType: "image/png", buffer: smallPhoto });
      await page.getByRole("link", { name: words.open, exact: true }).click();
      await see(page.locator("main img"));
      await page.goto(`${ofCase}/log`);
      await see(page.locator("main").getByText(words.opened));
      await page.context().close();
    });
  }
});
