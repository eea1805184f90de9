// SPDX-License-Identifier: AGPL-3.0-or-later
// One-time codes as an authenticator application makes them: RFC 6238, SHA-1, six digits, 30 seconds.
import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const period = 30;

/** Bytes of a base32 secret; spaces, padding and case do not matter. */
export function secretBytes(secret) {
  let bits = "";
  for (const letter of secret.toUpperCase().replace(/[\s=]/g, "")) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error("not base32");
    bits += value.toString(2).padStart(5, "0");
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** The code of one time step; `step` is Unix time in seconds divided by 30, rounded down. */
export function codeAt(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secretBytes(secret)).update(counter).digest();
  const offset = mac[19] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

const lastStep = new Map();

/**
 * A code that was not given before in this process: a used code is refused. The code of the next step counts already,
 * so that two can be had at once; after that it waits.
 */
export async function freshCode(secret) {
  for (;;) {
    const now = Math.floor(Date.now() / 1000 / period);
    const step = Math.max(now, (lastStep.get(secret) ?? 0) + 1);
    if (step <= now + 1) {
      lastStep.set(secret, step);
      return codeAt(secret, step);
    }
    await new Promise((done) => setTimeout(done, (now + 1) * period * 1000 - Date.now() + 50));
  }
}
