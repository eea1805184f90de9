// SPDX-License-Identifier: AGPL-3.0-or-later
// Whoever looks after the machine: certificates, backups that count, failures while sealed, and kills at a bad moment.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { createHash, randomInt } from "node:crypto";
import { cp, mkdtemp, open, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { connect } from "node:tls";
import { fileURLToPath } from "node:url";
import { command, startNode } from "./support/node.mjs";
import { journey } from "./support/steps.mjs";
import { visitor } from "./support/visitor.mjs";

const program = process.env.PANOH_BIN ?? fileURLToPath(new URL("../../build/release/panoh", import.meta.url));
const done = 0;
const foundWrong = 1;
const calledWrongly = 2;
const couldNot = 3;
const backupDue = "За последние 35 дней резервной копии не было";

const exists = (path) => stat(path).then(() => true, () => false);
const wait = (time) => new Promise((next) => setTimeout(next, time));

/** Asks until it is so. */
async function becomes(ask) {
  for (let tries = 0; tries < 200; tries += 1) {
    if (await ask()) return true;
    await wait(50);
  }
  return false;
}

/** A program that serves; `lines` is what it has printed. */
async function serve(...words) {
  const child = spawn(program, ["serve", ...words], { stdio: ["ignore", "pipe", "pipe"] });
  const lines = [];
  let complaint = "";
  child.stderr.on("data", (text) => { complaint += text; });
  createInterface({ input: child.stdout }).on("line", (line) => lines.push(line));
  const ended = new Promise((next) => child.once("close", next));
  const there = await Promise.race([becomes(() => lines.some((line) => /^Listening on/.test(line)) && lines.length > 1), ended.then(() => false)]);
  if (!there) { child.kill("SIGKILL"); throw new Error(`does not serve: ${complaint}`); }
  return {
    lines,
    port: Number(/:(\d+)$/.exec(lines.find((line) => /^Listening on/.test(line)))[1]),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

/** The fingerprint of the certificate that somebody is shown, as browsers write it. */
function shownFingerprint(port) {
  return new Promise((next, failed) => {
    const socket = connect({ host: "127.0.0.1", port, rejectUnauthorized: false, servername: "register.example" }, () => {
      const { raw } = socket.getPeerCertificate();
      socket.end();
      next(createHash("sha256").update(raw).digest("hex").toUpperCase().replace(/..(?=.)/g, "$&:"));
    });
    socket.once("error", failed);
  });
}

const fingerprints = (server) => server.lines.filter((line) => line.startsWith("Certificate SHA-256 ")).map((line) => line.slice(20));

/** Runs the command and kills it when `moment` says so, as the power does. True when it was killed in the middle. */
async function killed(words, moment) {
  const child = spawn(program, words, { stdio: "ignore" });
  const ended = new Promise((next) => child.once("close", (code, signal) => next(signal === "SIGKILL")));
  let over = false;
  ended.then(() => { over = true; });
  while (!over && !(await moment())) await wait(1);
  child.kill("SIGKILL");
  return ended;
}

/** A command under a limit of the shell. */
function limited(limit, ...words) {
  return new Promise((next) => {
    execFile("bash", ["-c", `trap '' XFSZ; ulimit ${limit}; exec "$@"`, "bash", program, ...words], (error, output, complaint) => {
      next({ code: error ? error.code : 0, output, complaint });
    });
  });
}

describe("operations", () => {
  let node;
  let folder;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "operated-"));
    node = await startNode();
  });
  after(async () => {
    await node?.stop();
    await rm(folder, { recursive: true, force: true });
  });
  const place = (name) => join(folder, name);

  it("a backup and a restore that was tried end the banner, also when nobody was signed in", async (t) => {
    const step = journey(t);
    const coordinator = visitor(node.base);
    const hasBanner = async () => (await coordinator.get("/")).text.includes(backupDue);
    await step("at first the coordinator sees that there is none", async () => {
      await coordinator.signIn(node.user("coordinator", "ru"));
      assert.ok(await hasBanner());
    });
    await step("a backup alone is not enough", async () => {
      await coordinator.post("/sign-out");
      await becomes(async () => /sealed/.test((await command("status", node.place)).output));
      assert.equal((await command("backup", node.place, place("first"))).code, done);
      await coordinator.signIn(node.user("coordinator", "ru"));
      assert.ok(await hasBanner());
    });
    await step("the backup of another node does not count", async () => {
      const other = place("other");
      assert.equal((await command("init", other, "--code", "B")).code, done);
      assert.equal((await command("backup", other, place("others"))).code, done);
      const answer = await command("restore", place("others"), place("wrong"), "--node", node.place);
      assert.equal(answer.code, couldNot);
      assert.match(answer.complaint, /another node/);
      assert.ok(await hasBanner());
    });
    await step("after the restore was tried, the running node knows at once", async () => {
      const answer = await command("restore", place("first"), place("trial"), "--node", node.place);
      assert.equal(answer.code, done, answer.complaint);
      assert.match(answer.output, /notes that a restore was tried/);
      assert.ok(await becomes(async () => !(await hasBanner())));
    });
    await step("a stopped node learns of both when somebody signs in", async () => {
      const trial = place("trial");
      assert.equal((await command("backup", trial, place("second"))).code, done);
      const answer = await command("restore", place("second"), place("third"), "--node", trial);
      assert.equal(answer.code, done, answer.complaint);
      assert.match(answer.output, /when somebody signs in/);
      assert.equal((await readdir(join(trial, "dropbox"))).filter((name) => name.endsWith(".box")).length, 2);
    });
  });

  it("halves that are not of one age are refused with a sentence that counts", async (t) => {
    const step = journey(t);
    const operator = visitor(node.base);
    await step("between two backups somebody signs in and looks at a page", async () => {
      assert.equal((await command("backup", node.place, place("monday"))).code, done);
      await operator.signIn(node.user("hotline_operator", "ru"));
      assert.equal((await command("backup", node.place, place("tuesday"))).code, done);
    });
    await step("an older keyring is refused, and taken when one says so", async () => {
      const answer = await command("restore", place("tuesday"), place("a"), "--keyring", place("monday"));
      assert.equal(answer.code, foundWrong);
      assert.match(answer.complaint, /^panoh: the keyring is older than the records .*\d+ key wraps.*--older-keyring\n$/);
      assert.equal(await exists(place("a")), false);
      const told = await command("restore", place("tuesday"), place("a"), "--keyring", place("monday"), "--older-keyring");
      assert.equal(told.code, done, told.complaint);
      assert.equal((await command("verify", place("a"))).code, done);
    });
    await step("older records are refused too", async () => {
      const answer = await command("restore", place("monday"), place("b"), "--keyring", place("tuesday"));
      assert.equal(answer.code, foundWrong);
      assert.match(answer.complaint, /^panoh: the records are older than the keyring .*\d+ entries.*--older-records\n$/);
      assert.equal(await exists(place("b")), false);
    });
    await step("half a backup is none", async () => {
      await rm(join(place("monday"), "keys"), { recursive: true });
      const answer = await command("restore", place("monday"), place("c"));
      assert.equal(answer.code, couldNot);
      assert.match(answer.complaint, /keys/);
    });
  });

  it("verify names the first entry in which a bit was changed", async (t) => {
    const step = journey(t);
    await step("with a login it checks the signatures of a whole node", async () => {
      const user = node.user("lawyer", "ru");
      await writeFile(place("passphrase"), `${user.passphrase}\n`);
      const file = await open(place("passphrase"));
      const answer = await new Promise((next) => {
        const child = spawn(program, ["verify", place("a"), "--as", user.login, "--passphrase-fd", "3"], { stdio: ["ignore", "pipe", "pipe", file.fd] });
        let output = "";
        child.stdout.on("data", (text) => { output += text; });
        child.stderr.on("data", (text) => { output += text; });
        child.once("close", (code) => next({ code, output }));
      });
      await file.close();
      assert.equal(answer.code, done, answer.output);
      assert.match(answer.output, /signed by who wrote it/);
    });
    for (const part of [0.25, 0.5, 0.75]) {
      await step(`at ${part * 100} % of the ledger`, async () => {
        await rm(place("hurt"), { recursive: true, force: true });
        await cp(place("a"), place("hurt"), { recursive: true });
        const path = join(place("hurt"), "ledger.db");
        const bytes = await readFile(path);
        const sealed = bytes.indexOf("PN", Math.floor(bytes.length * part));
        bytes[sealed + 20] ^= 1;
        await writeFile(path, bytes);
        const answer = await command("verify", place("hurt"));
        assert.equal(answer.code, foundWrong, answer.output);
        assert.match(answer.complaint, /^panoh: the chain of (records|reads) breaks at entry \d+: .+\n$/);
      });
    }
  });

  it("the certificate is made once, is for the owner only, and stays after a restart and after sealing", async (t) => {
    const step = journey(t);
    const home = place("other");
    let first;
    await step("beyond the machine it needs the name that browsers use", async () => {
      const answer = await command("serve", home, "--listen", "0.0.0.0:0");
      assert.equal(answer.code, calledWrongly);
      assert.match(answer.complaint, /--host/);
    });
    await step("the printed fingerprint is that of the certificate", async () => {
      const server = await serve(home, "--listen", "0.0.0.0:0", "--host", "register.example");
      assert.match(server.lines[0], /^Listening on https:\/\/0\.0\.0\.0:/);
      [first] = fingerprints(server);
      assert.equal(await shownFingerprint(server.port), first);
      assert.equal((await stat(join(home, "certificate.key"))).mode & 0o777, 0o600);
      await server.stop();
    });
    await step("after a restart it is the same", async () => {
      const server = await serve(home, "--listen", "0.0.0.0:0", "--host", "register.example");
      assert.deepEqual(fingerprints(server), [first]);
      assert.equal((await command("seal", home)).code, done);
      assert.ok(await becomes(() => fingerprints(server).length === 2), "it is printed again after sealing");
      assert.equal(fingerprints(server)[1], first);
      assert.equal(await shownFingerprint(server.port), first);
      await server.stop();
    });
    await step("a certificate without its key is called wrongly", async () => {
      const answer = await command("serve", home, "--tls", "--certificate", join(home, "certificate.pem"));
      assert.equal(answer.code, calledWrongly);
    });
  });

  it("tries to sign in that fail while the node is sealed stand in the audit log afterwards", async (t) => {
    const step = journey(t);
    await node.restart();
    const stranger = visitor(node.base);
    await step("somebody tries twice", async () => {
      for (const login of [node.user("lawyer", "ru").login, "nobody"]) {
        const answer = await stranger.postBare("/sign-in", { login, passphrase: "not the right words", code: "000000" });
        assert.equal(answer.status, 401);
      }
      const boxes = (await readdir(join(node.place, "dropbox"))).filter((name) => name.endsWith(".box"));
      assert.ok(boxes.length >= 2);
    });
    await step("the auditor signs in and sees both", async () => {
      const auditor = visitor(node.base);
      await auditor.signIn(node.user("auditor", "ru"));
      const failures = async () => (await auditor.get("/administration/audit?refused=yes")).text.split("пока узел был закрыт").length - 1;
      assert.ok(await becomes(async () => (await failures()) >= 2));
      assert.deepEqual((await readdir(join(node.place, "dropbox"))).filter((name) => name.endsWith(".box")), []);
    });
  });

  it("killed in the middle, init leaves no node, and the next one succeeds", async (t) => {
    const step = journey(t);
    const home = place("initialised");
    await step("killed as soon as it has begun", async () => {
      assert.ok(await killed(["init", home], () => exists(`${home}.unfinished`)));
      assert.equal(await exists(home), false);
    });
    await step("killed at other moments", async () => {
      for (let round = 0; round < 4; round += 1) {
        const moment = Date.now() + randomInt(50, 1200);
        if (await killed(["init", home], () => Date.now() > moment)) assert.equal(await exists(home), false);
        else await rm(home, { recursive: true });
      }
    });
    await step("what is left is no node", async () => {
      assert.equal((await command("serve", home)).code, couldNot);
      if (await exists(`${home}.unfinished`)) assert.equal(await exists(join(`${home}.unfinished`, "control.sock")), false);
    });
    await step("the next one makes a whole node and tidies up", async () => {
      const made = await command("init", home);
      assert.equal(made.code, done, made.complaint);
      assert.match(made.output, /Passphrase/);
      assert.equal((await command("verify", home)).code, done);
      assert.equal(await exists(`${home}.unfinished`), false);
    });
  });

  it("a full disk and a wrong option leave nothing behind", async () => {
    const home = place("too-large");
    for (const limit of ["-f 20", "-f 60"]) {
      const answer = await limited(limit, "init", home);
      assert.equal(answer.code, couldNot, answer.complaint);
      assert.match(answer.complaint, /^(?:.*\n)?panoh: .+\n$/);
      assert.equal(answer.output.includes("Passphrase"), false);
      assert.equal(await exists(home), false);
      assert.equal(await exists(`${home}.unfinished`), false);
    }
    const restored = await limited("-f 100", "restore", place("tuesday"), home);
    assert.equal(restored.code, couldNot, restored.complaint);
    assert.equal(await exists(home), false);
    for (const words of [["--nonsense"], ["--code"], ["--code", "not a code"], ["--node-lock-fd", "99"], ["--login", ""]]) {
      const answer = await command("init", home, ...words);
      assert.equal(answer.code, calledWrongly, words.join(" "));
      assert.equal(await exists(home), false);
    }
    assert.deepEqual((await readdir(folder)).filter((name) => name.includes("unfinished")), []);
  });

  it("killed in the middle, restore leaves no node, and the next one succeeds", async () => {
    const home = place("restored");
    let cut = 0;
    for (let round = 0; round < 15; round += 1) {
      const moment = process.hrtime.bigint() + BigInt(randomInt(1, 60)) * 1_000_000n;
      const middle = round % 2 ? () => exists(`${home}.unfinished`) : async () => process.hrtime.bigint() > moment;
      if (await killed(["restore", place("tuesday"), home], middle)) cut += 1;
      if (await exists(home)) {
        assert.equal((await command("verify", home)).code, done, "what is there is whole");
        await rm(home, { recursive: true });
      }
    }
    assert.ok(cut > 0);
    const answer = await command("restore", place("tuesday"), home);
    assert.equal(answer.code, done, answer.complaint);
    assert.equal(await exists(`${home}.unfinished`), false);
  });

  it("killed in the middle, demo leaves no node, and the next one succeeds", async () => {
    const home = place("demo");
    assert.ok(await killed(["demo", home], () => exists(join(`${home}.unfinished`, "ledger.db"))));
    assert.equal(await exists(home), false);
    const made = await command("demo", home);
    assert.equal(made.code, done, made.complaint);
    assert.equal((await command("verify", home)).code, done);
    assert.equal(await exists(`${home}.unfinished`), false);
  });

  it("a passphrase that nobody could read makes no node", async () => {
    const home = place("unseen");
    const full = await open("/dev/full", "w");
    const code = await new Promise((next) => {
      spawn(program, ["init", home], { stdio: ["ignore", full.fd, "ignore"] }).once("close", next);
    });
    await full.close();
    assert.equal(code, couldNot);
    assert.equal(await exists(home), false);
  });
});
