// SPDX-License-Identifier: AGPL-3.0-or-later
// A court asks for an evaluation and later rejects it; a report of somebody else is compared with the criteria and becomes a letter.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, it } from "node:test";
import { promisify } from "node:util";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";

const run = promisify(execFile);
const told = {
  en: {
    question: "Which age have the scars?", answer: "More than half a year.", reason: "The expert was not warned.", bureau: "Training bureau",
    quotation: "No data on violence", remark: "Nothing is said about it.", limits: "Nothing about the body itself.", make: "Make the document",
    letter: /Review of a forensic report/, missing: /Is missing/, notMet: "No",
  },
  ru: {
    question: "Какова давность рубцов?", answer: "Больше полугода.", reason: "Эксперт не был предупреждён.", bureau: "Учебное бюро",
    quotation: "Данных за насилие не получено", remark: "Об этом ничего не сказано.", limits: "Ничего о самом теле.", make: "Составить документ",
    letter: /Рецензия на судебно-медицинское/, missing: /Отсутствует/, notMet: "Нет",
  },
};

/** Chooses an answer, whatever input the form has for it. */
async function choose(page, field, value) {
  const input = page.locator(`select[name="${field}"], input[name="${field}"][value="${value}"]`).first();
  if (await input.evaluate((element) => element.tagName === "SELECT")) await input.selectOption(value);
  else await input.check();
}

const save = (page) => page.locator("main form button.button:not(.button-secondary):not(.button-quiet)").last();

/** Opens an evaluation of a kind from the first case, and gives its address. */
async function open(page, node, kind, said) {
  await page.goto(`${node.base}/cases`);
  await page.locator("main a[href^='/cases/']").filter({ hasText: /A-20/ }).first().click();
  await page.locator("main a[href$='/evaluations']").click();
  await page.locator("main a[href*='/evaluations/new/']").first().click();
  await page.locator("[name=printed_name]").fill("Canary Example");
  await choose(page, "kind", kind);
  await choose(page, "treats_person", "no");
  await choose(page, "profession", "physician");
  const reason = page.locator("[name=no_consent_reason]");
  if (await reason.count()) await reason.fill(said.reason);
  await save(page).click();
  await see(page.locator("h1").filter({ hasText: /A-E-20/ }));
  return new URL(page.url()).pathname;
}

describe("expertise", () => {
  const here = stage();

  for (const [language, scripts, role] of [["ru", false, "physician"], ["en", true, "forensic_evaluator"]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const said = told[language];
      const page = await openPage(browser, { language, scripts });
      const addresses = addressesOf(page);
      let home, request;

      await step("a court asks: the request is entered with its questions", async () => {
        await signIn(page, node.base, node.user(role, language));
        home = await open(page, node, "full", said);
        await page.goto(`${node.base}${home}/add/request_for_expertise`);
        await choose(page, "asked_by", "court");
        await choose(page, "state", "asked");
        await page.locator("[name='questions.0.question']").fill(said.question);
        await save(page).click();
        await page.locator("main a[href*='/requests/']").first().click();
        await see(page.getByText(said.question));
        request = new URL(page.url()).pathname;
      });

      await step("it stands among the requests that wait", async () => {
        await page.goto(`${node.base}/evaluations/requests`);
        await see(page.locator(`main a[href='${request}']`));
      });

      await step("declining needs a reason, and nothing chosen is lost", async () => {
        await page.goto(`${node.base}${request}/taking`);
        await choose(page, "state", "declined");
        await save(page).click();
        await see(page.getByRole("alert"));
        assert.ok(await page.locator("[name=state][value=declined]:checked, select[name=state]").count());
        await choose(page, "state", "accepted");
        await choose(page, "conflict_free", "yes");
        await save(page).click();
        await see(page.getByText(said.question));
      });

      await step("the question is answered", async () => {
        await page.goto(`${node.base}${request}/answers`);
        await page.locator("[name='questions.0.answer']").fill(said.answer);
        await choose(page, "state", "done");
        await save(page).click();
        await see(page.getByText(said.answer));
        await page.goto(`${node.base}/evaluations/requests`);
        assert.equal(await page.locator(`main a[href='${request}']`).count(), 0);
      });

      await step("the court rejects the report, with its reason", async () => {
        await page.goto(`${node.base}${request}/court`);
        await choose(page, "court", "rejected");
        await page.locator("[name=court_reason]").fill(said.reason);
        await save(page).click();
        await see(page.getByText(said.reason));
      });

      await step("a report of somebody else is entered, and says what the review cannot say", async () => {
        home = await open(page, node, "review", said);
        await page.locator("main a[href$='/add/reviewed_report']").click();
        await page.locator("[name=institution]").fill(said.bureau);
        await page.locator("[name=documents]").fill(said.remark);
        await choose(page, "person_examined", "no");
        await save(page).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator("[name=institution]").inputValue(), said.bureau);
        await page.locator("[name=cannot_say]").fill(said.limits);
        await save(page).click();
        await see(page.getByText(said.bureau));
      });

      await step("criteria are answered set by set; one that says nothing without a remark asks for it", async () => {
        await page.goto(`${node.base}${home}/review/opinion`);
        await page.locator("[name='Q38.answer']").selectOption("not_met");
        await page.locator("[name='Q38.quotation']").fill(said.quotation);
        await page.locator("[name='Q41.answer']").selectOption("cannot_know");
        await save(page).click();
        await see(page.getByRole("alert"));
        assert.equal(await page.locator("[name='Q38.quotation']").inputValue(), said.quotation);
        await page.locator("[name='Q41.remark']").fill(said.remark);
        await save(page).click();
        await see(page.getByText(said.quotation));
      });

      await step("a term of the report is noted", async () => {
        await page.goto(`${node.base}${home}/add/review_note`);
        await choose(page, "kind", "degree_term");
        await page.locator("[name=quotation]").fill(said.quotation);
        await page.locator("[name=remark]").fill(said.remark);
        await save(page).click();
        await see(page.locator("main a[href*='/records/']").first());
      });

      await step("the letter says what is missing, and has no score", async () => {
        await page.goto(`${node.base}${home}/documents`);
        await page.locator(`input[name='language'][value='${language}']`).check();
        const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: said.make }).click()]);
        assert.match(download.suggestedFilename(), new RegExp(`review-letter-${language}\\.pdf$`));
        const { stdout: text } = await run("pdftotext", ["-layout", await download.path(), "-"]);
        assert.match(text, said.letter);
        assert.match(text, said.missing);
        assert.ok(text.replace(/\s+/g, " ").includes(said.quotation));
        assert.doesNotMatch(text, /Q38|\d+\s?%/);
      });

      await step("nothing typed went into an address, and nothing in the browser complained", () => {
        for (const address of addresses) assert.ok(!address.includes("Canary"), "typed text in an address");
        assert.deepEqual(page.complaints, []);
      });
      await page.context().close();
    });
  }

  it("shows a coordinator that a request waits, and nobody’s question", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("coordinator", "ru"));
    await page.goto(`${node.base}/evaluations/requests`);
    await see(page.locator("main table"));
    assert.equal(await page.locator("main table a").count(), 0);
    await page.context().close();
  });

  for (const width of [1366, 320]) {
    it(`reads well at ${width} pixels`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("forensic_evaluator", "en"), { width, bypassCSP: true });
      await page.goto(`${node.base}/evaluations`);
      const homes = await page.locator("main table a[href^='/evaluations/']").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      let review;
      for (const home of homes) {
        const answer = await page.request.get(`${node.base}${home}/review`);
        if (answer.ok()) review = home;
      }
      await page.goto(`${node.base}${review}`);
      const request = await page.locator("main a[href*='/requests/']").first().getAttribute("href");
      const looked = ["/evaluations/requests", review, `${review}/review`, `${review}/review/circumstances`, request, `${request}/taking`, `${review}/documents`];
      for (const address of looked) {
        await page.goto(`${node.base}${address}`);
        await takePicture(page, `expertise-${looked.indexOf(address)}-${width}`);
        assert.deepEqual(await violations(page), [], address);
        assert.equal(await sidewaysScroll(page), 0, address);
      }
      await page.context().close();
    });
  }
});
