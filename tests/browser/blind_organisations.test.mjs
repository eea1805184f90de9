// SPDX-License-Identifier: AGPL-3.0-or-later
// Organisations on one node are blind to each other: nothing of one shows to anybody of another, on no page that a link leads to,
// at no address that is guessed, in no search. Only what was passed on arrives, and whoever passed it on stands beside it.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { command, startNode } from "./support/node.mjs";
import { visitor } from "./support/visitor.mjs";

/** What is typed into a call and into a form of each organisation, and is known there alone. */
const canaryOf = (code) => ({
  family: { A: "Мерганзеров", B: "Канарейкин", C: "Зимородков" }[code],
  phone: { A: "+992900480001", B: "+992900480002", C: "+992900480003" }[code],
  words: { A: "alphawordcanary", B: "bravowordcanary", C: "charliewordcanary" }[code],
});
const mostOfAKind = 6;
const guessesOfAKind = 3;
/** Where the line stands who passed a call on. */
const ofPassedOn = ["/calls/…/history", "/cases/…/timeline", "/cases/…/log", "/records/…/history"];
const starts = ["/", "/account", "/find", "/drafts", "/calls", "/calls?view=all", "/calls?view=mine", "/cases", "/cases?view=all", "/people/alike",
  "/team", "/duty", "/calendar", "/colleagues", "/custody", "/custody/new", "/hand-over", "/calls/new", "/calls/figures", "/calls/figures.csv",
  "/administration", "/administration/users", "/administration/organisations", "/administration/audit", "/administration/audit?chain=records",
  "/organisation", "/request-page"];

const id = /\/([\w-]{22})(?=\/|$)/g;
const bare = (address) => address.split("?")[0];
const kindOf = (address) => bare(address).replace(id, "/…").replace(/^\/paper\/\w+/, "/paper/…").replace(/^\/help\/[\w-]+/, "/help/…");
const idsIn = (address) => [...bare(address).matchAll(id)].map((match) => match[1]);
const linksIn = (text) => [...text.matchAll(/(?:href|src)="(\/[^"#?]*)/g)].map((match) => match[1]).filter((link) => !link.startsWith("/assets"));
/** Stands in hints and in the help as an example. */
const example = "A-2026-0043";
const numbersIn = (text) => [...text.matchAll(/\b([A-Z]+)(?:-[A-Z])?-\d{4}-\d{4}\b/g)].map((match) => ({ code: match[1], number: match[0] }))
  .filter(({ number }) => number !== example);
/** Names of people stand in elements of their own. */
const namesIn = (text) => [...text.matchAll(/<bdi[^>]*>([^<]{4,})<\/bdi>/g)].map((match) => match[1].trim());

/** Every page that links lead somebody to: address to text. */
async function walk(who, more = []) {
  const pages = new Map();
  const counts = new Map();
  const queue = [...starts, ...more];
  while (queue.length > 0) {
    const address = queue.shift();
    const kind = kindOf(address);
    if (pages.has(address) || (counts.get(kind) ?? 0) >= mostOfAKind) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    const answer = await who.get(address);
    assert.ok(answer.status < 500, `${address} answers ${answer.status}`);
    if (answer.status !== 200) continue;
    pages.set(address, answer.text);
    queue.push(...linksIn(answer.text));
  }
  return pages;
}

async function takeCall(who, canary) {
  const page = (await who.get("/calls/new")).text;
  const answer = await who.post("/calls/new", {
    batch: who.valueOf(page, "batch"), danger_now: "no", caller_kind: "family", channel: "hotline", needs: "legal", keep: "yes",
    may_call_back: "yes", words: `${canary.words} ${canary.phone}`, phone: canary.phone, "caller_name.0.family": canary.family,
    "caller_name.0.given": "Рустам", "about_name.0.family": canary.family, "about_name.0.given": "Сомон",
  });
  assert.equal(answer.status, 303, "the call is taken");
  return answer.to;
}

async function writeProfile(who, code, canary) {
  const page = (await who.get("/organisation/edit")).text;
  const answer = await who.post("/organisation/edit", {
    batch: who.valueOf(page, "batch"), _base: who.valueOf(page, "_base") || "0", name: `House ${code}`, emergency: `${canary.words} ${canary.phone}`,
  });
  assert.equal(answer.status, 303, "the profile is written");
}

/** The administrator of the node adds somebody to an organisation, and its coordinator confirms them. */
async function addTo(node, admin, coordinator, organisation, login, role) {
  const page = (await admin.get("/administration/users/new")).text;
  const choice = [...page.matchAll(/<option value="([^"]+)"[^>]*>([^<]+)/g)].find((option) => option[2] === organisation.name.en)[1];
  const added = await admin.post("/administration/users/new", {
    batch: admin.valueOf(page, "batch"), login, name: `Name of ${login}`, organisation: choice, roles: role, language: "en",
  });
  const [, passphrase, secret] = [...added.text.matchAll(/<code>([^<]+)<\/code>/g)].map((match) => match[1]);
  const list = (await coordinator.get("/colleagues")).text;
  const user = new RegExp(`/colleagues/([\\w-]{22})/confirm"[^>]*>(?:<bdi>)?Name of ${login}`).exec(list)?.[1];
  const form = (await coordinator.get(`/colleagues/${user}/confirm`)).text;
  const done = await coordinator.post(`/colleagues/${user}/confirm`, {
    batch: coordinator.valueOf(form, "batch"), certificate: coordinator.valueOf(form, "certificate"),
  });
  assert.equal(done.status, 303, `${login} is confirmed`);
  const who = visitor(node.base);
  const person = { login, role, name: `Name of ${login}`, passphrase, totp_secret: secret.replaceAll(" ", "") };
  await who.signIn(person);
  return { user: person, code: organisation.code, who };
}

describe("organisations on one node", () => {
  let node;
  let patterns;
  const people = [];  // { user, code, who, pages }
  const of = (code, role) => people.find((one) => one.code === code && one.user.role === role);
  const pairs = () => people.flatMap((person) => node.organisations.filter((one) => one.code !== person.code).map(({ code }) => ({ person, code })));
  /** Organisation C was begun by the administrator of A and has none of its own. */
  const looksAfter = (person, code, address) => person.user.login === "admin" && code === "C" && /^\/administration\/(users|organisations)\b/.test(address);
  const title = ({ user, code }) => `${user.role} of ${code}`;

  before(async () => {
    node = await startNode();
    patterns = JSON.parse((await command("routes", "--json")).output).filter((route) => route.method === "GET").map((route) => route.path);
    for (const { code, users } of node.organisations) {
      for (const user of users.filter((each) => !each.waits)) {
        const who = visitor(node.base);
        await who.signIn(user);
        people.push({ user, code, who });
      }
    }
    const taken = new Map();
    for (const { code } of node.organisations) {
      const call = bare(await takeCall(of(code, "hotline_operator").who, canaryOf(code)));
      taken.set(code, [call, `${call}/account`]);
      await writeProfile(of(code, "coordinator").who, code, canaryOf(code));
    }
    // An organisation of its own has an administrator and an auditor of its own.
    const b = node.organisations.find((one) => one.code === "B");
    for (const [login, role] of [["b-auditor", "auditor"], ["b-physician", "physician"], ["b-admin", "technical_administrator"]])
      people.push(await addTo(node, of("A", "technical_administrator").who, of("B", "coordinator").who, b, login, role));
    for (const person of people) person.pages = await walk(person.who, taken.get(person.code));
  }, { timeout: 600_000 });
  after(() => node?.stop());

  it("what was planted is seen where it belongs", () => {
    for (const { code } of node.organisations) {
      const texts = [...of(code, "hotline_operator").pages.values()].join("");
      for (const each of Object.values(canaryOf(code))) assert.ok(texts.includes(each), `${code} does not see its own ${each}`);
    }
  });

  it("no page shows a number, a name or a word of another organisation", () => {
    const found = [];
    for (const { person, code } of pairs()) {
      const canaries = Object.values(canaryOf(code));
      for (const [address, text] of person.pages) {
        for (const { code: theirs, number } of numbersIn(text)) if (theirs === code) found.push(`${title(person)}: ${address} shows ${number}`);
        for (const each of canaries) if (text.includes(each)) found.push(`${title(person)}: ${address} shows «${each}»`);
      }
    }
    assert.deepEqual(found, []);
  });

  it("no name of a person is known to two organisations", () => {
    const namesOf = (list) => new Set(list.flatMap((one) => [...one.pages.values()].flatMap(namesIn)));
    const found = [];
    const staff = new Set(people.map((one) => one.user.name));
    for (const { person, code } of pairs()) {
      const theirs = namesOf(people.filter((one) => one.code === code));
      found.push(...[...namesOf([person])].filter((name) => theirs.has(name) && !staff.has(name)).map((name) => `${title(person)}: ${name} of ${code}`));
    }
    assert.deepEqual(found, []);
  });

  it("colleagues of another organisation stand nowhere, but for who passed a call on and who has no administrator yet", () => {
    const found = [];
    for (const { person, code } of pairs()) {
      const theirs = people.filter((one) => one.code === code);
      for (const [address, text] of person.pages) {
        if (ofPassedOn.includes(kindOf(address))) continue;
        if (looksAfter(person, code, address)) continue;
        for (const { user } of theirs) if (text.includes(user.name)) found.push(`${title(person)}: ${address} shows ${user.name}`);
      }
    }
    assert.deepEqual(found, []);
  });

  it("an organisation with an administrator of its own is closed to the one who began it", async () => {
    const first = of("A", "technical_administrator");
    const own = of("B", "technical_administrator");
    assert.ok(!(await first.who.get("/administration/users")).text.includes(of("B", "lawyer").user.name));
    assert.ok((await own.who.get("/administration/users")).text.includes(of("B", "lawyer").user.name));
    const theirs = [...own.pages.keys()].filter((address) => /^\/administration\/(users|organisations)\/[\w-]{22}/.test(address));
    assert.ok(theirs.length > 4);
    for (const address of theirs) assert.equal((await first.who.get(address)).status, 404, address);
  });

  it("no address of one opens to another, however its parts are put together", async () => {
    const found = [];
    for (const { code } of node.organisations) {
      const addresses = new Set();
      const counts = new Map();
      const known = new Map();  // what stood in the place of a name: "{case}" to ids
      for (const person of people.filter((one) => one.code === code)) {
        for (const address of person.pages.keys()) {
          if (idsIn(address).length === 0) continue;
          const kind = kindOf(address);
          counts.set(kind, (counts.get(kind) ?? 0) + 1);
          if (counts.get(kind) <= guessesOfAKind) addresses.add(bare(address));
          const parts = bare(address).split("/");
          for (const pattern of patterns.map((each) => each.split("/"))) {
            const fits = pattern.length === parts.length && pattern.every((word, at) => word === parts[at] || /^\{\w+\}$/.test(word));
            if (fits) pattern.forEach((word, at) => { if (word.startsWith("{") && parts[at].length === 22) known.set(word, [...new Set([...(known.get(word) ?? []), parts[at]])]); });
          }
        }
      }
      for (const pattern of patterns.filter((each) => each.includes("{"))) {
        const places = pattern.match(/\{\w+\}/g);
        if (!places.every((place) => known.has(place))) continue;
        addresses.add(pattern.replace(/\{\w+\}/g, (place) => known.get(place)[0]));
      }
      for (const person of people.filter((one) => one.code !== code)) {
        // The public page is one for the node; who passed on and who looks after an organisation know its ids already.
        const own = new Set([...person.pages.keys()].flatMap(idsIn));
        for (const address of addresses) {
          if (looksAfter(person, code, address)) continue;
          if (idsIn(address).some((each) => own.has(each)) || /^\/(help|paper|request-page)\b/.test(address)) continue;
          const { status, text } = await person.who.get(address);
          if (![303, 403, 404].includes(status)) found.push(`${title(person)}: ${address} answers ${status}`);
          for (const each of Object.values(canaryOf(code))) if (text.includes(each)) found.push(`${title(person)}: ${address} shows «${each}»`);
        }
      }
    }
    assert.deepEqual(found, []);
  });

  it("nothing of another organisation is found by name, number or telephone", async () => {
    const found = [];
    for (const { person, code } of pairs()) {
      if (!person.pages.has("/find")) continue;
      const canary = canaryOf(code);
      const number = people.filter((one) => one.code === code).flatMap((one) => [...one.pages.values()].flatMap(numbersIn)).find((each) => each.code === code);
      const theirs = new Set(people.filter((one) => one.code === code).flatMap((one) => [...one.pages.keys()].flatMap(idsIn)));
      const own = new Set([...person.pages.keys()].flatMap(idsIn));
      for (const words of [canary.family, canary.phone, canary.phone.slice(-7), canary.words, number.number]) {
        await person.who.get("/find");
        const answer = await person.who.post("/find", { words });
        const hits = linksIn(answer.text).flatMap(idsIn).filter((each) => theirs.has(each) && !own.has(each));
        if (answer.status >= 500 || hits.length > 0) found.push(`${title(person)}: «${words}» of ${code} answers ${answer.status}, ${hits.length} hits`);
      }
    }
    assert.deepEqual(found, []);
  });

  it("nobody of another organisation can be named on a file", async () => {
    const worker = of("A", "social_worker");
    const stranger = [...of("B", "technical_administrator").pages.keys()].map((address) => /^\/administration\/users\/([\w-]{22})$/.exec(address)?.[1]).find(Boolean);
    const address = [...worker.pages.keys()].find((each) => /^\/files\/[\w-]{22}\/new\/task$/.test(each));
    assert.ok(address, "a worker may add a task");
    const page = (await worker.who.get(address)).text;
    const answer = await worker.who.post(address, { batch: worker.who.valueOf(page, "batch"), title: "Canary task", assigned_to: stranger });
    assert.equal(answer.status, 422);
  });
});
