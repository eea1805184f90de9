// SPDX-License-Identifier: AGPL-3.0-or-later
// The six pages on which most of the work is done.
import { numberOn } from "./steps.mjs";

/** [name, role, open(page, base)]: opens the page for somebody of that role. */
export const mainPages = [
  ["My work", "social_worker", (page, base) => page.goto(`${base}/`)],
  ["calls", "hotline_operator", (page, base) => page.goto(`${base}/calls`)],
  ["a new call", "hotline_operator", (page, base) => page.goto(`${base}/calls/new`)],
  ["cases", "social_worker", (page, base) => page.goto(`${base}/cases`)],
  ["a case", "social_worker", openCase],
  ["a form of a case", "social_worker", openCaseForm],
];

/** Opens the first case of the list. Returns its number. */
export async function openCase(page, base) {
  await page.goto(`${base}/cases`);
  await page.getByRole("row").getByRole("link", { name: /^A-\d/ }).first().click();
  await page.waitForURL(/\/cases\/[\w-]{22}$/);
  return numberOn(page);
}

/** The form for a note of that case. */
export async function openCaseForm(page, base) {
  await openCase(page, base);
  await page.goto(`${page.url()}/notes`);
  await page.goto(base + (await page.locator("main a[href*='/new/note']").first().getAttribute("href")));
}
