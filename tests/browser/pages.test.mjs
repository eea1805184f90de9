// SPDX-License-Identifier: AGPL-3.0-or-later
// Every page that can be visited without typing: whole, neutral, accessible, light and without sideways scroll.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";

const mostBytes = 50_000;
const mostPagesOfAKind = 1;
const starts = {
  hotline_operator: ["/", "/calls", "/calls/new", "/account"],
  social_worker: ["/", "/cases", "/cases/new", "/calls", "/account"],
  coordinator: ["/", "/cases", "/calls"],
  auditor: ["/administration", "/administration/audit", "/administration/audit?chain=records"],
  technical_administrator: ["/administration/users", "/administration/users/new", "/administration/organisations"],
};

/** One kind of page: ids replaced, query left out. */
const kindOf = (address) => address.split(/[?#]/)[0].replace(/\/[\w-]{22}(?=\/|$)/g, "/…");

/** Follows links from the starts, one page of each kind. */
async function pagesFrom(page, base, first) {
  const kinds = new Map();
  const queue = [...first];
  while (queue.length > 0) {
    const address = queue.shift();
    const kind = kindOf(address);
    if ((kinds.get(kind) ?? []).length >= mostPagesOfAKind && !first.includes(address)) continue;
    if ((kinds.get(kind) ?? []).includes(address)) continue;
    const answer = await page.goto(base + address);
    if (!answer || answer.status() !== 200) {
      assert.fail(`${address} answers ${answer?.status()}`);
    }
    kinds.set(kind, [...(kinds.get(kind) ?? []), address]);
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    queue.push(...links.filter((href) => !href.startsWith("/assets") && !kinds.has(kindOf(href))));
  }
  return [...kinds.values()].flat();
}

async function judge(page, address, found) {
  const text = await page.content();
  const title = await page.title();
  if (!/(Register|Реестр)$/.test(title)) found.push(`${address}: the title "${title}" is not neutral`);
  if ((await page.locator("h1").count()) !== 1) found.push(`${address}: not one h1`);
  if (!/^(en|ru)$/.test((await page.locator("html").getAttribute("lang")) ?? "")) found.push(`${address}: no language`);
  const raw = /«[a-z_]+\.[a-z_.]+»/.exec(text);
  if (raw) found.push(`${address}: message ${raw[0]} is missing`);
  const scroll = await sidewaysScroll(page);
  if (scroll > 0) found.push(`${address}: ${scroll} px wider than the window`);
  for (const line of await violations(page)) found.push(`${address}: ${line}`);
}

describe("every page", () => {
  const here = stage();
  for (const [role, first] of Object.entries(starts)) {
    it(`of a ${role.replace("_", " ")}, light and dark, wide and narrow`, async () => {
      const { browser, node } = here;
      const user = node.user(role);
      const wide = await pageOf(browser, node, user, { width: 1366, theme: "light", bypassCSP: true });
      const narrow = await pageOf(browser, node, user, { width: 320, theme: "dark", bypassCSP: true });
      const plain = await pageOf(browser, node, user, { width: 1366, theme: "dark" });
      const found = [];
      for (const address of await pagesFrom(wide, node.base, first)) {
        for (const page of [wide, narrow]) {
          await page.goto(node.base + address);
          await judge(page, address, found);
          await page.emulateMedia({ colorScheme: page === wide ? "dark" : "light" });
          for (const line of await violations(page)) found.push(`${address}, other theme: ${line}`);
          await page.emulateMedia({ colorScheme: page === wide ? "light" : "dark" });
        }
        await plain.goto(node.base + address);
      }
      found.push(...plain.complaints);
      assert.deepEqual(found, []);
      for (const page of [wide, narrow, plain]) await page.context().close();
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
