// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody is invited, comes in with a code told by voice, makes passphrase and phone alone, and waits for a colleague.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { forgetSessions, giveCredentials, pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { freshCode } from "./support/totp.mjs";
import { visitor } from "./support/visitor.mjs";
import { wordsIn } from "./support/words.mjs";

const say = {
  en: { invite: "Invite a person", make: "Make the code", again: "Make a new code", withdraw: "Withdraw the invitation", haveCode: "I have a code",
    code: "Code", login: "Choose a login", next: "Continue", refused: "This code does not count", phone: "Your passphrase and your phone",
    typed: "Type the passphrase from your paper", app: "Code from the app on your phone", comeIn: "Come in", in: "You are in", notShown: "not the passphrase that was shown",
    toSignIn: "To the sign-in page", invited: "Invited", withdrawn: "Invitation withdrawn", closed: "The program is closed at this moment", mend: "Choose at least one role" },
  ru: { invite: "Пригласить сотрудника", make: "Создать код", again: "Создать новый код", withdraw: "Отозвать приглашение", haveCode: "У меня есть код",
    code: "Код", login: "Выберите логин", next: "Продолжить", refused: "Этот код не действует", phone: "Ваша парольная фраза и ваш телефон",
    typed: "Введите парольную фразу со своей бумаги", app: "Код из приложения на телефоне", comeIn: "Войти", in: "Вы вошли", notShown: "не та парольная фраза",
    toSignIn: "К странице входа", invited: "Приглашение отправлено", withdrawn: "Приглашение отозвано", closed: "Программа сейчас закрыта", mend: "хотя бы одну роль" },
};

/** The pages of somebody signed in, in this language from now on. */
async function speak(page, node, language) {
  await page.goto(`${node.base}/account`);
  await page.locator("select[name=language]").selectOption(language);
  await page.locator("form[action='/account/preferences'] button[type=submit]").click();
}

async function invite(page, node, language, name) {
  const [here, words] = [say[language], wordsIn(language)];
  await page.goto(`${node.base}/administration/users`);
  await page.getByRole("link", { name: here.invite }).click();
  await page.getByRole("textbox", { name: words.name, exact: true }).fill(name);
  await page.getByRole("button", { name: here.make }).click();
  await see(page.getByText(here.mend));
  assert.equal(await page.getByRole("textbox", { name: words.name, exact: true }).inputValue(), name, "what was typed is kept");
  await page.getByRole("checkbox", { name: words.hotlineOperator }).check();
  await page.getByRole("radio", { name: language === "ru" ? "Русский" : "English" }).check();
  await page.getByRole("button", { name: here.make }).click();
  return codeOn(page, words);
}

async function codeOn(page, words) {
  await see(page.getByText(words.shownOnce));
  const code = (await page.getByRole("code").allInnerTexts()).join(" ");
  assert.match(code, /^\p{L}[\p{L}-]*( \p{L}[\p{L}-]*){3,}$/u);
  return code;
}

async function begin(page, node, here, code, login) {
  await page.goto(`${node.base}/sign-in`);
  await page.getByRole("link", { name: here.haveCode }).click();
  await page.getByRole("textbox", { name: here.code, exact: true }).fill(code);
  await page.getByRole("textbox", { name: here.login }).fill(login);
  await page.getByRole("button", { name: here.next }).click();
}

describe("an invitation", () => {
  const here = stage();

  for (const { language, scripts, name, login } of [
    { language: "en", scripts: true, name: "Amina Larkova", login: "amina" },
    { language: "ru", scripts: false, name: "Умеда Скворцова", login: "умеда" },
  ]) {
    it(`in ${language}, ${scripts ? "with" : "without"} scripts`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const [text, words] = [say[language], wordsIn(language)];
      const admin = await pageOf(browser, node, node.user("technical_administrator"), { language, scripts, bypassCSP: scripts });
      const theirs = await openPage(browser, { language, scripts, width: scripts ? 1366 : 320, bypassCSP: scripts });
      const person = { login, language };
      let code;

      await step("the administrator makes a code and sees neither login nor passphrase", async () => {
        await speak(admin, node, language);
        code = await invite(admin, node, language, name);
        if (scripts) assert.deepEqual(await violations(admin), []);
        await admin.goto(`${node.base}/administration/users`);
        await see(admin.getByRole("row", { name }).getByText(text.invited));
      });
      await step("a wrong code is told so, and what was typed stays", async () => {
        await begin(theirs, node, text, "no such code here", login);
        await see(theirs.getByText(text.refused));
        assert.equal(await theirs.getByRole("textbox", { name: text.login }).inputValue(), login);
        assert.equal(await sidewaysScroll(theirs), 0);
      });
      await step("the person sees their passphrase and their second factor, once", async () => {
        await begin(theirs, node, text, code, login);
        await see(theirs.getByRole("heading", { level: 1, name: text.phone }));
        assert.equal(await sidewaysScroll(theirs), 0);
        if (scripts) assert.deepEqual(await violations(theirs), []);
        const shown = await theirs.getByRole("code").allInnerTexts();
        Object.assign(person, { passphrase: shown[1], totp_secret: shown[2].replaceAll(" ", "") });
        assert.equal(shown[0], login);
        assert.ok(await theirs.getByRole("img").evaluate((picture) => picture.complete && picture.naturalWidth > 0));
      });
      await step("the passphrase has to be on paper", async () => {
        await theirs.getByLabel(text.typed).fill("something else altogether");
        await theirs.getByLabel(text.app).fill(await freshCode(person.totp_secret));
        await theirs.getByRole("button", { name: text.comeIn }).click();
        await see(theirs.getByText(text.notShown));
        assert.ok(!(await theirs.content()).includes(person.passphrase));
      });
      await step("with both, they are in and get recovery codes", async () => {
        await theirs.getByLabel(text.typed).fill(person.passphrase);
        await theirs.getByLabel(text.app).fill(await freshCode(person.totp_secret));
        await theirs.getByRole("button", { name: text.comeIn }).click();
        await see(theirs.getByRole("heading", { level: 1, name: text.in }));
        assert.equal((await theirs.getByRole("code").allInnerTexts()).length, 11);
        assert.equal(await sidewaysScroll(theirs), 0);
      });
      await step("they sign in and wait for a colleague, with keys of their own", async () => {
        await theirs.getByRole("link", { name: text.toSignIn }).click();
        await giveCredentials(theirs, person);
        await see(theirs.getByRole("heading", { level: 1, name: words.confirmFirst }));
        await see(theirs.getByText(words.ownPassphrase));
        assert.deepEqual(theirs.complaints, []);
      });
      await step("the code is spent", async () => {
        const other = await openPage(browser, { language });
        await begin(other, node, text, code, "somebody");
        await see(other.getByText(text.refused));
      });
      await step("a colleague confirms them, and the administrator never saw a passphrase", async () => {
        const colleague = await pageOf(browser, node, node.user("coordinator"), { language });
        await colleague.goto(`${node.base}/colleagues`);
        await colleague.getByRole("link", { name }).click();
        await colleague.locator(`form[action$="/confirm"] button[type=submit]`).click();
        await theirs.goto(node.base);
        await see(theirs.getByRole("heading", { level: 1, name: words.myWork }));
        await admin.goto(`${node.base}/administration/users`);
        assert.ok(!(await admin.content()).includes(person.passphrase));
      });
    });
  }

  it("can be made again and withdrawn", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const [text, words] = [say.ru, wordsIn("ru")];
    const admin = await pageOf(browser, node, node.user("technical_administrator"), { language: "ru" });
    await speak(admin, node, "ru");
    const code = await invite(admin, node, "ru", "Некто Третий");
    let second;
    await step("with a new code the old one is dead", async () => {
      await admin.goto(`${node.base}/administration/users`);
      await admin.getByRole("link", { name: "Некто Третий" }).click();
      await admin.getByRole("button", { name: text.again }).click();
      second = await codeOn(admin, words);
      const page = await openPage(browser, { language: "ru" });
      await begin(page, node, text, code, "nekto");
      await see(page.getByText(text.refused));
    });
    await step("withdrawn, the new one is too", async () => {
      await admin.goto(`${node.base}/administration/users`);
      await admin.getByRole("link", { name: "Некто Третий" }).click();
      await admin.getByRole("button", { name: text.withdraw }).click();
      await see(admin.getByRole("row", { name: "Некто Третий" }).getByText(text.withdrawn));
      const page = await openPage(browser, { language: "ru" });
      await begin(page, node, text, second, "nekto");
      await see(page.getByText(text.refused));
    });
  });

  it("while nobody is at work, the page says that the program is closed", async () => {
    const { browser, node } = here;
    await node.restart();
    forgetSessions(node);
    const page = await openPage(browser, { language: "ru" });
    await page.goto(`${node.base}/join`);
    await see(page.getByText(say.ru.closed));
    const answer = await visitor(node.base).postBare("/join", { code: "a b c d", login: "anna" });
    assert.ok(answer.text.length > 0 && answer.status === 503, `answers ${answer.status}`);
  });
});
