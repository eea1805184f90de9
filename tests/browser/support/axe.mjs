// SPDX-License-Identifier: AGPL-3.0-or-later
// Accessibility by axe-core. The page must come from openPage(…, { bypassCSP: true }): the policy of the program,
// rightly, lets nobody inject a script.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Violations on the page as it stands, one line each. Empty when there are none. `runOnly` may name rules instead of tags. */
export async function violations(page, runOnly = tags) {
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(source);
  const found = await page.evaluate((only) => globalThis.axe.run(document, { runOnly: only, resultTypes: ["violations"] }), runOnly);
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}`));
}
