// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody who speaks HTTP without a browser: keeps cookies, follows nothing, sends forms with the token of the last page.
import { freshCode } from "./totp.mjs";

/** Text of the attribute in the first element that has this name; "" when there is none. */
function valueOf(page, name) {
  const element = new RegExp(`<input[^>]*name="${name}"[^>]*>`).exec(page)?.[0] ?? "";
  return /value="([^"]*)"/.exec(element)?.[1] ?? "";
}

export function visitor(base) {
  const cookies = new Map();
  let token = "";
  async function ask(method, path, { headers = {}, fields } = {}) {
    const answer = await fetch(base + path, {
      method,
      redirect: "manual",
      headers: { ...(cookies.size ? { Cookie: [...cookies].map((pair) => pair.join("=")).join("; ") } : {}), ...headers },
      body: fields ? new URLSearchParams(fields) : undefined,
    });
    for (const line of answer.headers.getSetCookie()) {
      const [name, value] = line.split(";")[0].split("=");
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    const text = await answer.text();
    token = valueOf(text, "csrf") || token;
    return { status: answer.status, headers: answer.headers, text, to: answer.headers.get("location") };
  }
  return {
    cookies,
    get: (path, headers) => ask("GET", path, { headers }),
    head: (path) => ask("HEAD", path),
    /** A form as this site sends it; `headers` come on top. */
    post: (path, fields = {}, headers = {}) => ask("POST", path, { fields: { csrf: token, ...fields }, headers }),
    /** A form without the token of a page. */
    postBare: (path, fields = {}, headers = {}) => ask("POST", path, { fields, headers }),
    /** The value of a hidden field on a page. */
    valueOf,
    async signIn(user) {
      const answer = await ask("POST", "/sign-in", {
        fields: { login: user.login, passphrase: user.passphrase, code: await freshCode(user.totp_secret) },
      });
      if (answer.status !== 303) throw new Error(`${user.login} was not let in: ${answer.status}`);
      await ask("GET", "/account");
    },
  };
}
