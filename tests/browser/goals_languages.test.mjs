// SPDX-License-Identifier: AGPL-3.0-or-later
// G21: room for languages that need twice as many letters. The language is made here, from English, while pages are open.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isDownload, kindOf } from "./support/addresses.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";

const starts = ["/", "/account", "/find", "/drafts", "/calls/new"];
const forEverybody = ["/sign-in", "/sign-in/help", "/request", "/request/answer", "/lock"];

/** Says every text of the page at twice its length: half of it in longer words, half in more words. */
function stretch(page) {
  return page.evaluate(() => {
    const longer = (word) => (/\d/.test(word) ? word : word.replace(/[aeiouyаеиоуыэюя]/g, (letter) => `${letter}${letter}\u0301`));
    let [before, after] = [0, 0];
    const doubled = (text) => {
      const words = text.trim().split(/\s+/).map(longer);
      for (let at = 0; words.join(" ").length < text.trim().length * 2; at += 1) words.push(words[at]);
      return words.join(" ");
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      if (!/\p{L}{2}/u.test(text.data) || text.parentElement.closest("script, style, textarea, noscript, bdi, .num")) continue;
      before += text.data.length;
      text.data = ` ${doubled(text.data)} `;
      after += text.data.length;
    }
    for (const each of document.querySelectorAll("[placeholder]")) each.placeholder = doubled(each.placeholder);
    return after / before;
  });
}

/** Elements that reach beyond the window, the innermost ones. */
function whatIsTooWide(page) {
  return page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter((each, at, all) => !all.some((other) => other !== each && each.contains(other)))
    .slice(0, 3).map((each) => each.outerHTML.slice(0, 100)));
}

async function judge(page, address) {
  const times = await stretch(page);
  if (times < 1.6) return [`${address}: its texts are only ${times} times as long`];
  const wider = await sidewaysScroll(page);
  return wider > 0 ? [`${address}: ${wider} px wider than the window: ${await whatIsTooWide(page)}`] : [];
}

describe("G21 texts of twice their length: no sideways scroll at 320 px on any page", () => {
  const here = stage();

  it("without a session", async () => {
    const { browser, node } = here;
    const page = await openPage(browser, { language: "en", width: 320 });
    const found = [];
    for (const address of forEverybody) {
      await page.goto(node.base + address);
      found.push(...(await judge(page, address)));
    }
    assert.deepEqual(found, []);
    await page.context().close();
  });

  for (const role of ["hotline_operator", "social_worker", "coordinator", "report_writer", "auditor", "technical_administrator"]) {
    it(`of a ${role.replace("_", " ")}`, async () => {
      const { browser, node } = here;
      const user = node.user(role);
      const page = await pageOf(browser, node, user, { width: 320, scripts: true });
      await page.goto(`${node.base}/account`);
      const found = [];
      const seen = new Set();
      const queue = [...starts];
      while (queue.length > 0) {
        const address = queue.shift().split(/[?#]/)[0];
        const kind = kindOf(address);
        if (seen.has(kind) || isDownload(address) || forEverybody.includes(address)) continue;
        seen.add(kind);
        const answer = await page.goto(node.base + address).catch(() => null);
        if (answer?.status() !== 200 || !(answer.headers()["content-type"] ?? "").startsWith("text/html")) continue;
        queue.push(...(await page.locator("a[href^='/']").evaluateAll((all) => all.map((each) => each.getAttribute("href")))));
        found.push(...(await judge(page, address)));
      }
      assert.ok(seen.size > 5, `${seen.size} pages`);
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
});
