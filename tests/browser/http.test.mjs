// SPDX-License-Identifier: AGPL-3.0-or-later
// The program as other programs meet it: statuses and headers.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startNode } from "./support/node.mjs";
import { visitor } from "./support/visitor.mjs";

describe("over HTTP", () => {
  let node;
  let stranger;
  let operator;
  before(async () => {
    node = await startNode();
    stranger = visitor(node.base);
    operator = visitor(node.base);
    await operator.signIn(node.user("hotline_operator", "en"));
  });
  after(() => node?.stop());

  it("an unknown address is 404, to strangers and to staff", async () => {
    for (const path of ["/nothing-here", "/cases/AAAAAAAAAAAAAAAAAAAAAA", "/records/AAAAAAAAAAAAAAAAAAAAAA/edit", "/people/x"]) {
      assert.equal((await operator.get(path)).status, 404, path);
    }
    assert.equal((await stranger.get("/nothing-here")).status, 404);
  });

  it("what a role may not see is 403 and says nothing about what is there", async () => {
    const answer = await operator.get("/administration/users");
    assert.equal(answer.status, 403);
    assert.ok(!answer.text.includes(node.user("technical_administrator").login + "<"));
  });

  it("without a session a page leads to signing in, and back afterwards", async () => {
    const answer = await stranger.get("/cases");
    assert.equal(answer.status, 303);
    assert.equal(answer.to, "/sign-in?return=%2Fcases");
    const forged = await visitor(node.base).get("/cases", { Cookie: "session=AAAAAAAAAAAAAAAAAAAAAA" });
    assert.equal(forged.status, 303);
  });

  it("a session that ended leads to signing in, and a form then is kept instead of being carried out", async () => {
    const leaving = visitor(node.base);
    await leaving.signIn(node.user("lawyer", "ru"));
    const old = new Map(leaving.cookies);
    assert.equal((await leaving.post("/sign-out")).status, 303);
    assert.equal(leaving.cookies.size, 0);
    for (const [name, value] of old) leaving.cookies.set(name, value);
    assert.equal((await leaving.get("/cases")).status, 303);
    assert.equal((await leaving.post("/find", { words: "x" })).status, 401);
  });

  it("a form without its token is 403, and so is one from another site", async () => {
    const form = { words: "x" };
    assert.equal((await operator.postBare("/find", form)).status, 403);
    assert.equal((await operator.postBare("/find", { ...form, csrf: "AAAA" })).status, 403);
    for (const origin of ["https://elsewhere.example", node.base.replace("http", "https")]) {
      assert.equal((await operator.post("/find", form, { Origin: origin })).status, 403, origin);
    }
    for (const site of ["cross-site", "same-site", "none"]) {
      assert.equal((await operator.post("/find", form, { Origin: "null", "Sec-Fetch-Site": site })).status, 403, site);
    }
    assert.equal((await operator.post("/find", form, { Origin: node.base })).status, 200);
    assert.equal((await stranger.postBare("/sign-in", { login: "x" }, { Origin: "https://elsewhere.example" })).status, 403);
  });

  it("no address leads away after signing in", async () => {
    for (const target of ["https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"]) {
      const answer = await stranger.postBare("/language", { language: "en", return: target });
      assert.equal(answer.to, "/", target);
    }
  });

  it("every answer carries the headers that guard it", async () => {
    for (const answer of [await operator.get("/"), await stranger.get("/sign-in"), await stranger.get("/nothing-here"), await stranger.get("/cases")]) {
      const policy = answer.headers.get("content-security-policy");
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*/);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.equal(answer.headers.get("referrer-policy"), "no-referrer");
      assert.equal(answer.headers.get("cross-origin-opener-policy"), "same-origin");
      assert.equal(answer.headers.get("cache-control"), "no-store");
      assert.equal(answer.headers.get("server"), null);
    }
  });

  it("the session's cookie is for this site and for no script", async () => {
    const answer = await fetch(`${node.base}/sign-in`, { method: "POST", redirect: "manual", body: new URLSearchParams({ login: "x" }) });
    assert.deepEqual(answer.headers.getSetCookie(), []);
    const somebody = visitor(node.base);
    const raw = [];
    const before = globalThis.fetch;
    globalThis.fetch = async (...words) => {
      const given = await before(...words);
      raw.push(...given.headers.getSetCookie());
      return given;
    };
    try {
      await somebody.signIn(node.user("physician", "ru"));
    } finally {
      globalThis.fetch = before;
    }
    const cookie = raw.find((line) => /HttpOnly/i.test(line));
    assert.ok(cookie, "no cookie that scripts cannot read");
    assert.match(cookie, /SameSite=(Strict|Lax)/i);
    assert.match(cookie, /Path=\//i);
    assert.doesNotMatch(cookie, /Expires|Max-Age|Domain/i);
  });

  it("HEAD answers like GET, without a body", async () => {
    for (const path of ["/sign-in", "/", "/nothing-here"]) {
      const [head, get] = [await operator.head(path), await operator.get(path)];
      assert.equal(head.status, get.status, path);
      assert.equal(head.text, "");
      assert.equal(head.headers.get("content-type"), get.headers.get("content-type"));
    }
  });

  it("other methods, other names of the host and the node's own addresses are refused", async () => {
    for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"]) {
      assert.equal((await fetch(`${node.base}/cases`, { method })).status, 405, method);
    }
    for (const path of ["/control/status", "/control/seal", "/control/backup"]) {
      assert.ok([403, 404].includes((await stranger.postBare(path, { folder: "/tmp" })).status), path);
    }
    assert.equal((await operator.get("/")).status, 200, "the node was sealed from outside");
  });

  it("pictures, style and script may be kept, under an address that changes with them", async () => {
    const page = await stranger.get("/sign-in");
    const assets = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((match) => match[1]);
    assert.ok(assets.length >= 3);
    for (const address of assets) {
      const answer = await stranger.get(address);
      assert.equal(answer.status, 200, address);
      assert.match(answer.headers.get("cache-control"), /immutable/);
    }
    assert.equal((await stranger.get("/assets/../main.cpp")).status, 404);
  });
});
