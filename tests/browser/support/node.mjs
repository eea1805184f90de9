// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts the real program on a demo node of its own, in a folder that is gone afterwards.
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = process.env.PANOH_BIN ?? fileURLToPath(new URL("../../../build/release/panoh", import.meta.url));
const patience = 60_000;

/**
 * Makes a demo node and serves it. Returns
 *   base          address without a slash at the end
 *   organisations [{ organisation, users: [{ login, role, passphrase, totp_secret, language }] }]
 *   user(role, language)  the first user of that role, and of that language when given; throws when there is none
 *   place         folder of the node
 *   pause()       stops the program; the node stays
 *   restart()     stops the program and starts it again on the same node: sealed, as after a power cut
 *   stop()        stops the program and removes the node
 *   log()         what the program wrote to standard error
 */
export async function startNode() {
  const folder = await mkdtemp(join(tmpdir(), "node-"));
  const place = join(folder, "node");
  const errors = [];
  let server;
  try {
    const { stdout } = await run(program, ["demo", place, "--json"], { maxBuffer: 16 << 20, timeout: patience * 5 });
    const { organisations } = JSON.parse(stdout);
    server = await serve(place, errors);
    return {
      get base() { return server.base; },
      place,
      organisations,
      user(role, language) {
        const found = organisations.flatMap((one) => one.users)
          .find((user) => user.role === role && (language === undefined || user.language === language));
        if (!found) throw new Error(`no demo user with role ${role}`);
        return found;
      },
      pause: () => server.stop(),
      async restart() {
        await server.stop();
        server = await serve(place, errors);
      },
      async stop() {
        await server.stop();
        await rm(folder, { recursive: true, force: true });
      },
      log: () => errors.join(""),
    };
  } catch (error) {
    if (server) await server.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** One command of the program: { code, output, complaint } of what it printed and its exit code. */
export async function command(...words) {
  try {
    const { stdout, stderr } = await run(program, words, { maxBuffer: 16 << 20, timeout: patience * 5 });
    return { code: 0, output: stdout, complaint: stderr };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { code: error.code, output: error.stdout, complaint: error.stderr };
  }
}

/** Serves the node at any free port and waits for the address that the program prints. */
async function serve(place, errors) {
  const child = spawn(program, ["serve", place, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "pipe"] });
  child.stderr.on("data", (text) => errors.push(String(text)));
  const ended = new Promise((done) => child.once("close", done));
  const lines = createInterface({ input: child.stdout });
  const base = await new Promise((found, failed) => {
    const timer = setTimeout(() => { child.kill("SIGKILL"); failed(new Error("the program printed no address")); }, patience);
    child.once("error", failed);
    ended.then((code) => { clearTimeout(timer); failed(new Error(`the program ended with ${code}: ${errors.join("").slice(-2000)}`)); });
    lines.on("line", (line) => {
      const address = /https?:\/\/[^\s/]+/.exec(line);
      if (!address) return;
      clearTimeout(timer);
      found(address[0]);
    });
  });
  return {
    base,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(force);
    },
  };
}
