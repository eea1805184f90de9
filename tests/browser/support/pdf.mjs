// SPDX-License-Identifier: AGPL-3.0-or-later
// What a page says on paper, sheet by sheet, read by pdftotext (poppler-utils).
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Prints the page as the browser would: the text of each sheet. */
export async function sheetsOf(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const folder = await mkdtemp(join(tmpdir(), "sheets-"));
  try {
    const file = join(folder, "sheets.pdf");
    await writeFile(file, pdf);
    const { stdout } = await run("pdftotext", ["-layout", file, "-"]);
    return stdout.split("\f").slice(0, -1);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
