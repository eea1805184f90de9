// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts the real program on a demo node of its own, in a folder that is gone afterwards.
import { execFile, spawn } from "node:child_process";
import { cp, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const program = process.env.PANOH_BIN ?? fileURLToPath(new URL("../../../build/release/panoh", import.meta.url));
const patience = 60_000;
/** A demo has dates around the moment it was made: an older one is not taken. */
const freshFor = 15 * 60_000;

/**
 * A demo of this program, made once for all test files that ask at about the same time: { place, organisations }.
 * It is not to be served: copy it. Two files that come at once may both make one; the first to be ready counts.
 */
async function madeDemo() {
  const built = await stat(program);
  const age = Math.floor(Date.now() / freshFor);
  const stem = "panoh-demo-";
  const home = join(tmpdir(), `${stem}${age}-${built.size}-${Math.round(built.mtimeMs)}`);
  const known = async () => ({ place: join(home, "node"), ...JSON.parse(await readFile(join(home, "users.json"), "utf8")) });
  try {
    return await known();
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const folder = await mkdtemp(join(tmpdir(), "node-"));
  try {
    const { stdout } = await run(program, ["demo", join(folder, "node"), "--json"], { maxBuffer: 16 << 20, timeout: patience * 5 });
    await writeFile(join(folder, "users.json"), stdout);
    await rename(folder, home).catch((error) => { if (!["ENOTEMPTY", "EEXIST"].includes(error.code)) throw error; });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (const name of await readdir(tmpdir())) {
    const old = name.startsWith(stem) && Number(name.slice(stem.length).split("-")[0]) < age - 1;
    if (old) await rm(join(tmpdir(), name), { recursive: true, force: true });
  }
  return known();
}

/**
 * Serves a demo node of its own. Returns
 *   base          address without a slash at the end
 *   organisations [{ organisation, users: [{ login, role, passphrase, totp_secret, language }] }]
 *   user(role, language, at)  the first user of that role, and of that language when given; `at` 1 is the next one. Throws when
 *                 there is none. Whoever still waits for colleagues is left out: user.waits
 *   place         folder of the node
 *   pause()       stops the program; the node stays
 *   restart()     stops the program and starts it again on the same node at the same address: sealed, as after a power cut
 *   crash()       kills the program without a word, as a power cut does, and starts it again at the same address
 *   pid           of the program
 *   stop()        stops the program and removes the node
 *   log()         what the program wrote to standard error
 */
export async function startNode() {
  const folder = await mkdtemp(join(tmpdir(), "node-"));
  const place = join(folder, "node");
  const errors = [];
  let server;
  try {
    const demo = await madeDemo();
    const { organisations } = demo;
    await cp(demo.place, place, { recursive: true, preserveTimestamps: true });
    server = await serve(place, errors);
    return {
      get base() { return server.base; },
      place,
      organisations,
      user(role, language, at = 0) {
        const found = organisations.flatMap((one) => one.users)
          .filter((user) => user.role === role && !user.waits && (language === undefined || user.language === language))[at];
        if (!found) throw new Error(`no demo user with role ${role}`);
        return found;
      },
      pause: () => server.stop(),
      async restart() {
        await server.stop();
        server = await serve(place, errors, new URL(server.base).port);
      },
      async crash() {
        await server.kill();
        server = await serve(place, errors, new URL(server.base).port);
      },
      get pid() { return server.pid; },
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

/** Serves the node, at any free port unless one is named, and waits for the address that the program prints. */
async function serve(place, errors, port = "0") {
  const child = spawn(program, ["serve", place, "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "pipe"] });
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
    pid: child.pid,
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
      child.kill("SIGTERM");
      await ended;
      clearTimeout(force);
    },
  };
}
