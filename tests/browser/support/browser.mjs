// SPDX-License-Identifier: AGPL-3.0-or-later
// One browser for a test file, and pages as people have them: with or without scripts, light or dark, wide or narrow.
import { chromium } from "playwright-core";

const program = process.env.PANOH_CHROMIUM ?? "/usr/bin/chromium";
const patience = 10_000;
const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts the browser. Close it in `after`. */
export function launch() {
  return chromium.launch({ executablePath: program, args: switches });
}

/**
 * A page in a context of its own. Closing `page.context()` forgets everything of it.
 * `bypassCSP` is for axe only: measure violations of the policy without it.
 * `safest` leaves what Tor Browser leaves at "Safest": no scripts, no SVG, no fonts.
 * `page.complaints` collects what the browser holds against the page: script errors and violations of the policy.
 */
export async function openPage(browser, options = {}) {
  const { scripts = true, theme = "light", width = 1366, height = width < 600 ? 740 : 768, language = "en", bypassCSP = false,
    safest = false, state } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    locale: language,
    javaScriptEnabled: scripts && !safest,
    bypassCSP,
    ignoreHTTPSErrors: true,
    storageState: state,
  });
  if (safest) await context.route(/\.(svg|woff2?|ttf|otf)(\?|$)/, (route) => route.abort());
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && /Content Security Policy|Uncaught/.test(message.text())) page.complaints.push(message.text());
  });
  return page;
}

/** A page of a browser that keeps its profile in `folder`, as people's own browsers do: { page, close() }. */
export async function openProfile(folder, { language = "en", scripts = true } = {}) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: program, args: switches, locale: language, javaScriptEnabled: scripts, viewport: { width: 1366, height: 768 },
  });
  context.setDefaultTimeout(patience);
  return { page: context.pages()[0] ?? (await context.newPage()), close: () => context.close() };
}

/** How many pixels the page is wider than its window; 0 when it reflows. */
export function sidewaysScroll(page) {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** Controls smaller than `least` pixels either way, links within text left out. Empty when all can be hit. */
export function smallTargets(page, least = 24) {
  return page.evaluate((size) => {
    const inText = (element) => element.tagName === "A" && element.closest("p, td, th, dd, dt, li, h2, h3") &&
      getComputedStyle(element).display === "inline";
    return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
      .filter((element) => element.checkVisibility() && !inText(element) && !element.classList.contains("skip-link"))
      .filter((element) => {
        const box = element.getBoundingClientRect();
        return box.width > 0 && (box.width < size || box.height < size);
      })
      .map((element) => element.outerHTML.slice(0, 120));
  }, least);
}

/** What the browser keeps of this site: names in its stores. Everything must be empty. */
export async function leftBehind(page) {
  return page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: indexedDB.databases ? (await indexedDB.databases()).map((one) => one.name) : [],
    caches: "caches" in window ? await caches.keys() : [],
  }));
}
