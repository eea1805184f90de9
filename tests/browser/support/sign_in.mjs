// SPDX-License-Identifier: AGPL-3.0-or-later
// Signs in the way a person does: by the words on the page.
import { openPage } from "./browser.mjs";
import { freshCode } from "./totp.mjs";

// English and Russian, the languages of the demo's sign-in page.
const words = {
  login: /^(login|sign-in name|имя для входа|логин)/i,
  passphrase: /^(passphrase|парольная фраза)/i,
  code: /^(code|код)/i,
  go: /^(sign in|continue|войти|продолжить)$/i,
  lock: /^(lock|заблокировать|скрыть экран)/i,
};

/** Fills in the sign-in page and waits for the page behind it. The code may be asked for on the same page or on the next. */
export async function signIn(page, base, user) {
  await page.goto(`${base}/sign-in`);
  await page.getByLabel(words.login).fill(user.login);
  await page.getByLabel(words.passphrase).fill(user.passphrase);
  if (!(await giveCode(page, user))) {
    await page.getByRole("button", { name: words.go }).click();
    if (!(await giveCode(page, user))) return expectInside(page);
  }
  await page.getByRole("button", { name: words.go }).click();
  return expectInside(page);
}

async function giveCode(page, user) {
  const field = page.getByLabel(words.code);
  if ((await field.count()) === 0) return false;
  await field.fill(await freshCode(user.totp_secret));
  return true;
}

/** Every page of somebody signed in has the button that locks. */
async function expectInside(page) {
  await page.getByRole("button", { name: words.lock }).waitFor();
}

const states = new Map();

/** A page of somebody signed in. Signs in once per node and user; later pages reuse the session. */
export async function pageOf(browser, node, user, options = {}) {
  const key = `${node.base} ${user.login}`;
  if (!states.has(key)) {
    const first = await openPage(browser, { language: user.language });
    await signIn(first, node.base, user);
    states.set(key, await first.context().storageState());
    await first.context().close();
  }
  return openPage(browser, { language: user.language, ...options, state: states.get(key) });
}

/** Forgets the sessions of a node, after it was locked or restarted. */
export function forgetSessions(node) {
  for (const key of states.keys()) if (key.startsWith(`${node.base} `)) states.delete(key);
}
