// SPDX-License-Identifier: AGPL-3.0-or-later
// The commands, as whoever looks after the machine types them: exit codes and sentences.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { command, startNode } from "./support/node.mjs";
import { journey } from "./support/steps.mjs";
import { visitor } from "./support/visitor.mjs";

const done = 0;
const foundWrong = 1;
const calledWrongly = 2;
const couldNot = 3;

/** Asks until the node answers so; sealing takes the time of a new start. */
async function statusBecomes(place, wanted) {
  for (let tries = 0; tries < 100; tries += 1) {
    const status = await command("status", place);
    if (status.code === done && wanted.test(status.output)) return status.output;
    await new Promise((next) => setTimeout(next, 50));
  }
  return (await command("status", place)).output;
}

describe("commands", () => {
  let node;
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "kept-"));
    node = await startNode();
  });
  after(async () => {
    await node?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it("help names every command, and every command has an example", async () => {
    const help = await command("help");
    assert.equal(help.code, done);
    const names = [...help.output.matchAll(/^ {2}([\w-]+) /gm)].map((match) => match[1]);
    for (const known of ["init", "serve", "demo", "verify", "backup", "restore", "status", "seal", "version"]) assert.ok(names.includes(known), known);
    for (const name of names.filter((each) => each !== "help")) {
      for (const words of [[name, "--help"], ["help", name]]) {
        const page = await command(...words);
        assert.equal(page.code, done, words.join(" "));
        assert.match(page.output, new RegExp(`Example:\\n  panoh ${name}`), words.join(" "));
      }
    }
  });

  it("what is typed wrongly is answered with a sentence and exit code 2", async () => {
    for (const words of [["nonsense"], ["verify"], ["verify", "a", "b"], ["backup", "a"], ["serve", "a", "--nonsense"], ["status", "--nonsense", "a"], ["serve", "a", "--tls=no"], ["verify", "a", "--as", "anna"], ["restore", "a", "b", "--keyring"], ["serve", "a", "--listen", "8480"], ["init", ""], ["version", "a"]]) {
      const answer = await command(...words);
      assert.equal(answer.code, calledWrongly, words.join(" "));
      assert.match(answer.complaint, /^panoh: .+\n$/, words.join(" "));
      assert.equal(answer.output, "");
    }
  });

  it("a folder without a node is answered with exit code 3", async () => {
    for (const words of [["verify", folder], ["status", folder], ["seal", folder], ["serve", folder], ["backup", folder, join(folder, "b")]]) {
      const answer = await command(...words);
      assert.equal(answer.code, couldNot, words.join(" "));
      assert.match(answer.complaint, /^panoh: .+\n$/);
    }
  });

  it("backup, restore and verify agree about a running node", async (t) => {
    const step = journey(t);
    const [backup, restored] = [join(folder, "backup"), join(folder, "restored")];
    await step("the backup is made while the node runs", async () => {
      const made = await command("backup", node.place, backup);
      assert.equal(made.code, done, made.complaint);
      assert.match(made.output, /two places/);
      for (const part of ["records/ledger.db", "keys/keyring.db"]) assert.ok((await stat(join(backup, part))).size > 0);
    });
    await step("it is not written over another one", async () => {
      assert.equal((await command("backup", node.place, backup)).code, couldNot);
    });
    await step("restored, it is whole, and the running node notes that somebody tried", async () => {
      await visitor(node.base).signIn(node.user("lawyer", "ru"));
      const answer = await command("restore", backup, restored, "--node", node.place);
      assert.equal(answer.code, done, answer.complaint);
      assert.match(answer.output, /\d+ entries in the chain of records/);
      const verified = await command("verify", restored);
      assert.equal(verified.code, done, verified.complaint);
      assert.match(verified.output, /Both chains are whole/);
    });
    await step("it is not restored over a node", async () => {
      assert.equal((await command("restore", backup, restored)).code, couldNot);
    });
    await step("a damaged backup is found out", async () => {
      const ledger = join(backup, "records", "ledger.db");
      await copyFile(ledger, `${ledger}.kept`);
      const file = await open(ledger, "r+");
      const { size } = await file.stat();
      for (let at = Math.floor(size / 2); at < size; at += 4096) await file.write(Buffer.from("damage"), 0, 6, at + 2000);
      await file.close();
      const answer = await command("restore", backup, join(folder, "damaged"));
      assert.notEqual(answer.code, done);
      assert.ok([foundWrong, couldNot].includes(answer.code));
      assert.match(answer.complaint, /^panoh: .+\n$/);
    });
  });

  it("status and seal speak with the running node", async (t) => {
    const step = journey(t);
    await node.restart();
    const operator = visitor(node.base);
    await step("before anybody signs in it is sealed", async () => {
      assert.match(await statusBecomes(node.place, /sealed/), /sealed/);
    });
    await step("with somebody signed in it is open", async () => {
      await operator.signIn(node.user("hotline_operator", "ru"));
      assert.match(await statusBecomes(node.place, /open/), /open/);
    });
    await step("sealed by command, it forgets the session at once", async () => {
      assert.equal((await command("seal", node.place)).code, done);
      assert.match(await statusBecomes(node.place, /sealed/), /sealed/);
      assert.equal((await operator.get("/")).to, "/sign-in?return=%2F");
    });
    await step("the program goes on at the same address, and lets in again", async () => {
      await operator.signIn(node.user("hotline_operator", "ru"));
      assert.equal((await operator.get("/")).status, 200);
    });
    await step("the last one who signs out seals it too", async () => {
      await operator.post("/sign-out");
      assert.match(await statusBecomes(node.place, /sealed/), /sealed/);
    });
    await step("two programs do not open the same node", async () => {
      const second = await command("serve", node.place, "--listen", "127.0.0.1:0");
      assert.equal(second.code, couldNot);
    });
    await step("a stopped node has nobody to answer", async () => {
      await node.pause();
      assert.equal((await command("status", node.place)).code, couldNot);
      assert.equal((await command("verify", node.place)).code, done);
    });
  });
});
