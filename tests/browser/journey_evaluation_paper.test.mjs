// SPDX-License-Identifier: AGPL-3.0-or-later
// An examination of somebody who died: its own questions, its paper pack, teeth and bones; and words that a physician confirms.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";

const told = {
  en: { question: "Is the hyoid bone whole?", reason: "The family answers tomorrow", open: "(to be confirmed)", by: "confirmed by", pack: "Paper pack" },
  ru: { question: "Цела ли подъязычная кость?", reason: "Семья ответит завтра", open: "(нужно подтвердить)", by: "подтверждает", pack: "Бумажный комплект" },
};

/** Chooses an answer, whatever input the form has for it. */
async function choose(page, field, value) {
  const input = page.locator(`select[name="${field}"], input[name="${field}"][value="${value}"]`).first();
  if (await input.evaluate((element) => element.tagName === "SELECT")) await input.selectOption(value);
  else await input.check();
}

const save = (page) => page.locator("main form button.button:not(.button-secondary):not(.button-quiet)").last();

describe("an examination after a death, and its paper", () => {
  const here = stage();

  for (const [language, scripts, role] of [["ru", false, "physician"], ["en", true, "forensic_evaluator"]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const said = told[language];
      const page = await openPage(browser, { language, scripts });
      let home;

      await step("is opened as an examination of a body", async () => {
        await signIn(page, node.base, node.user(role, language));
        await page.goto(`${node.base}/cases`);
        await page.locator("main a[href^='/cases/']").filter({ hasText: /A-20/ }).first().click();
        await page.locator("main a[href$='/evaluations']").click();
        await page.locator("main a[href*='/evaluations/new/']").first().click();
        await choose(page, "kind", "body");
        await choose(page, "treats_person", "no");
        await choose(page, "profession", "physician");
        const reason = page.locator("[name=no_consent_reason]");
        if (await reason.count()) await reason.fill(said.reason);
        await save(page).click();
        await see(page.locator("h1").filter({ hasText: /A-E-20/ }));
        home = new URL(page.url()).pathname;
        assert.equal(await page.locator("main a[href$='/add/psychological_finding']").count(), 0);
      });

      await step("asks what the autopsy is asked, and not how the person feels", async () => {
        await page.locator("main a[href$='/add/sitting']").first().click();
        await see(page.locator("[name='autopsy_questions.0.question']"));
        assert.equal(await page.locator("[name=demeanour], [name=consent_confirmed]").count(), 0);
        await page.locator("[name='autopsy_questions.0.question']").fill(said.question);
        await page.locator("[name^='held_on']").first().waitFor();
        const day = page.locator("[name='held_on'], [name='held_on.day']").first();
        if ((await day.getAttribute("name")) === "held_on") await day.fill("2024-05-03");
        else {
          await day.fill("3");
          await page.locator("[name='held_on.month']").fill("5");
          await page.locator("[name='held_on.year']").fill("2024");
        }
        await save(page).click();
        await see(page.getByText(said.question));
      });

      await step("marks a bone and a tooth", async () => {
        await page.goto(`${node.base}${home}/add/finding`);
        await choose(page, "kind", "fracture");
        await save(page).click();
        const finding = new URL(page.url()).pathname;
        for (const view of ["D17A", "D18A", "D14LK"]) {
          await page.goto(`${node.base}${finding}/marks?view=${view}`);
          await page.locator("select[name=place]").selectOption({ index: 3 });
          await save(page).click();
          await see(page.locator("main form[action$='/remove']").first());
          assert.ok(await page.locator("input[type=image]").evaluate((image) => image.src.includes("/drawings/")));
        }
        await page.goto(`${node.base}${home}/findings`);
        assert.equal(await page.locator("main img[src*='/drawings/']").count(), 3);
      });

      await step("prints its paper pack under the numbers of the screen", async () => {
        await page.goto(`${node.base}${home}`);
        await page.getByRole("link", { name: said.pack }).click();
        await see(page.locator(".paper-label").first());
        const drawings = page.locator("main figure img");
        assert.ok((await drawings.count()) > 15);
        const answer = await page.request.get(`${node.base}${home}/paper/pdf`);
        assert.equal(answer.status(), 200);
        assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
      });

      await step("says that the degrees are to be confirmed, until the physician confirms them in this language", async () => {
        const form = `${node.base}${home}/add/conclusion`;
        await page.goto(form);
        assert.ok((await page.locator("main").innerHTML()).includes(said.open));
        await page.goto(`${node.base}/terms/${language}/consistency`);
        await choose(page, "profession", "physician");
        await save(page).click();
        await see(page.getByRole("alert"));
        await choose(page, "read_all", "yes");
        await save(page).click();
        await see(page.getByText(said.by));
        await page.goto(form);
        assert.ok(!(await page.locator("[name=degree]").first().locator("xpath=ancestor::*[contains(@class,'field')][1]").innerHTML()).includes(said.open));
      });

      await step("complains of nothing", () => assert.deepEqual(page.complaints, []));
    });
  }

  for (const width of [1366, 320]) {
    it(`reads well at ${width} pixels`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("physician", "ru"), { width, bypassCSP: true });
      for (const address of ["/terms", "/terms/ru/consistency", "/terms/ru/report_layout_sample", "/paper/evaluation_body", "/paper/evaluation_child"]) {
        await page.goto(`${node.base}${address}`);
        assert.deepEqual(await violations(page), [], address);
        assert.ok((await sidewaysScroll(page)) <= 0, address);
        await takePicture(page, `evaluation${address.replaceAll("/", "-")}-${width}`);
      }
      await page.context().close();
    });
  }
});
