// SPDX-License-Identifier: AGPL-3.0-or-later
// Every address that the program serves is reached by links, for every role: named, neutral, light and without complaints.
// How the pages look is judged in pages.test.mjs.
import assert from "node:assert/strict";
import { before, describe, it } from "node:test";
import { isDownload, kindOf } from "./support/addresses.mjs";
import { openPage } from "./support/browser.mjs";
import { command } from "./support/node.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";

const mostBytes = 50_000;
const mostPagesOfAKind = 2;
/** What may be done next differs from call to call. */
const mostCalls = 12;
const starts = ["/", "/account", "/find", "/drafts"];
/** Served to pages, shown once, or leading on: not pages that a link leads to. */
const noPages = ["/assets/{name}", "/one-time-image/{image}", "/uploads/{upload}", "/knowledge/files/{file}"];
/** Linked from few people, cases and evaluations, so that no two of them need to have the link; journeys and tests of
 *  their slices go there. */
const fromFewPages = ["/people/{person}/alike", "/cases/{case}/evidence/bundle", "/bundles/{bundle}",
  "/evaluations/{evaluation}/apart/add/{type}", "/evaluations/{evaluation}/apart/sign",
  "/evaluations/{evaluation}/apart/addendum", "/knowledge/erasures/{erasure}"];

/** For everybody, with a title that tells nothing: looked at without a session. */
const forEverybody = ["/sign-in", "/sign-in/help", "/join", "/lock", "/request", "/request/answer"];

/** The declared address that serves this one; words win over places for ids. */
function routeOf(patterns, address) {
  const parts = address.split(/[?#]/)[0].split("/");
  const fits = (pattern) => {
    const wanted = pattern.split("/");
    return wanted.length === parts.length && wanted.every((word, at) => word === parts[at] || (word.startsWith("{") && parts[at] !== ""));
  };
  return patterns.filter(fits).sort((left, right) => left.split("{").length - right.split("{").length)[0];
}

/** What is wrong with the page that is open. */
async function judge(page, names) {
  const found = [];
  const title = await page.title();
  const { language, headings, text } = await page.evaluate(() => ({
    language: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
    text: document.documentElement.outerHTML,
  }));
  if (!/ — (Register|Реестр)$/.test(title)) found.push(`the title «${title}» names no page`);
  for (const name of names) if (title.includes(name)) found.push(`the title has the name ${name}`);
  if (headings !== 1) found.push(`${headings} headings of the first level`);
  if (!["en", "ru"].includes(language)) found.push(`language «${language}»`);
  for (const [raw] of text.matchAll(/«[a-z_]+(\.[a-z_]+)+»/g)) found.push(`the message ${raw} is missing`);
  return found;
}

/** Opens a page; what is only downloaded is asked for without one. */
async function visit(page, address) {
  try {
    return { answer: await page.goto(address), isPage: true };
  } catch (error) {
    if (!/download/i.test(error.message)) throw error;
    return { answer: await page.request.get(address), isPage: false };
  }
}

/** Bytes that come over the line for the answer to this page. */
async function weightOf(answer) {
  const sizes = await answer.request().sizes();
  return sizes.responseBodySize + sizes.responseHeadersSize;
}

/** Somebody began a call and did not save it, as far as they may take calls: a draft is an address too. */
async function leaveDraft(browser, node, user) {
  const page = await pageOf(browser, node, user, { scripts: false });
  const answer = await page.goto(`${node.base}/calls/new`);
  if (answer.status() === 200) await page.locator("button[name='_keep']").first().click();
  await page.context().close();
}

describe("the addresses of the program", () => {
  const here = stage();
  const visited = new Set();
  let patterns;
  before(async () => {
    const routes = JSON.parse((await command("routes", "--json")).output);
    patterns = routes.filter((route) => route.method === "GET").map((route) => route.path);
  });

  it("without a session: sign-in, lock and the public page", async () => {
    const { browser, node } = here;
    const page = await openPage(browser, { language: "ru" });
    for (const address of forEverybody) {
      assert.equal((await page.goto(node.base + address)).status(), 200);
      visited.add(routeOf(patterns, address));
      assert.equal(await page.title(), "Реестр", `${address} has a title that tells something`);
    }
    assert.deepEqual(page.complaints, []);
  });

  const roles = ["hotline_operator", "social_worker", "coordinator", "physician", "psychologist", "psychiatrist", "forensic_evaluator",
    "lawyer", "monitor", "interpreter", "report_writer", "auditor", "technical_administrator"];
  for (const role of roles) {
    it(`of a ${role.replace("_", " ")}`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user(role));
      const names = node.organisations.flatMap((one) => one.users).flatMap((user) => [user.name, ...user.name.split(" ")]);
      const [found, titles, counts] = [[], new Map(), new Map()];
      const seen = new Set();
      const queue = [...starts];
      await leaveDraft(browser, node, node.user(role));
      const assets = new Map();
      page.on("response", async (answer) => {
        if (answer.url().includes("/assets/")) assets.set(answer.url(), await weightOf(answer).catch(() => 0));
      });
      while (queue.length > 0) {
        const address = queue.shift();
        const kind = kindOf(address);
        const bare = address.split(/[?#]/)[0];
        if (seen.has(bare) || (counts.get(kind) ?? 0) >= (kind === "/calls/…" ? mostCalls : mostPagesOfAKind)) continue;
        seen.add(bare);
        counts.set(kind, (counts.get(kind) ?? 0) + 1);
        if (isDownload(bare)) {
          const file = await page.request.get(node.base + bare);
          if (file.status() === 200) visited.add(routeOf(patterns, bare));
          else found.push(`${bare}: a link leads to ${file.status()}`);
          continue;
        }
        const { answer, isPage } = await visit(page, node.base + bare);
        if (address === "/find" && answer.status() === 403) continue;  // not every role may search, and no link offers it
        if (answer.status() !== 200) {
          found.push(`${bare}: a link leads to ${answer.status()}`);
          continue;
        }
        visited.add(routeOf(patterns, bare));
        if (!isPage) continue;
        const peopleHere = await page.locator("bdi, [data-name]").allInnerTexts();
        found.push(...(await judge(page, [...names, ...peopleHere])).map((line) => `${bare}: ${line}`));
        // What belongs to a case, a call or a person is titled by its number alone: a title is seen over a shoulder.
        const title = await page.title();
        const shown = kindOf(new URL(page.url()).pathname);
        const other = /^[A-Z]+(-[A-Z])?-\d{4}-\d{4}(-[A-Z]?\d+)? /.test(title) ? shown : (titles.get(title) ?? shown);
        if (other !== shown) found.push(`${shown} and ${other} have the same title «${title}»`);
        titles.set(title, shown);
        const bytes = (await weightOf(answer)) + [...assets.values()].reduce((sum, size) => sum + size, 0);
        if (bytes > mostBytes) found.push(`${bare}: ${bytes} bytes at the first visit`);
        const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
        const pictures = await page.locator("main img[src^='/'], main input[type='image']").evaluateAll((all) => all.map((each) => each.getAttribute("src")));
        queue.push(...[...links, ...pictures].filter((link) => !forEverybody.includes(link.split(/[?#]/)[0])));
      }
      assert.deepEqual([...found, ...page.complaints], []);
      assert.ok(seen.size >= 2);
      await page.context().close();
    });
  }

  it("all of them were reached", () => {
    assert.deepEqual(patterns.filter((pattern) => !visited.has(pattern) && ![...noPages, ...fromFewPages].includes(pattern)), []);
  });
});
