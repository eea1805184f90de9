// SPDX-License-Identifier: AGPL-3.0-or-later
// G11 and G12: when a page is first seen over slow lines, with nothing in the cache and with the style sheet in it.
//   node bench/first_paint.mjs [times]      needs the browser tests' modules: npm ci in tests/browser
import { launch, openPage } from "../tests/browser/support/browser.mjs";
import { startNode } from "../tests/browser/support/node.mjs";
import { pageOf } from "../tests/browser/support/sign_in.mjs";

const times = Number(process.argv[2] ?? 5);
const slowerProcessor = 6;
/** Kilobits a second down and up, milliseconds there and back, and the goals in milliseconds, cold and warm. */
const lines = {
  "slow 3G": { down: 400, up: 400, latency: 400, cold: 2000, warm: 1000 },
  "2G": { down: 280, up: 256, latency: 800, cold: 3500 },
  "as over Tor": { down: 1500, up: 750, latency: 1200, cold: 3500 },
};

const median = (figures) => figures.sort((left, right) => left - right)[Math.floor(figures.length / 2)];

async function slowDown(page, line) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", {
    offline: false, latency: line.latency, downloadThroughput: line.down * 128, uploadThroughput: line.up * 128,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowerProcessor });
}

async function firstPaint(page, address) {
  await page.goto(address);
  await page.waitForFunction(() => performance.getEntriesByName("first-contentful-paint").length > 0);
  return page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime);
}

const browser = await launch();
const node = await startNode();
try {
  const user = node.user("social_worker", "ru");
  const pages = [["sign-in", "/sign-in", () => openPage(browser, { language: "ru" })],
    ["My work", "/", () => pageOf(browser, node, user)], ["a new call", "/calls/new", () => pageOf(browser, node, user)]];
  for (const [name, address, open] of pages) {
    for (const [kind, line] of Object.entries(lines)) {
      const [cold, warm] = [[], []];
      for (let time = 0; time < times; time += 1) {
        const page = await open();
        page.context().setDefaultTimeout(60_000);
        await slowDown(page, line);
        cold.push(await firstPaint(page, node.base + address));
        warm.push(await firstPaint(page, node.base + address));
        await page.context().close();
      }
      const said = (figure, goal) => `${(figure / 1000).toFixed(2)} s${goal ? ` (goal ${goal / 1000} s${figure > goal ? ", MISSED" : ""})` : ""}`;
      console.log(`${name}, ${kind}: cold ${said(median(cold), line.cold)}, warm ${said(median(warm), line.warm)}`);
    }
  }
} finally {
  await browser.close();
  await node.stop();
}
