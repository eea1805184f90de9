// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody leaves: files that only they can open are seen first, then the access ends with a day and a reason; and they come back.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { giveCredentials, pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const say = {
  en: { edit: "Change name, roles or language", save: "Save", lost: "Passphrase or phone lost", lostPhone: "The phone is lost, the passphrase is known",
    only: /can be opened by this person only/, nothing: "Nothing closes for good", day: "Last day of work", own: "At their own wish", chooseWhy: "Choose why the person leaves",
    accept: "I know that what only this person could open", back: "This person comes back", issue: "Issue new ones", mend: "Choose at least one role", waits: "Waiting for confirmation" },
  ru: { edit: "Изменить имя, роли или язык", save: "Сохранить", lost: "Потеряна парольная фраза или телефон", lostPhone: "Телефон потерян, фраза известна",
    only: /может открыть только этот человек|могут открыть только/, nothing: "Ничего не закроется навсегда", day: "Последний день работы", own: "По собственному желанию", chooseWhy: "Выберите причину ухода",
    accept: "Я понимаю, что то, что мог открыть только этот человек", back: "Человек возвращается", issue: "Выдать новые", mend: "хотя бы одну роль", waits: "Ждёт подтверждения" },
};

async function toPerson(page, node, name) {
  await page.goto(`${node.base}/administration/users`);
  await page.getByRole("link", { name, exact: true }).click();
}

for (const { language, scripts, leaver, alone } of [
  { language: "en", scripts: true, leaver: (node) => node.user("monitor"), alone: false },
  { language: "ru", scripts: false, leaver: (node) => node.user("social_worker"), alone: true },
]) {
  describe(`leaving, in ${language}, ${scripts ? "with" : "without"} scripts`, () => {
    const here = stage();

    it("goes by the list of files, a day and a reason", async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const [text, words] = [say[language], wordsIn(language)];
      const user = leaver(node);
      const admin = await pageOf(browser, node, node.user("technical_administrator"), { language, scripts, bypassCSP: scripts, width: scripts ? 1366 : 320 });
      const looks = async () => {
        assert.equal(await sidewaysScroll(admin), 0);
        if (scripts) assert.deepEqual(await violations(admin), []);
      };

      await step("the administrator works in this language", async () => {
        await admin.goto(`${node.base}/account`);
        await admin.locator("select[name=language]").selectOption(language);
        await admin.locator("form[action='/account/preferences'] button[type=submit]").click();
      });
      await step("a name is mended; without a role nothing is saved", async () => {
        await toPerson(admin, node, user.name);
        await looks();
        await admin.getByRole("link", { name: text.edit }).click();
        await looks();
        const name = admin.getByRole("textbox", { name: words.name, exact: true });
        await name.fill(`${user.name} II`);
        for (const box of await admin.getByRole("checkbox").all()) await box.uncheck();
        await admin.getByRole("button", { name: text.save }).click();
        await see(admin.getByText(text.mend));
        assert.equal(await name.inputValue(), `${user.name} II`);
        await admin.locator(`input[name=roles][value=${user.role}]`).check();
        await admin.getByRole("button", { name: text.save }).click();
        await see(admin.getByRole("heading", { level: 1, name: `${user.name} II` }));
        assert.equal(await admin.getByText(text.waits).count(), 0, "a name needs no new word");
      });
      await step("the page about lost things says what happens", async () => {
        await admin.getByRole("link", { name: text.lost }).click();
        await see(admin.getByRole("heading", { name: text.lostPhone }));
        await looks();
        await admin.goBack();
      });
      await step("what only this person can open is listed by number before anything ends", async () => {
        await admin.getByRole("link", { name: words.leaves }).click();
        await see(alone ? admin.getByText(text.only) : admin.getByText(text.nothing));
        if (alone) await see(admin.getByRole("cell", { name: /^A-(P-)?\d{4}-\d{4}$/ }).or(admin.getByRole("rowheader", { name: /^A-(P-)?\d{4}-\d{4}$/ })));
        await looks();
      });
      await step("without a reason nothing happens, and the day stays", async () => {
        const day = await admin.getByRole("textbox", { name: text.day }).inputValue();
        await admin.getByRole("button", { name: words.endAccess }).click();
        await see(admin.getByText(text.chooseWhy));
        assert.equal(await admin.getByRole("textbox", { name: text.day }).inputValue(), day);
      });
      if (alone) {
        await step("nor while files would close for good, unless that is said in so many words", async () => {
          await admin.getByRole("radio", { name: text.own }).check();
          await admin.getByRole("button", { name: words.endAccess }).click();
          await see(admin.getByText(text.only));
          await admin.getByRole("checkbox", { name: text.accept }).check();
        });
      }
      await step("then the access ends, and day and reason stand on the person's page", async () => {
        await admin.getByRole("radio", { name: text.own }).check();
        await admin.getByRole("button", { name: words.endAccess }).click();
        await see(admin.getByText(words.hasLeft));
        await see(admin.getByText(text.own));
        await looks();
        const page = await openPage(browser, { language });
        await page.goto(`${node.base}/sign-in`);
        await giveCredentials(page, user);
        await see(page.getByText(words.refused));
      });
      await step("somebody who comes back gets new keys and waits for a colleague", async () => {
        await admin.getByRole("link", { name: text.back }).click();
        await looks();
        await admin.getByRole("button", { name: text.issue }).click();
        await see(admin.getByText(words.shownOnce));
        await toPerson(admin, node, `${user.name} II`);
        await see(admin.getByText(text.waits));
        assert.deepEqual(admin.complaints, []);
      });
    });
  });
}
