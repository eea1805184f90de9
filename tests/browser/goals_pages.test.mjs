// SPDX-License-Identifier: AGPL-3.0-or-later
// G5, G6, G19, G20 and G26: pages that keep what they promise in every browser.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { mainPages, openCase, openCaseForm } from "./support/main_pages.mjs";
import { forgetSessions, pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see, takeCall } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

/** Controls without a name in words: their text, label or aria-label is empty, or they hold a picture only. */
function nameless(page) {
  return page.evaluate(() => {
    const text = (element) => (element ? element.textContent.trim() : "");
    const named = (each) => each.getAttribute("aria-label")?.trim() || text(document.getElementById(each.getAttribute("aria-labelledby") ?? "")) ||
      [...(each.labels ?? [])].some((label) => text(label)) || (/^(A|BUTTON|SUMMARY)$/.test(each.tagName) && text(each));
    return [...document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea")]
      .filter((each) => !named(each)).map((each) => each.outerHTML.slice(0, 120));
  });
}

describe("G5 every main job is done with scripts off, and G6 also as Tor Browser is at “Safest”", () => {
  const here = stage();
  for (const [language, options] of [["ru", { scripts: false }], ["en", { safest: true }]]) {
    it(`from a call to a note in a case (${language}, ${options.safest ? "no scripts, no SVG, no fonts" : "no scripts"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("social_worker", language), options);
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await step("a call is taken", async () => {
        await page.goto(`${node.base}/calls/new`);
        await takeCall(page, words, "said without scripts");
      });
      await step("a case is found by its number", async () => {
        const number = await openCase(page, node.base);
        await page.getByLabel(words.findField).first().fill(number);
        await page.getByRole("button", { name: words.find, exact: true }).first().click();
        await page.getByRole("main").getByRole("link", { name: new RegExp(number) }).first().click();
        await see(page.getByRole("heading", { level: 1, name: number }));
      });
      await step("a note is written, begun as a draft", async () => {
        await openCaseForm(page, node.base);
        await page.getByRole("textbox", { name: words.noteText }).fill("a note without scripts");
        await page.getByRole("button", { name: words.saveDraft }).first().click();
        await see(page.getByText(words.draftSaved));
        assert.equal(await page.getByRole("textbox", { name: words.noteText }).inputValue(), "a note without scripts");
        await page.getByRole("button", { name: words.save, exact: true }).click();
        await page.getByRole("main").locator("summary", { hasText: words.showAccount }).first().click();
        await see(page.getByText("a note without scripts"));
      });
      await step("the language is changed and the page locked", async () => {
        await page.locator(".topbar-language summary").first().click();
        await page.locator(".topbar-language").getByRole("button", { name: "English" }).click();
        await page.getByRole("button", { name: wordsIn("en").lock }).click();
        await see(page.getByRole("heading", { level: 1, name: wordsIn("en").locked }));
      });
      await step("nothing but pages, one style sheet, the script and the icon was asked for", () => {
        const others = asked.filter((url) => /\.(svg|woff2?|ttf|otf|gif|jpe?g|webp)(\?|$)/.test(url) || !url.startsWith(node.base));
        assert.deepEqual(others, []);
      });
      forgetSessions(node);
      await page.context().close();
    });
  }

  it("G6 no control has a picture as its only name", async () => {
    const { browser, node } = here;
    for (const [name, role, open] of mainPages) {
      const page = await pageOf(browser, node, node.user(role, "ru"), { safest: true });
      await open(page, node.base);
      assert.deepEqual(await nameless(page), [], name);
      await page.context().close();
    }
  });
});

describe("G19 content security policy: no violation, nothing unsafe", () => {
  const here = stage();
  it("while pages are opened, forms are filled in, menus opened and drafts saved", async () => {
    const { browser, node } = here;
    const words = wordsIn("ru");
    for (const [, role, open] of mainPages) {
      const page = await pageOf(browser, node, node.user(role, "ru"));
      const policies = [];
      page.on("response", (answer) => {
        if (answer.request().resourceType() === "document") policies.push(answer.headers()["content-security-policy"] ?? "none");
      });
      await page.clock.install();
      await open(page, node.base);
      for (const menu of await page.locator("summary:visible").all()) await menu.click();
      const text = page.getByRole("textbox", { name: words.whatHappened });
      if (await text.isVisible()) await text.fill("typed");
      await page.clock.fastForward(16_000);
      assert.deepEqual(page.complaints, []);
      for (const policy of policies) {
        assert.match(policy, /default-src 'none'/);
        assert.doesNotMatch(policy, /unsafe|\*|data:/);
      }
      await page.context().close();
    }
  });
});

describe("G20 validity: unique titles, a language, one first heading, a label on every input, no id twice", () => {
  const here = stage();
  for (const language of ["ru", "en"]) {
    it(`of the main pages (${language})`, async () => {
      const { browser, node } = here;
      const titles = new Map();
      for (const [name, role, open] of mainPages) {
        const page = await pageOf(browser, node, node.user(role, language));
        await open(page, node.base);
        const found = await page.evaluate(() => ({
          title: document.title,
          lang: document.documentElement.lang,
          headings: document.querySelectorAll("h1").length,
          doctype: document.compatMode,
          ids: [...document.querySelectorAll("[id]")].map((each) => each.id),
          pointers: [...document.querySelectorAll("[for], [aria-describedby], [aria-labelledby]")]
            .flatMap((each) => [each.getAttribute("for"), each.getAttribute("aria-describedby"), each.getAttribute("aria-labelledby")])
            .filter(Boolean).flatMap((each) => each.split(" ")),
          levels: [...document.querySelectorAll("h1, h2, h3, h4")].filter((each) => each.checkVisibility()).map((each) => Number(each.tagName[1])),
        }));
        assert.equal(found.lang, language, name);
        assert.equal(found.headings, 1, `${name}: first headings`);
        assert.equal(found.doctype, "CSS1Compat", name);
        assert.deepEqual(found.ids.filter((id, at) => found.ids.indexOf(id) !== at), [], `${name}: ids that stand twice`);
        assert.deepEqual(found.pointers.filter((id) => !found.ids.includes(id)), [], `${name}: pointers to nothing`);
        found.levels.forEach((level, at) => assert.ok(at === 0 || level <= found.levels[at - 1] + 1, `${name}: a heading skips a level`));
        assert.deepEqual(await nameless(page), [], `${name}: inputs without a label`);
        const same = titles.get(found.title);
        assert.ok(same === undefined || /^A-/.test(found.title), `${name} and ${same} have the title ${found.title}`);
        titles.set(found.title, name);
        await page.context().close();
      }
    });
  }
});

describe("G26 mistakes: said first, each leads to its field, nothing typed is lost", () => {
  const here = stage();
  for (const [language, scripts] of [["ru", true], ["en", false]]) {
    it(`in a call (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("hotline_operator", language), { scripts, bypassCSP: scripts });
      let answer;
      await step("a form with mistakes comes back as 422, said in the title", async () => {
        await page.goto(`${node.base}/calls/new`);
        await page.getByRole("textbox", { name: words.whatHappened }).fill("typed and kept");
        await page.getByRole("group", { name: words.needs }).getByRole("checkbox", { name: words.legalHelp }).check();
        [answer] = await Promise.all([page.waitForResponse((one) => one.request().method() === "POST" && one.url().endsWith("/calls/new")),
          page.getByRole("button", { name: words.saveCall }).click()]);
        assert.equal(answer.status(), 422);
        await page.waitForLoadState();
        assert.match(await page.title(), /^(Please check|Проверьте)/);
      });
      await step(scripts ? "the list of mistakes has the focus" : "the list of mistakes is the first stop of the content", async () => {
        if (scripts) {
          await page.waitForFunction(() => document.activeElement.className.includes("error-summary"));
          return;
        }
        await page.keyboard.press("Tab");
        await page.keyboard.press("Enter");
        await page.keyboard.press("Tab");
        assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest(".error-summary"))));
      });
      await step("each line leads to its field, which says the same", async () => {
        const links = await page.locator(".error-summary a").all();
        assert.ok(links.length >= 2);
        for (const link of links) {
          const target = (await link.getAttribute("href")).slice(1);
          await link.click();
          const field = page.locator(`[id="${target}"]`);
          assert.equal(await field.count(), 1, `#${target}`);
          const inField = await field.evaluate((each) => Boolean(each.closest(".field-error") ?? each.querySelector(".field-error")));
          assert.ok(inField, `#${target} is no field with a mistake`);
          const box = await field.boundingBox();
          assert.ok(box.y >= 0 && box.y < 740, `#${target} is out of sight`);
        }
      });
      await step("what was typed is there", async () => {
        assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), "typed and kept");
        assert.ok(await page.getByRole("checkbox", { name: words.legalHelp }).isChecked());
      });
      if (scripts) await step("the page is accessible", async () => assert.deepEqual(await violations(page), []));
      await step("mended, it is saved", async () => {
        await page.getByRole("group", { name: words.dangerNow }).getByRole("radio", { name: words.no, exact: true }).check();
        await page.getByRole("combobox", { name: words.whoGotInTouch }).selectOption({ label: words.familyMember });
        await page.getByRole("group", { name: words.keep }).getByRole("radio", { name: words.yesKeep }).check();
        await page.getByRole("button", { name: words.saveCall }).click();
        await see(page.getByText(words.callSaved));
      });
      await page.context().close();
    });
  }
});
