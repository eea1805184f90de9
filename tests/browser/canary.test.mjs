// SPDX-License-Identifier: AGPL-3.0-or-later
// After a day of work no name, login, passphrase or typed word stands readable in any file of the node or of its backup.
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { command, startNode } from "./support/node.mjs";
import { journey } from "./support/steps.mjs";
import { freshCode } from "./support/totp.mjs";
import { visitor } from "./support/visitor.mjs";

const typed = {
  words: "канарейка-слова: у синей калитки, второй подъезд",
  safe: "canary-safe: only after the evening bread",
  phone: "+000550109177",
  draft: "канарейка-черновик: ещё не сказано",
  sought: "Канарейкин Пётр",
  login: "canary-login",
  passphrase: "canary passphrase typed by mistake",
};

/** Every file under a folder, with its bytes. */
async function filesOf(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(entries.filter((entry) => entry.isFile())
    .map(async (entry) => ({ name: join(entry.parentPath ?? entry.path, entry.name), bytes: await readFile(join(entry.parentPath ?? entry.path, entry.name)) })));
}

/** Which of the texts stand in which file, as UTF-8 or UTF-16. */
function readable(files, texts) {
  const found = [];
  for (const { name, bytes } of files)
    for (const text of texts)
      for (const encoding of ["utf8", "utf16le"])
        if (bytes.includes(Buffer.from(text, encoding)) || name.includes(text)) found.push(`${text} in ${name} (${encoding})`);
  return found;
}

describe("files of a node", () => {
  let node;
  let folder;
  let secrets;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "copy-"));
    node = await startNode();
    const users = node.organisations.flatMap((organisation) => organisation.users);
    const names = node.organisations.flatMap((organisation) => Object.values(organisation.name));
    // Logins that are words of the program itself ("admin") would be found in the names of its tables.
    secrets = [...Object.values(typed), ...names, ...users.flatMap((user) =>
      [user.name, ...user.name.split(" ").filter((part) => part.length > 5), user.passphrase, user.totp_secret,
        ...(user.login.includes("-") ? [user.login] : [])])];
  });
  after(async () => {
    await node?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("would be found out if one of them said something", async () => {
    const leak = join(folder, "leak");
    for (const encoding of ["utf8", "utf16le"]) {
      await writeFile(leak, Buffer.concat([Buffer.from([0, 255, 7]), Buffer.from(`..${typed.words}..`, encoding)]));
      assert.equal(readable(await filesOf(folder), secrets).length, 1);
    }
    await rm(leak);
  });

  it("say nothing after a day of work", async (t) => {
    const step = journey(t);
    const operator = visitor(node.base);
    const worker = visitor(node.base);

    await step("somebody fails to sign in, while the node is sealed and while it is open", async () => {
      const stranger = visitor(node.base);
      const attempt = { login: typed.login, passphrase: typed.passphrase, code: "000000" };
      assert.equal((await stranger.postBare("/sign-in", attempt)).status, 401);
      await operator.signIn(node.user("hotline_operator", "ru"));
      assert.equal((await stranger.postBare("/sign-in", attempt)).status, 401);
    });
    await step("an operator takes a call, leaves a draft and looks for somebody", async () => {
      const form = await operator.get("/calls/new");
      const saved = await operator.post("/calls/new", {
        batch: operator.valueOf(form.text, "batch"), danger_now: "no", caller_kind: "family", needs: "legal", keep: "yes",
        may_call_back: "yes", words: typed.words, safe_contact: typed.safe, phone: typed.phone,
      });
      assert.equal(saved.status, 303, saved.text.slice(0, 3000));
      const account = await operator.get(`${saved.to.split("?")[0]}/account`);
      assert.ok(account.text.includes(typed.words), "the words are not in the program");
      await operator.get("/calls/new");
      assert.ok((await operator.post("/drafts/call", { words: typed.draft })).status < 400);
      assert.equal((await operator.post("/find", { words: typed.sought })).status, 200);
    });
    await step("a social worker reads cases", async () => {
      await worker.signIn(node.user("social_worker", "ru"));
      const list = await worker.get("/cases");
      for (const [, address] of list.text.matchAll(/href="(\/cases\/[\w-]{22})"/g)) assert.equal((await worker.get(address)).status, 200);
    });
    await step("nothing stands in a file while the program runs", async () => {
      const files = await filesOf(node.place);
      assert.ok(files.length >= 4, "no files");
      assert.deepEqual(readable(files, secrets), []);
    });
    await step("nor in what the program wrote to its log", () => {
      assert.deepEqual(secrets.filter((text) => node.log().includes(text)), []);
    });
    await step("nor in a backup", async () => {
      const made = await command("backup", node.place, join(folder, "backup"));
      assert.equal(made.code, 0, made.complaint);
      assert.deepEqual(readable(await filesOf(folder), secrets), []);
    });
    await step("nor in a file after the program has stopped", async () => {
      await node.pause();
      assert.deepEqual(readable(await filesOf(node.place), secrets), []);
    });
    await step("the next day the draft is still there", async () => {
      await node.restart();
      const again = visitor(node.base);
      const user = node.user("hotline_operator", "ru");
      const answer = await again.postBare("/sign-in", { ...user, code: await freshCode(user.totp_secret) });
      assert.equal(answer.status, 303);
      assert.ok((await again.get("/calls/new")).text.includes(typed.draft));
    });
  });
});
