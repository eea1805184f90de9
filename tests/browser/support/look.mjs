// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures of pages for people to look at: written only when the environment names a folder for them in PICTURES.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

/** The whole page as `name`.png. */
export async function takePicture(page, name) {
  if (!process.env.PICTURES) return;
  await mkdir(process.env.PICTURES, { recursive: true });
  await page.screenshot({ path: join(process.env.PICTURES, `${name}.png`), fullPage: true });
}
