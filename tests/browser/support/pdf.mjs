// SPDX-License-Identifier: AGPL-3.0-or-later
// What PDF files hold, read by poppler-utils: the text of each sheet, and the fonts.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What a program of poppler-utils prints of the file. */
async function read(pdf, program, argumentsOf) {
  const folder = await mkdtemp(join(tmpdir(), "sheets-"));
  try {
    const file = join(folder, "sheets.pdf");
    await writeFile(file, pdf);
    return (await run(program, argumentsOf(file))).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Prints the page as the browser would: the text of each sheet. */
export async function sheetsOf(page) {
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: false });
  const text = await read(pdf, "pdftotext", (file) => ["-layout", file, "-"]);
  return text.split("\f").slice(0, -1);
}

/** The fonts of a file: `[{ name, embedded }]`. */
export async function fontsOf(pdf) {
  const table = await read(pdf, "pdffonts", (file) => [file]);
  const lines = table.split("\n").slice(2).filter((line) => line.trim() !== "");
  // Behind the names of type and encoding stand: embedded, subset, with a table to Unicode.
  return lines.map((line) => ({ name: line.split(/\s+/)[0], embedded: / yes +(yes|no) +(yes|no) +\d+ +\d+$/.test(line) }));
}
