// SPDX-License-Identifier: AGPL-3.0-or-later
// Draws the neutral icons of src/web/assets: an open square on nothing. `node support/make_icons.mjs`
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const assets = fileURLToPath(new URL("../../../src/web/assets/", import.meta.url));
const teal = [0x0f, 0x5f, 0x5c];

/** Bytes of one PNG chunk. */
function chunk(type, data) {
  const bytes = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const head = Buffer.alloc(4);
  const tail = Buffer.alloc(4);
  head.writeUInt32BE(data.length);
  tail.writeUInt32BE(crc32(bytes));
  return Buffer.concat([head, bytes, tail]);
}

/** Whether a point of the unit square belongs to the mark: a frame, open in its upper right corner. */
function inked(x, y) {
  const outer = x >= 0.09 && x <= 0.91 && y >= 0.09 && y <= 0.91;
  const inner = x > 0.25 && x < 0.75 && y > 0.25 && y < 0.75;
  const gap = x > 0.56 && y < 0.44;
  return outer && !inner && !gap;
}

/** A square RGBA picture of the mark; edges are smoothed by 4 × 4 samples. `ground` fills what is not inked. */
function icon(size, ground) {
  const rows = Buffer.alloc((size * 4 + 1) * size);
  for (let y = 0; y < size; ++y)
    for (let x = 0; x < size; ++x) {
      let hits = 0;
      for (let s = 0; s < 16; ++s) hits += inked((x + ((s & 3) + 0.5) / 4) / size, (y + ((s >> 2) + 0.5) / 4) / size) ? 1 : 0;
      const at = y * (size * 4 + 1) + 1 + x * 4;
      const cover = hits / 16;
      for (let c = 0; c < 3; ++c) rows[at + c] = ground ? Math.round(teal[c] * cover + ground[c] * (1 - cover)) : teal[c];
      rows[at + 3] = ground ? 255 : Math.round(255 * cover);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

// A light ground, so that the mark is seen on dark tabs too.
const paper = [0xf5, 0xf6, 0xf3];
writeFileSync(`${assets}favicon-32.png`, icon(32, paper));
writeFileSync(`${assets}favicon-180.png`, icon(180, paper));
