// SPDX-License-Identifier: AGPL-3.0-or-later
// What is known beyond a case: somebody looks for a place, enters one, adds a unit under another, names an alleged
// perpetrator, and sees what comes up again in their own cases. A physician does not learn who is named.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { takePicture } from "./support/look.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";

const said = {
  places: ["Places", "Места"],
  units: ["Units", "Подразделения"],
  perpetrators: ["Alleged perpetrators", "Предполагаемые исполнители"],
  link: ["Places and units", "Места и подразделения"],
  findLabel: ["Find by name", "Найти по названию или имени"],
  find: ["Find", "Найти"],
  addPlace: ["Add a place", "Добавить место"],
  addUnit: ["Add a unit", "Добавить подразделение"],
  addPerpetrator: ["Add an alleged perpetrator", "Добавить предполагаемого исполнителя"],
  nameInUse: ["Name in use now", "Нынешнее название"],
  kind: ["Kind of place", "Вид места"],
  agency: ["Agency", "Ведомство"],
  save: ["Save", "Сохранить"],
  check: ["Please check", "Проверьте"],
  oneOfThese: ["Is it one of these?", "Это не одно из этих?"],
  another: ["It is another one: save", "Это другое: сохранить"],
  presumption: ["nobody is guilty before a court has said so", "никто не считается виновным"],
  addPost: ["Add a post", "Добавить должность"],
  position: ["Position", "Должность"],
  inYourCases: ["In your cases", "В ваших делах"],
  notANumber: ["not even as a number", "даже числом"],
  patterns: ["Patterns in your cases", "Закономерности в ваших делах"],
  behind: ["Your cases behind this count", "Ваши дела, стоящие за этим числом"],
  looks: ["it waits for a second look", "её должен посмотреть второй человек"],
  read: ["I have read it", "Прочитано"],
  erase: ["Erase for good", "Стереть навсегда"],
  ask: ["Ask a colleague", "Спросить коллегу"],
  agree: ["Agree and erase for good", "Согласиться и стереть навсегда"],
  erased: ["an entry that was erased", "запись стёрта"],
  description: ["What they look like", "Внешность"],
};
const wordsOf = (language) => Object.fromEntries(Object.entries(said).map(([key, both]) => [key, both[language === "ru" ? 1 : 0]]));

describe("what is known beyond a case", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsOf(language);
      const worker = node.organisations[0].users.find((user) => user.role === "social_worker" && user.language === language);
      const page = await openPage(browser, { language, scripts });
      const asked = addressesOf(page);
      const button = (name) => page.getByRole("main").getByRole("button", { name, exact: true });

      await step("from the list of cases a social worker comes to the places", async () => {
        await signIn(page, node.base, worker);
        await page.goto(`${node.base}/cases`);
        await page.getByRole("main").getByRole("link", { name: words.link }).click();
        await see(page.getByRole("link", { name: words.places, exact: true }));
        await see(page.getByRole("row").getByText("Тутоград").first());
      });

      await step("finds one in another script", async () => {
        await page.getByLabel(words.findLabel).fill("Tutograd izolyator");
        await button(words.find).click();
        await see(page.getByRole("link", { name: "Изолятор временного содержания, Тутоград" }));
        assert.equal(await page.getByRole("link", { name: /Урюкобод/ }).count(), 0);
        assert.ok(asked.every((address) => !address.includes("izolyator")), "what was typed stands in an address");
      });

      const place = `Отдел милиции, Персиково ${language}`;
      await step("enters another, is told what is missing, and loses nothing", async () => {
        await page.getByRole("main").getByRole("link", { name: words.addPlace }).click();
        await page.getByRole("textbox", { name: words.nameInUse }).fill(place);
        await button(words.save).click();
        assert.match(await page.title(), new RegExp(words.check));
        assert.equal(await page.getByRole("textbox", { name: words.nameInUse }).inputValue(), place);
        await page.locator("select[name=kind]").selectOption("PL01");
        await button(words.save).click();
        await see(page.getByRole("heading", { level: 1, name: place }));
        await see(page.getByRole("heading", { name: words.inYourCases }));
        await see(page.getByText(words.notANumber));
      });

      await step("is asked when the same seems to be there, and may save all the same", async () => {
        await page.goto(`${node.base}/knowledge/new/place`);
        await page.getByRole("textbox", { name: words.nameInUse }).fill(`Otdel militsii, Persikovo ${language}`);
        await page.locator("select[name=kind]").selectOption("PL01");
        await button(words.save).click();
        await see(page.getByText(words.oneOfThese));
        await see(page.getByRole("link", { name: place }));
        await button(words.another).click();
        await see(page.getByRole("heading", { level: 1, name: `Otdel militsii, Persikovo ${language}` }));
      });

      await step("enters a unit under another and sees the chain, drawn and as a table", async () => {
        await page.goto(`${node.base}/knowledge/new/unit`);
        await page.getByRole("textbox", { name: words.nameInUse }).fill(`Патруль, Персиково ${language}`);
        await page.locator("select[name=agency]").selectOption("AG01");
        const under = page.locator("select[name='under.0.unit']");
        if ((await under.count()) === 0) await page.locator("button[name=_add_entry][value=under]").click();
        await under.selectOption({ label: "Отдел внутренних дел, Тутоград" });
        await button(words.save).click();
        await see(page.locator("main svg[role=img]"));
        await see(page.getByRole("table").getByRole("link", { name: "Отдел внутренних дел, Тутоград" }));
      });

      const family = language === "ru" ? "Мраморзода" : "Marmorzoda";
      await step("names an alleged perpetrator; the sentence stands with the name", async () => {
        await page.goto(`${node.base}/knowledge/new/perpetrator`);
        await page.locator("input[name='names.0.family']").fill(family);
        await page.getByRole("textbox", { name: words.description }).fill("Speaks slowly.");
        await button(words.save).click();
        await see(page.getByRole("heading", { level: 1, name: family }));
        await see(page.getByText(words.presumption));
        assert.ok(!(await page.title()).includes(family), "the window's title names somebody");
      });

      await step("and adds where they served", async () => {
        await page.getByRole("link", { name: words.addPost }).click();
        const unit = page.locator("select[name=unit]");
        await unit.selectOption(await unit.locator("option").filter({ hasText: "Дежурная часть" }).first().getAttribute("value"));
        await page.getByRole("textbox", { name: words.position }).fill("Clerk");
        await button(words.save).click();
        await see(page.getByRole("heading", { level: 1, name: family }));
        await see(page.getByRole("row").filter({ hasText: "Clerk" }));
      });

      await step("a colleague finds the new entry in My work and gives it a second look", async () => {
        const entry = new URL(page.url()).pathname;
        const lawyer = node.organisations[0].users.find((user) => user.role === "lawyer");
        const theirs = wordsOf(lawyer.language);
        await see(page.getByText(words.looks));
        const desk = await pageOf(browser, node, lawyer, { scripts });
        await desk.goto(node.base);
        await desk.locator(`main a[href='${entry}']`).first().click();
        await see(desk.getByRole("heading", { level: 1, name: family }));
        await desk.getByRole("main").getByRole("button", { name: theirs.read, exact: true }).click();
        assert.equal(await desk.getByRole("button", { name: theirs.read }).count(), 0);
        await desk.context().close();
        await page.reload();
        assert.equal(await page.getByText(words.looks).count(), 0);
      });

      await step("an entry is erased for good when a colleague agrees, and its number is all that is left", async () => {
        const mistaken = `Кабинет 8817 ${language}`;
        await page.goto(`${node.base}/knowledge/new/place`);
        await page.getByRole("textbox", { name: words.nameInUse }).fill(mistaken);
        await page.locator("select[name=kind]").selectOption("PL01");
        await button(words.save).click();
        const entry = page.url();
        await page.getByRole("link", { name: words.erase, exact: true }).click();
        await page.locator("textarea[name=reason]").fill("Entered by mistake 4413");
        await button(words.ask).click();
        const request = page.url();
        await takePicture(page, `erasure-asked-${language}`);
        const lawyer = node.organisations[0].users.find((user) => user.role === "lawyer");
        const theirs = wordsOf(lawyer.language);
        const desk = await pageOf(browser, node, lawyer, { scripts });
        await desk.goto(node.base);
        await desk.locator(`main a[href='${new URL(request).pathname}']`).first().click();
        await see(desk.getByText("Entered by mistake 4413"));
        await takePicture(desk, `erasure-answer-${language}`);
        await desk.locator("textarea[name=reason]").fill("It is so");
        await desk.getByRole("main").getByRole("button", { name: theirs.agree, exact: true }).click();
        await see(desk.getByText(theirs.erased).first());
        assert.equal(await desk.getByText(mistaken).count(), 0);
        await desk.context().close();
        assert.equal((await page.goto(entry)).status(), 404);
        await page.goto(`${node.base}/knowledge`);
        assert.equal(await page.getByText(mistaken).count(), 0);
        await page.goto(`${node.base}/knowledge?list=perpetrator`);
        await page.getByRole("link", { name: family }).click();
      });

      await step("patterns lead from a number to the own cases behind it", async () => {
        const lawyer = node.organisations[0].users.find((user) => user.role === "lawyer");
        const theirs = wordsOf(lawyer.language);
        const desk = await pageOf(browser, node, lawyer, { scripts });
        await desk.goto(`${node.base}/patterns?rows=place&columns=year&count=cases`);
        await see(desk.getByRole("heading", { level: 1, name: theirs.patterns }));
        await desk.getByRole("table").first().locator("td a").first().click();
        await see(desk.getByRole("heading", { level: 1, name: theirs.behind }));
        await see(desk.getByRole("row").getByRole("link", { name: /^A-\d{4}-\d+$/ }));
        await desk.context().close();
      });

      await step("a physician sees the place, and nobody by name", async () => {
        const entry = page.url();
        const physician = node.organisations[0].users.find((user) => user.role === "physician");
        const other = await pageOf(browser, node, physician, { scripts });
        const answer = await other.goto(entry);
        assert.equal(answer.status(), 404);
        assert.equal(await other.getByText(family).count(), 0);
        assert.equal((await other.goto(`${node.base}/knowledge?list=perpetrator`)).status(), 404);
        assert.equal((await other.goto(`${node.base}/knowledge`)).status(), 200);
        await see(other.getByRole("link", { name: place }));
        await other.context().close();
        assert.deepEqual(page.complaints.filter((each) => !/404/.test(each)), []);
      });
      await page.context().close();
    });
  }

  it("the pages fit a phone and are accessible", async () => {
    const { browser, node } = here;
    const lawyer = node.organisations[0].users.find((user) => user.role === "lawyer");
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, lawyer, { width, bypassCSP: true });
      const addresses = ["/knowledge", "/knowledge?list=unit", "/knowledge?list=perpetrator", "/knowledge/new/unit", "/patterns"];
      for (const list of ["place", "unit", "perpetrator"]) {
        await page.goto(`${node.base}/knowledge?list=${list}`);
        addresses.push(...(await page.locator("table th a").evaluateAll((links) => links.slice(0, 3).map((link) => link.getAttribute("href")))));
      }
      for (const address of addresses) {
        await page.goto(`${node.base}${address}`);
        assert.equal(await sidewaysScroll(page), 0, `${address} at ${width}`);
        assert.deepEqual(await violations(page), [], `${address} at ${width}`);
      }
      await page.context().close();
    }
  });
});
