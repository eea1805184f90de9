// SPDX-License-Identifier: AGPL-3.0-or-later
// Coming in, going out, and what happens to typed text when the session ended meanwhile.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { expectInside, giveCredentials, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, fillCall, journey, numberOn, see } from "./support/steps.mjs";
import { freshCode } from "./support/totp.mjs";
import { inAnyLanguage, wordsIn } from "./support/words.mjs";

/** Six digits that are not the code of now. */
function wrong(code) {
  return String((Number(code) + 1) % 1_000_000).padStart(6, "0");
}

describe("signing in and out", () => {
  const here = stage();

  it("a wrong code gives a calm sentence and keeps nothing", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("ru");
    const user = node.user("lawyer", "ru");
    const page = await openPage(browser, { language: "ru" });
    const addresses = addressesOf(page);

    await step("the page says that the three do not fit together, and not which", async () => {
      await page.goto(`${node.base}/sign-in`);
      await giveCredentials(page, user, wrong(await freshCode(user.totp_secret)));
      await see(page.getByText(words.refused));
    });
    await step("passphrase and code are not on the page any more", async () => {
      assert.equal(await page.getByLabel(words.passphrase).inputValue(), "");
      assert.equal(await page.getByLabel(words.code).inputValue(), "");
      assert.ok(!(await page.content()).includes(user.passphrase));
    });
    await step("there is no session and nothing typed in an address", async () => {
      assert.deepEqual((await page.context().cookies()).map((cookie) => cookie.name).filter((name) => name !== "language"), []);
      assert.deepEqual(addresses.filter((address) => address.includes(user.login) || address.includes(user.passphrase)), []);
    });
  });

  it("a code is good for one sign-in", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("ru");
    const user = node.user("physician", "ru");
    const code = await freshCode(user.totp_secret);
    const page = await openPage(browser, { language: "ru" });

    await step("the first time it lets in", async () => {
      await page.goto(`${node.base}/sign-in`);
      await giveCredentials(page, user, code);
      await expectInside(page);
    });
    await step("signing out leads to the sign-in page", async () => {
      await page.getByRole("banner").getByText(user.name).click();
      await page.getByRole("button", { name: words.signOut }).click();
      await see(page.getByRole("heading", { level: 1, name: words.signInHeading }));
    });
    await step("Back shows nothing of before, and no page opens", async () => {
      await page.goBack();
      await see(page.getByRole("heading", { level: 1, name: words.signInHeading }));
      await page.goto(`${node.base}/cases`);
      await see(page.getByRole("heading", { level: 1, name: words.signInHeading }));
    });
    await step("the second time the same code is refused", async () => {
      await giveCredentials(page, user, code);
      await see(page.getByText(words.refused));
    });
  });

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`a form that comes after the session ended is kept (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const user = node.user("hotline_operator", language);
      const colleague = await openPage(browser, { language: "ru" });
      const page = await openPage(browser, { language, scripts });
      const text = "сказано за минуту до конца сеанса: пятый дом, вторая дверь";

      await step("somebody writes down a call", async () => {
        await signIn(colleague, node.base, node.organisations[language === "ru" ? 1 : 2].users[0]);
        await signIn(page, node.base, user);
        await page.goto(`${node.base}/calls/new`);
        await fillCall(page, words, text);
      });
      await step("the session ends, and saving leads to a page that says so and keeps the text", async () => {
        await page.context().clearCookies();
        await page.getByRole("button", { name: words.saveCall }).click();
        await see(page.getByText(words.sessionEnded));
        assert.ok(!(await page.content()).includes(text), "the text stands readable on a page without a session");
      });
      await step("a mistake in signing in does not lose it", async () => {
        await giveCredentials(page, { ...user, passphrase: "something else" }, "000000");
        await see(page.getByText(words.refused));
      });
      await step("after signing in it is there and can be sent", async () => {
        await giveCredentials(page, user);
        await see(page.getByText(words.textKept));
        await page.getByRole("button", { name: words.sendNow }).click();
        await see(page.getByText(words.callSaved));
        assert.match(await numberOn(page), /^A-C-/);
      });
      await step("and the call has the words", async () => {
        await page.getByRole("link", { name: words.showWords }).click();
        await page.getByText(words.showAccount).last().click();
        await see(page.getByText(text));
      });
      await colleague.context().close();
    });
  }

  it("a form that comes after the session was locked is kept", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("en");
    const user = node.user("social_worker", "en");
    const colleague = await openPage(browser, { language: "ru" });
    const page = await openPage(browser, { language: "en", scripts: false });
    const text = "written while another window was locked";

    await step("somebody writes down a call in one window", async () => {
      await signIn(colleague, node.base, node.user("coordinator", "ru"));
      await signIn(page, node.base, user);
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
    });
    await step("and locks in another window", async () => {
      const other = await page.context().newPage();
      await other.goto(node.base);
      await other.getByRole("button", { name: words.lock }).click();
      await see(other.getByRole("heading", { level: 1, name: words.locked }));
    });
    await step("saving asks for the passphrase or for signing in", async () => {
      await page.getByRole("button", { name: words.saveCall }).click();
      const locked = page.getByRole("heading", { level: 1, name: words.locked });
      await see(locked.or(page.getByText(words.sessionEnded)));
      if (await locked.isVisible()) {
        await page.getByLabel(words.passphrase).fill(user.passphrase);
        await page.getByRole("button", { name: words.unlock }).click();
      } else {
        await giveCredentials(page, user);
      }
    });
    await step("and the text is there", async () => {
      await see(page.getByText(words.textKept).or(page.getByText(words.callSaved)));
    });
  });

  it("another language keeps the page", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const page = await openPage(browser, { language: "ru" });

    await step("somebody reads the list of cases in Russian", async () => {
      await signIn(page, node.base, node.user("social_worker", "ru"));
      await page.getByRole("link", { name: wordsIn("ru").cases, exact: true }).click();
    });
    await step("chooses English and stays there", async () => {
      await page.getByRole("banner").getByText("Русский").first().click();
      await page.getByRole("button", { name: "English" }).click();
      await see(page.getByRole("heading", { level: 1, name: wordsIn("en").cases }));
      assert.equal(new URL(page.url()).pathname, "/cases");
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
    });
    await step("the sign-in page is in that language too", async () => {
      await page.goto(`${node.base}/sign-in`);
      await see(page.getByRole("heading", { level: 1, name: inAnyLanguage("signInHeading") }));
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
    });
  });
});
