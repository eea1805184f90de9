// SPDX-License-Identifier: AGPL-3.0-or-later
// An organisation gets names and regions from its administrator, and says about itself what its own people should know.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const say = {
  en: { ours: "Our organisation", write: "Write or change it", save: "Save", shortName: "Short name", emergency: "In an emergency",
    organisations: "Organisations", code: "Short code", add: "Add this organisation", badCode: "Write a code of one to eight", regions: "Regions", ownAdmin: "Looked after by" },
  ru: { ours: "Наша организация", write: "Написать или изменить", save: "Сохранить", shortName: "Краткое название", emergency: "В экстренном случае",
    organisations: "Организации", code: "Краткий код", add: "Добавить", badCode: "Напишите код", regions: "Регионы", ownAdmin: "Кто ведёт" },
};

for (const { language, scripts, code, reader, writer, stranger } of [
  { language: "en", scripts: true, code: "N", reader: "worker2", writer: "coordinator", stranger: "b-lawyer" },
  { language: "ru", scripts: false, code: "M", reader: "b-operator", writer: "b-coordinator", stranger: "lawyer" },
]) {
  describe(`organisations, in ${language}, ${scripts ? "with" : "without"} scripts`, () => {
    const here = stage();

    it("are named, changed and described", async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const text = say[language];
      const known = (login) => node.organisations.flatMap((one) => one.users).find((user) => user.login === login);
      const options = { language, scripts, bypassCSP: scripts, width: scripts ? 1366 : 320 };
      const open = async (login) => {
        const page = await pageOf(browser, node, known(login), options);
        await page.goto(`${node.base}/account`);
        await page.locator("select[name=language]").selectOption(language);
        await page.locator("form[action='/account/preferences'] button[type=submit]").click();
        return page;
      };
      const looks = async (page) => {
        assert.equal(await sidewaysScroll(page), 0);
        if (scripts) assert.deepEqual(await violations(page), []);
        assert.deepEqual(page.complaints, []);
      };
      const admin = await open("admin");

      await step("a code that does not fit is told, and the names stay", async () => {
        await admin.goto(`${node.base}/administration/organisations`);
        await see(admin.getByRole("columnheader", { name: text.ownAdmin }).or(admin.getByText(text.ownAdmin)));
        await admin.locator("input[name=name_en]").fill(`Eighth Fig ${code}`);
        await admin.locator("input[name=name_ru]").fill(`Восьмой инжир ${code}`);
        await admin.getByRole("textbox", { name: text.code }).fill("too long a code");
        await admin.getByRole("button", { name: text.add, exact: true }).click();
        await see(admin.getByText(text.badCode));
        assert.equal(await admin.locator("input[name=name_ru]").inputValue(), `Восьмой инжир ${code}`);
        await looks(admin);
      });
      await step("with a code and a region it stands in the list, in the reader's language", async () => {
        await admin.getByRole("textbox", { name: text.code }).fill(code);
        await admin.locator("summary", { hasText: text.regions }).click();
        await admin.locator("input[name=regions]").first().check();
        await admin.getByRole("button", { name: text.add, exact: true }).click();
        await see(admin.getByRole("link", { name: language === "ru" ? `Восьмой инжир ${code}` : `Eighth Fig ${code}` }));
        await looks(admin);
      });
      await step("its name is changed; its code is not asked for", async () => {
        await admin.getByRole("link", { name: language === "ru" ? `Восьмой инжир ${code}` : `Eighth Fig ${code}` }).click();
        assert.equal(await admin.locator("input[name=code]").count(), 0);
        await admin.locator(`input[name=name_${language}]`).fill(`Renamed ${code}`);
        await looks(admin);
        await admin.getByRole("button", { name: text.save }).click();
        await see(admin.getByRole("link", { name: `Renamed ${code}` }));
      });

      const colleague = await open(reader);
      await step("who may not change what the organisation says about itself reads it", async () => {
        await colleague.goto(`${node.base}/account`);
        await colleague.getByRole("link", { name: text.ours }).click();
        await see(colleague.getByText(text.emergency, { exact: true }));
        assert.equal(await colleague.getByRole("link", { name: text.write }).count(), 0);
        assert.equal((await colleague.request.get(`${node.base}/organisation/edit`)).status(), 403);
        await looks(colleague);
      });
      await step("the coordinator changes it", async () => {
        const coordinator = await open(writer);
        await coordinator.goto(`${node.base}/organisation`);
        await coordinator.getByRole("link", { name: text.write }).click();
        await looks(coordinator);
        await coordinator.getByRole("textbox", { name: text.shortName }).fill(`Short ${code}`);
        await coordinator.getByRole("textbox", { name: text.emergency }).fill(`Canary of ${code}: call the night keeper`);
        await coordinator.getByRole("button", { name: text.save }).click();
        await see(coordinator.getByText(`Canary of ${code}`));
        await looks(coordinator);
      });
      await step("a colleague reads it; somebody of another organisation does not", async () => {
        await colleague.goto(`${node.base}/organisation`);
        await see(colleague.getByText(`Canary of ${code}`));
        const other = await open(stranger);
        await other.goto(`${node.base}/organisation`);
        assert.ok(!(await other.content()).includes(`Canary of ${code}`));
      });
    });
  });
}
