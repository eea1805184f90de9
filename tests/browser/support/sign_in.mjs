// SPDX-License-Identifier: AGPL-3.0-or-later
// Signs in the way a person does: by the words on the page.
import { openPage } from "./browser.mjs";
import { freshCode } from "./totp.mjs";
import { inAnyLanguage } from "./words.mjs";

/** Fills in the sign-in page that is open and sends it. */
export async function giveCredentials(page, user, code) {
  await page.getByLabel(inAnyLanguage("login")).fill(user.login);
  await page.getByLabel(inAnyLanguage("passphrase")).fill(user.passphrase);
  await page.getByLabel(inAnyLanguage("code")).fill(code ?? (await freshCode(user.totp_secret)));
  await page.getByRole("button", { name: inAnyLanguage("signIn") }).click();
}

/** Signs in and waits for the page behind it. */
export async function signIn(page, base, user) {
  await page.goto(`${base}/sign-in`);
  await giveCredentials(page, user);
  await expectInside(page);
}

/** Every page of somebody signed in has the button that locks. */
export async function expectInside(page) {
  await page.getByRole("button", { name: inAnyLanguage("lock") }).waitFor();
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
