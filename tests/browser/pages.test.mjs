// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page that can be visited without typing: whole, neutral, accessible, light and without sideways scroll.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { kindOf } from "./support/addresses.mjs";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";

const mostBytes = 50_000;
const mostPagesOfAKind = 1;
/** One kind of page shows itself to several professions; a third look finds nothing new. */
const mostRoles = 2;
const starts = {
  forensic_evaluator: ["/", "/evaluations", "/knowledge"],
  lawyer: ["/", "/cases", "/knowledge", "/patterns"],
  hotline_operator: ["/", "/calls", "/calls/new", "/account"],
  social_worker: ["/", "/cases", "/cases/new", "/calls", "/account"],
  coordinator: ["/", "/cases", "/calls"],
  auditor: ["/administration", "/administration/audit", "/administration/audit?chain=records"],
  technical_administrator: ["/administration/users", "/administration/users/new", "/administration/organisations"],
};

/** How many roles have looked at a kind of page. */
const looks = new Map();

/** Whether one more role has to look. Pages of help are the same for everybody. */
function isToBeSeen(kind) {
  const seen = looks.get(kind) ?? 0;
  looks.set(kind, seen + 1);
  return seen < (kind.startsWith("/help") ? 1 : mostRoles);
}

/** Opens the address. False for a file, which a browser saves instead of showing it. */
async function isPage(page, address) {
  try {
    const answer = await page.goto(address);
    assert.equal(answer?.status(), 200, `${address} answers ${answer?.status()}`);
    return true;
  } catch (error) {
    if (/Download is starting/.test(error.message)) return false;
    throw error;
  }
}

/** Follows links from the starts, one page of each kind. */
async function pagesFrom(page, base, first) {
  const kinds = new Map();
  const queue = [...first];
  while (queue.length > 0) {
    const address = queue.shift();
    const kind = kindOf(address);
    if ((kinds.get(kind) ?? []).length >= mostPagesOfAKind && !first.includes(address)) continue;
    if ((kinds.get(kind) ?? []).includes(address)) continue;
    if (kind.startsWith("/help") && looks.has(kind)) continue;
    if (!(await isPage(page, base + address))) continue;
    kinds.set(kind, [...(kinds.get(kind) ?? []), address]);
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    queue.push(...links.filter((href) => !href.startsWith("/assets") && !kinds.has(kindOf(href))));
  }
  return [...kinds].filter(([kind]) => isToBeSeen(kind)).flatMap(([, addresses]) => addresses);
}

async function judge(page, address, found) {
  await page.goto(address);
  const text = await page.content();
  const title = await page.title();
  if (!/(Register|Реестр)$/.test(title)) found.push(`${address}: the title "${title}" is not neutral`);
  if ((await page.locator("h1").count()) !== 1) found.push(`${address}: not one h1`);
  if (!/^(en|ru)$/.test((await page.locator("html").getAttribute("lang")) ?? "")) found.push(`${address}: no language`);
  const raw = /«[a-z_]+\.[a-z_.]+»/.exec(text);
  if (raw) found.push(`${address}: message ${raw[0]} is missing`);
  for (const [width, colorScheme, otherScheme] of [[1366, "light", "dark"], [320, "dark", "light"]]) {
    await page.setViewportSize({ width, height: 768 });
    await page.emulateMedia({ colorScheme });
    const scroll = await sidewaysScroll(page);
    if (scroll > 0) found.push(`${address}: ${scroll} px wider than a window of ${width} px`);
    for (const line of await violations(page)) found.push(`${address}, ${width} px, ${colorScheme}: ${line}`);
    await page.emulateMedia({ colorScheme: otherScheme });
    for (const line of await violations(page, ["color-contrast"])) found.push(`${address}, ${width} px, ${otherScheme}: ${line}`);
  }
}

describe("every page", () => {
  const here = stage();
  for (const [role, first] of Object.entries(starts)) {
    it(`of a ${role.replace("_", " ")}, light and dark, wide and narrow`, async () => {
      const { browser, node } = here;
      const user = node.user(role);
      const plain = await pageOf(browser, node, user, { theme: "dark" });
      const judged = await pageOf(browser, node, user, { bypassCSP: true });
      const found = [];
      for (const address of await pagesFrom(plain, node.base, first)) await judge(judged, node.base + address, found);
      found.push(...plain.complaints);
      assert.deepEqual(found, []);
      for (const page of [plain, judged]) await page.context().close();
    });
  }

  it("the first page, with everything that it loads, stays light", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("social_worker"), {});
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    let bytes = 0;
    session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
    await page.goto(`${node.base}/`, { waitUntil: "networkidle" });
    assert.ok(bytes > 0 && bytes < mostBytes, `${bytes} bytes`);
    await page.context().close();
  });
});
