// SPDX-License-Identifier: AGPL-3.0-or-later
// An examination by the Istanbul Protocol: opened, a finding marked in three ways, a section written, what stops a signature.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";
import { freshCode } from "./support/totp.mjs";

const told = {
  en: {
    shape: "A long oval", narrative: "«They poured the water in the evening.»", reason: "No marks were seen",
    place: "Canary town", result: "The picture shows no change.", noRule: "There is no written rule",
  },
  ru: {
    shape: "Вытянутый овал", narrative: "«Воду налили вечером».", reason: "Следов не видно",
    place: "Canary, кабинет", result: "На снимке изменений нет.", noRule: "Нет письменного правила",
  },
};
const run = promisify(execFile);

/** The file that comes when this is clicked. */
async function saved(page, what) {
  const [download] = await Promise.all([page.waitForEvent("download"), what.click()]);
  return download.path();
}
const textOf = async (file) => (await run("pdftotext", ["-layout", file, "-"])).stdout;

/** Chooses an answer, whatever input the form has for it. */
async function choose(page, field, value) {
  const input = page.locator(`select[name="${field}"], input[name="${field}"][value="${value}"]`).first();
  if (await input.evaluate((element) => element.tagName === "SELECT")) await input.selectOption(value);
  else await input.check();
}

const save = (page) => page.locator("main form button.button:not(.button-secondary):not(.button-quiet)").last();

describe("an evaluation", () => {
  const here = stage();

  for (const [language, scripts, role] of [["ru", false, "physician"], ["en", true, "forensic_evaluator"]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const said = told[language];
      const clinician = node.user(role, language);
      const page = await openPage(browser, { language, scripts });
      const addresses = addressesOf(page);
      let home, finding;
      const files = () => page.locator("main a[href*='/attachments/'][href$='/download']");
      const marks = () => page.locator("main li.rows-entry").filter({ has: page.locator("form[action$='/remove']") });

      await step("is opened from the page of a case", async () => {
        await signIn(page, node.base, clinician);
        await page.goto(`${node.base}/cases`);
        await page.locator("main a[href^='/cases/']").filter({ hasText: /A-20/ }).first().click();
        await page.locator("main a[href$='/evaluations']").click();
        await page.locator("main a[href*='/evaluations/new/']").first().click();
        await see(page.locator("[name=printed_name]"));
      });

      await step("asks whether the evaluator also treats the person", async () => {
        await page.locator("[name=printed_name]").fill("Canary Example");
        await save(page).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator("[name=printed_name]").inputValue(), "Canary Example");
        await choose(page, "treats_person", "no");
        await choose(page, "profession", "physician");
        const reason = page.locator("[name=no_consent_reason]");
        if (await reason.count()) await reason.fill(said.reason);
        await save(page).click();
        await see(page.locator("h1").filter({ hasText: /A-E-20/ }));
        home = new URL(page.url()).pathname;
      });

      await step("takes a finding", async () => {
        await page.locator("main a[href$='/add/finding']").first().click();
        await choose(page, "kind", "scar_hypertrophic");
        await page.locator("[name=shape]").fill(said.shape);
        await save(page).click();
        await see(page.getByText(said.shape));
        finding = new URL(page.url()).pathname;
      });

      await step("marks it by pointer", async () => {
        await page.goto(`${node.base}${finding}/marks?view=D16LP`);
        const image = page.locator("input[type=image]");
        await image.click({ position: { x: 140, y: 200 } });
        await see(marks().first());
        assert.equal(await marks().count(), 1);
      });

      await step("marks it by keyboard", async () => {
        if (scripts) {
          await page.locator("input[type=image]").focus();
          for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowDown");
          await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
        } else {
          await page.locator("input[type=image]").focus();
          await page.keyboard.press("Enter");
          await see(page.getByRole("alert"));
          await page.locator("select[name=place]").focus();
          await page.keyboard.press("ArrowDown");
          await page.keyboard.press("Tab");
          await page.keyboard.press("Enter");
        }
        await see(marks().nth(1));
      });

      await step("marks it from the list of places", async () => {
        await page.locator("select[name=place]").selectOption({ index: 2 });
        await save(page).click();
        await see(marks().nth(2));
        await page.goto(`${node.base}${home}/findings`);
        assert.ok(await page.locator("main img[src*='/drawings/']").first().evaluate((image) => image.complete && image.naturalWidth > 0));
      });

      await step("writes a section", async () => {
        await page.goto(`${node.base}${home}/sections/narrative`);
        await page.locator("[name=text]").fill(said.narrative);
        await choose(page, "state", "complete");
        await save(page).click();
        await see(page.locator("main a[href$='/sections/narrative']"));
      });

      await step("is told why absence is no opinion, and nothing typed is lost", async () => {
        await page.goto(`${node.base}${home}/add/conclusion`);
        await choose(page, "scope", "overall");
        await choose(page, "degree", "C0");
        await page.locator("[name=reason]").fill(said.reason);
        await save(page).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator("[name=reason]").inputValue(), said.reason);
      });

      await step("cannot be signed yet, and says what is missing", async () => {
        await page.goto(`${node.base}${home}/quality`);
        await see(page.locator("main a[href$='/sections/narrative']").first());
        await page.goto(`${node.base}${home}/sign`);
        await see(page.locator(".notice-late"));
      });

      await step("is opened for signatures with a document that signers read", async () => {
        await page.goto(`${node.base}${home}/sections/restrictions`);
        await page.locator("[name=text]").fill(said.reason);
        await choose(page, "state", "complete");
        await save(page).click();
        await page.goto(`${node.base}${home}/sign`);
        await page.locator("form:has(input[name=do][value=ready]) button").click();
        await see(files().first());
        assert.equal(await files().count(), 3);
        const text = await textOf(await saved(page, files().first()));
        assert.match(text, language === "ru" ? /лист подписей/i : /sheet of signatures/i);
        assert.doesNotMatch(text, /DRAFT ·|ПРОЕКТ ·/);
      });

      await step("a wrong code signs nothing, and what was typed stays", async () => {
        await choose(page, "truthful", "yes");
        await page.locator("[name=place]").fill(said.place);
        await page.locator("[name=passphrase]").fill(clinician.passphrase);
        await page.locator("[name=code]").fill("000000");
        await page.locator("form:has([name=passphrase]) button").first().click();
        await see(page.locator(".field-error, [aria-invalid=true]").first());
        assert.equal(await page.locator("[name=place]").inputValue(), said.place);
      });

      await step("is signed with a fresh code, and the files stay what they were", async () => {
        const before = await page.locator("main .hash").allTextContents();
        await page.locator("[name=passphrase]").fill(clinician.passphrase);
        await page.locator("[name=code]").fill(await freshCode(clinician.totp_secret));
        await page.locator("form:has([name=passphrase]) button").first().click();
        await see(page.locator(`main a[href$='${home}/addendum']`));
        assert.deepEqual(await page.locator("main .hash").allTextContents(), before);
        const bytes = await readFile(await saved(page, files().first()));
        assert.equal(createHash("sha256").update(bytes).digest("hex"), before[0]);
      });

      await step("takes an addendum, which the sheet of signatures names", async () => {
        await page.goto(`${node.base}${home}/addendum`);
        await choose(page, "reason", "new_result");
        await page.locator("[name=text]").fill(said.result);
        await choose(page, "changes_degree", "no");
        await choose(page, "truthful", "yes");
        await page.locator("[name=passphrase]").fill(clinician.passphrase);
        await page.locator("[name=code]").fill(await freshCode(clinician.totp_secret));
        await page.locator("form:has([name=passphrase]) button").first().click();
        await see(page.locator(`main a[href$='${home}/addendum']`));
        assert.ok((await page.content()).includes(said.result));
        await page.goto(`${node.base}${home}/documents`);
        assert.equal(await page.locator("main .hash").count(), 3);
        for (const [input, value] of [["kind", "signatures"], ["language", language], ["format", "pdf"], ["audience", "inside"], ["naming", "identified"]]) {
          await page.locator(`input[name='${input}'][value='${value}']`).check();
        }
        const text = await textOf(await saved(page, page.locator("form:has(input[name=format]) button").last()));
        assert.ok(text.includes(said.result) && text.includes("Canary Example") && text.includes(said.place), text);
      });

      await step("keeps its draft: there is no written rule, and the page says so", async () => {
        await page.goto(`${node.base}${home}/draft-destruction`);
        await see(page.getByText(said.noRule).first());
        assert.equal(await page.locator("main form [name=reason]").count(), 0);
      });

      await step("nothing typed went into an address, and nothing in the browser complained", () => {
        for (const address of addresses) assert.ok(!address.includes("Canary"), "typed text in an address");
        assert.deepEqual(page.complaints, []);
      });
    });
  }

  for (const width of [1366, 320]) {
    it(`reads well at ${width} pixels`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("physician", "ru"), { width, bypassCSP: true });
      await page.goto(`${node.base}/evaluations`);
      const looked = ["/evaluations"];
      const home = await page.locator("main a[href^='/evaluations/']").last().getAttribute("href");
      await page.goto(`${node.base}${home}/findings`);
      const finding = await page.locator("main table a").first().getAttribute("href");
      looked.push(home, `${home}/findings`, finding, `${home}/quality`, `${home}/sign`, `${home}/documents`, `${home}/draft-destruction`, `${home}/team`, `${home}/sections/narrative`);
      for (const address of looked) {
        await page.goto(`${node.base}${address}`);
        await takePicture(page, `evaluation-${looked.indexOf(address)}-${width}`);
        assert.deepEqual(await violations(page), [], address);
        assert.equal(await sidewaysScroll(page), 0, address);
      }
    });
  }
});
