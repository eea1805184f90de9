// SPDX-License-Identifier: AGPL-3.0-or-later
// A recording of 300 MB comes in over a line that breaks and over a program that is killed: it is whole, byte for byte,
// the memory of the program stays bounded, and what is under way is seen by whoever sent it.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { Agent, request } from "node:http";
import { describe, it } from "node:test";
import { takePicture } from "./support/look.mjs";
import { openCase } from "./support/main_pages.mjs";
import { forgetSessions, pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const size = 300_000_077;
const plainSize = 60_000_011;
const piece = 786_432;  // as upload.js sends them
/** What a stream may take in memory besides what the program takes anyway: some pieces and chunks, far below the file. */
const mostMemory = 48 << 20;
const breaks = [piece + 5, 31 * piece + 262_144, 120 * piece + 700_000, 260 * piece + 1];
const killedAt = 200 * piece;

const block = 1 << 20;
const noise = randomBytes(block);

/** Bytes of the recording: noise that differs in each megabyte. */
function bytesAt(from, length) {
  const out = Buffer.alloc(length);
  for (let done = 0; done < length;) {
    const at = from + done;
    const [number, inside] = [Math.floor(at / block), at % block];
    const some = Math.min(block - inside, length - done);
    noise.copy(out, done, inside, inside + some);
    for (let byte = 0; byte < 4; byte += 1) {
      if (byte >= inside && byte < inside + some) out[done + byte - inside] = (number >> (8 * byte)) & 255;
    }
    done += some;
  }
  return out;
}

function sumOf(length) {
  const hash = createHash("sha256");
  for (let at = 0; at < length; at += block) hash.update(bytesAt(at, Math.min(block, length - at)));
  return hash.digest("hex");
}

const agent = new Agent({ keepAlive: true });

/** What a browser would send: a form of fields and one file. */
function multipart(fields, file) {
  const line = (text) => Buffer.from(text.replaceAll("\n", "\r\n"));
  const parts = Object.entries(fields).map(([name, value]) =>
    line(`--edge\nContent-Disposition: form-data; name="${name}"\n\n${value}\n`));
  if (file) parts.push(line(`--edge\nContent-Disposition: form-data; name="${file.field}"; filename="${file.name}"\n\n`));
  return { head: Buffer.concat(parts), tail: line(file ? "\n--edge--\n" : "--edge--\n") };
}

/** Sends a form: { status, text, location }. With `cut`, the line breaks after so many bytes of the file: null. */
function send(session, path, fields, file, cut) {
  const { head, tail } = multipart(fields, file);
  const length = file?.size ?? 0;
  return new Promise((done, failed) => {
    const sent = request(session.base + path, {
      agent: cut === undefined ? agent : undefined,
      method: "POST",
      headers: {
        Cookie: session.cookies, Origin: session.base, "Content-Length": head.length + length + tail.length,
        "Content-Type": "multipart/form-data; boundary=edge", "Accept-Language": "en",
      },
    }, (answer) => {
      const texts = [];
      answer.on("data", (text) => texts.push(text));
      answer.on("end", () => done({ status: answer.statusCode, text: Buffer.concat(texts).toString(), location: answer.headers.location }));
    });
    sent.on("error", (error) => (cut === undefined ? failed(error) : done(null)));
    sent.write(head);
    const most = cut ?? length;
    let at = 0;
    const more = () => {
      while (at < most) {
        const some = Math.min(block, most - at);
        const bytes = bytesAt((file.from ?? 0) + at, some);
        at += some;
        if (!sent.write(bytes) && at < most) { sent.once("drain", more); return; }
      }
      if (cut === undefined) sent.end(tail);
      else sent.write("", () => setImmediate(() => sent.destroy()));
    };
    more();
  });
}

async function ask(session, path) {
  const answer = await fetch(session.base + path, { headers: { Cookie: session.cookies, "X-Automatic": "1" } });
  assert.equal(answer.status, 200);
  return answer.json();
}

/** Cookies and token of somebody who has a form open. */
async function sessionOf(page, base) {
  const cookies = (await page.context().cookies()).map((each) => `${each.name}=${each.value}`).join("; ");
  const csrf = await page.locator("form[enctype] [name=csrf]").first().getAttribute("value");
  return { base, cookies, csrf };
}

async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/RssAnon:\s+(\d+) kB/.exec(status)[1]) * 1024;
}

/** Sends the recording from `at` on to `until`, over a line that breaks: where the program is then. */
async function goOn(session, address, at, until, pid) {
  const before = await memoryOf(pid);
  const left = breaks.filter((each) => each > at);
  for (let pieces = 0; at < until; pieces += 1) {
    const length = Math.min(piece, size - at);
    const cut = left[0] !== undefined && left[0] < at + length ? left.shift() - at : undefined;
    const answer = await send(session, address, { csrf: session.csrf, offset: at }, { field: "piece", name: "piece", size: length, from: at }, cut);
    if (answer) assert.equal(answer.status, 200, answer.text);
    const { received } = answer ? JSON.parse(answer.text) : await ask(session, address);
    assert.equal(received, answer ? at + length : at, "a piece that broke off counts for nothing");
    at = received;
    if (pieces % 40 === 0) assert.ok(await memoryOf(pid) - before < mostMemory, "the memory of the program grew with the file");
  }
  return at;
}

describe("a long recording over a broken line", () => {
  const here = stage();

  it("arrives whole as evidence, though the line breaks and the program is killed in the middle", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const user = node.user("social_worker", "en");
    const sum = sumOf(size);
    let page = await pageOf(browser, node, user);
    let form, address, session, at;
    await step("the first half comes in over a line that breaks three times", async () => {
      await openCase(page, node.base);
      form = `${new URL(page.url()).pathname}/evidence/new`;
      await page.goto(node.base + form);
      session = await sessionOf(page, node.base);
      const begun = await send(session, "/uploads", { csrf: session.csrf, name: "recording.wav", size, place: form });
      assert.equal(begun.status, 200, begun.text);
      address = `/uploads/${JSON.parse(begun.text).upload}`;
      at = await goOn(session, address, 0, killedAt, node.pid);
    });
    await step("whoever sent it sees how far it is", async () => {
      await page.goto(`${node.base}/uploads`);
      await see(page.getByText("recording.wav"));
      await see(page.getByText("157.3 of 300 MB are here"));
      await takePicture(page, "uploads-page");
    });
    await step("after the program was killed, nothing of it is lost but what had not filled a chunk", async () => {
      await page.context().close();
      await node.crash();
      forgetSessions(node);
      page = await pageOf(browser, node, user);
      await page.goto(node.base);
      await see(page.getByRole("link", { name: "Files on their way" }));
      await page.goto(node.base + form);
      session = await sessionOf(page, node.base);
      const { received } = await ask(session, address);
      assert.ok(received <= at && received > at - 2 * 262_144, `${received} of ${at} bytes were kept`);
      at = await goOn(session, address, received, size, node.pid);
      assert.equal(at, size);
    });
    await step("the form takes it, and its SHA-256 is that of the recording", async () => {
      await page.goto(`${node.base}${form}?upload=${address.split("/")[2]}`);
      await see(page.getByText(sum));
      await page.getByRole("textbox", { name: "What is it, in a few words?" }).fill("Recording 7713");
      await page.getByLabel("Kind", { exact: true }).selectOption({ index: 1 });
      await page.getByRole("button", { name: "Receive and sign" }).click();
      await page.waitForURL(/\/evidence\/[\w-]{22}$/);
      await see(page.getByText(sum).first());
      await page.getByRole("button", { name: "Verify now" }).click();
      await see(page.getByText("every byte is as it was"));
    });
    await step("nothing of it waits any more", async () => {
      await page.goto(`${node.base}/uploads`);
      assert.equal(await page.getByText("recording.wav").count(), 0);
      await page.context().close();
    });
  });

  it("a plain form without scripts carries a long file whole, within the same memory", async () => {
    const { browser, node } = here;
    const user = node.user("social_worker", "en");
    const page = await pageOf(browser, node, user, { scripts: false });
    await openCase(page, node.base);
    await page.goto(`${page.url()}/files`);
    await page.getByRole("link", { name: "Attach a file" }).first().click();
    const session = await sessionOf(page, node.base);
    const batch = await page.locator("form[enctype] [name=batch]").first().getAttribute("value");
    const target = await page.locator("form[enctype]").first().getAttribute("action");
    const before = await memoryOf(node.pid);
    let most = 0;
    const watch = setInterval(() => void memoryOf(node.pid).then((now) => { most = Math.max(most, now); }), 50);
    const fields = { csrf: session.csrf, batch, kind: "other", part: "account" };
    const answer = await send(session, target, fields, { field: "file", name: "recording.wav", size: plainSize });
    clearInterval(watch);
    assert.equal(answer.status, 303, answer.text.slice(0, 600));
    assert.ok(most - before < mostMemory, `the program took ${most - before} bytes more`);
    await page.goto(node.base + answer.location);
    await see(page.getByText(sumOf(plainSize)));
    await page.context().close();
  });
});
