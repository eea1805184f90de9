// SPDX-License-Identifier: AGPL-3.0-or-later
// A photograph is received as evidence, verified and copied; a lawyer finds an item in My work and signs for it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll, smallTargets } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { openCase } from "./support/main_pages.mjs";
import { pngOf } from "./support/pictures.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const wordsOf = {
  en: {
    tab: "Evidence", receive: "Receive an item", name: "What is it, in a few words?", kind: "Kind", photograph: "Photograph", file: "File",
    from: "Received from", save: "Receive and sign", received: "received it", verify: "Verify now", same: "every byte is as it was",
    copy: "Make a copy without metadata", copied: "Without metadata", open: "Open", original: "Save the original", label: "Label for the bag",
    sticks: "Stick it on the bag", out: "Take evidence out", whom: "Name of the recipient", whatFor: "What for", court: "Court of the town",
    ask: "Ask a colleague", choose: "Choose at least one item", take: "Evidence: take the item or decline it", takeIt: "Take it",
    sign: "Sign the entry", took: "took it",
  },
  ru: {
    tab: "Доказательства", receive: "Принять доказательство", name: "Что это, в нескольких словах?", kind: "Вид", photograph: "Фотография",
    file: "Файл", from: "От кого получено", save: "Принять и подписать", received: "Получено", verify: "Проверить сейчас",
    same: "каждый байт такой же", copy: "Сделать копию без метаданных", copied: "Без метаданных", open: "Открыть",
    original: "Сохранить оригинал", label: "Этикетка для пакета", sticks: "Наклейте на пакет", out: "Выдать доказательства",
    whom: "Название получателя", whatFor: "Для чего", court: "Суд города", ask: "Спросить коллегу", choose: "Выберите от одного",
    take: "Доказательство: примите его или откажитесь", takeIt: "Принять", sign: "Подписать запись", took: "Принято",
  },
};

const photo = pngOf(60, 40);
const sum = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** What is wrong with a page for eyes and hands, wide and narrow. */
async function judge(browser, node, user, address, name) {
  const found = [];
  for (const width of [1366, 320]) {
    const page = await pageOf(browser, node, user, { width, bypassCSP: true });
    await page.goto(address);
    found.push(...(await violations(page)).map((line) => `${name} ${width}: ${line}`));
    if (await sidewaysScroll(page) > 0) found.push(`${name} ${width}: scrolls sideways`);
    found.push(...(await smallTargets(page)).map((line) => `${name} ${width}: ${line}`));
    await takePicture(page, `${name}-${user.language}-${width}`);
    await page.context().close();
  }
  return found;
}

describe("evidence", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`is received, verified, copied and labelled (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const [step, words] = [journey(t), wordsOf[language]];
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user, { scripts });
      let list, item, form;
      await step("somebody who forgot the kind is told so, and the file that arrived waits", async () => {
        await openCase(page, node.base);
        list = `${page.url()}/evidence`;
        await page.goto(list);
        await page.getByRole("link", { name: words.receive, exact: true }).click();
        form = page.url();
        await page.getByLabel(words.file, { exact: true }).setInputFiles({ name: "Азиз.png", mimeType: "image/png", buffer: photo });
        await page.getByRole("textbox", { name: words.name }).fill("Knee, left 4417");
        await page.getByRole("textbox", { name: words.from }).fill("Mother 5518");
        await page.getByRole("button", { name: words.save }).click();
        assert.equal(await page.getByRole("textbox", { name: words.name }).inputValue(), "Knee, left 4417");
        await see(page.getByText("Азиз.png"));
      });
      await step("with it the item is received and signed", async () => {
        await page.getByLabel(words.kind, { exact: true }).selectOption({ label: words.photograph });
        await page.getByRole("button", { name: words.save }).click();
        await page.waitForURL(/\/evidence\/[\w-]{22}$/);
        item = page.url();
        await see(page.locator("ol li", { hasText: words.received }).first());
        assert.ok(!(await page.title()).includes("4417"), "no words in the title");
        assert.equal(await page.locator("main img").count(), 0, "closed until it is opened");
      });
      await step("the original comes back byte for byte under its number", async () => {
        const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: words.original }).click()]);
        assert.match(download.suggestedFilename(), /^A-\d{4}-\d{4}-E\d\d\.png$/);
        assert.equal(sum(await readFile(await download.path())), sum(photo));
        await see(page.getByText(sum(photo)));
      });
      await step("verifying says in a sentence that it is the same", async () => {
        await page.getByRole("button", { name: words.verify }).click();
        await see(page.getByText(words.same));
      });
      await step("a copy without metadata names its original", async () => {
        await page.getByRole("button", { name: words.copy }).click();
        await page.waitForURL((address) => String(address) !== item && /\/evidence\/[\w-]{22}$/.test(String(address)));
        await page.getByRole("link", { name: words.open, exact: true }).click();
        await see(page.locator("main img"));
        await page.goto(item);
        await see(page.locator("main li", { hasText: words.copied }).first());
      });
      await step("the label says a number and nothing about anybody", async () => {
        await page.getByRole("link", { name: words.label }).click();
        await see(page.getByText(words.sticks));
        const label = await page.locator("article.sheet").innerText();
        assert.match(label, /A-\d{4}-\d{4}-E\d\d/);
        assert.ok(!/4417|5518/.test(label), label);
        await see(page.locator("article.sheet img"));
      });
      await step("a bundle without an item is refused, with everything typed still there", async () => {
        await page.goto(list);
        await page.getByRole("link", { name: words.out }).click();
        await page.getByRole("textbox", { name: words.whom }).fill(words.court);
        await page.getByRole("textbox", { name: words.whatFor }).fill("Hearing 6619");
        await page.getByRole("button", { name: words.ask }).click();
        await see(page.getByText(words.choose).first());
        assert.equal(await page.getByRole("textbox", { name: words.whatFor }).inputValue(), "Hearing 6619");
      });
      await step("every page of it is right for eyes and hands", async () => {
        const found = [];
        const pages = [["list", list], ["receive", form], ["item", item], ["opened", `${item}/open`], ["label", `${item}/label`],
          ["hand-over", `${item}/enter/handed_over`], ["bundle", `${list}/bundle`]];
        for (const [name, address] of pages) found.push(...(await judge(browser, node, user, address, `evidence-${name}`)));
        assert.deepEqual(found, []);
      });
    });
  }

  it("a lawyer finds what was handed over in My work and signs for it (scripts off)", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const user = node.organisations.flatMap((each) => each.users).find((each) => each.login === "lawyer");
    const words = wordsOf[user.language];
    const page = await pageOf(browser, node, user, { scripts: false });
    await step("the line stands in My work", async () => {
      await page.goto(node.base);
      await page.getByRole("link", { name: words.take }).first().click();
      await page.waitForURL(/\/evidence\/[\w-]{22}$/);
    });
    await step("signing needs nothing but a press, and the chain says who took it", async () => {
      await page.getByRole("link", { name: words.takeIt, exact: true }).click();
      await page.getByRole("button", { name: words.sign }).click();
      await page.waitForURL(/\/evidence\/[\w-]{22}$/);
      await see(page.locator("ol li", { hasText: words.took }).last());
      await page.goto(node.base);
      assert.equal(await page.getByRole("link", { name: words.take }).count(), 0);
    });
  });
});
