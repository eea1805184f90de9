// SPDX-License-Identifier: AGPL-3.0-or-later
// Somebody without an account asks for help on the public page, and gets an answer under eight words.
import assert from "node:assert/strict";
import { setTimeout as wait } from "node:timers/promises";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const told = { ru: "Брата увезли с рынка, и мы не знаем куда.", en: "My brother was taken from the market and we do not know where to." };
const advice = { ru: "Сегодня позвоним в отделы. Загляните сюда вечером.", en: "We ask the stations today. Please look here in the evening." };
const thanks = { ru: "Спасибо. Вот снимок справки.", en: "Thank you. Here is a picture of the paper." };

/** Answers the questions one by one, until nothing is left but sending. */
async function answerAll(page, words, text, danger) {
  const choose = (name) => page.getByRole("radio", { name }).first().check();
  const goOn = () => page.getByRole("button", { name: words.next }).click();
  await page.getByRole("button", { name: words.start }).click();
  await choose(words.familyNeedsHelp);
  await goOn();
  await page.getByRole("radio", { name: danger ? words.yesNow : words.no, exact: true }).check();
  await goOn();
  if (danger) {
    await see(page.locator("a[href^='tel:']"));
    await page.getByRole("button", { name: words.goOnWithForm }).click();
  }
  await page.getByRole("textbox", { name: words.yourWords }).fill(text);
  await goOn();
  await page.getByRole("combobox", { name: words.region }).selectOption({ label: words.north });
  await goOn();
  await goOn();
  await page.getByRole("checkbox", { name: words.legalHelp }).check();
  await goOn();
  await choose(words.onlyHere);
  await goOn();
  await choose(words.yesKeepRequest);
  await page.getByRole("group", { name: words.mayOthersSee }).getByRole("radio", { name: words.no, exact: true }).check();
  await goOn();
  await goOn();
  await see(page.getByRole("heading", { level: 1, name: words.checkAnswers }));
}

/** Sends it. Returns the eight words. */
async function send(page, words) {
  await page.getByRole("button", { name: words.sendNowRequest, exact: true }).first().click();
  await see(page.getByRole("heading", { level: 1, name: words.eightWords }));
  const eight = await page.locator("ol.words li").allInnerTexts();
  assert.equal(eight.length, 8);
  return eight.join(" ");
}

async function comeBack(page, base, words, eight) {
  await page.goto(`${base}/request`);
  await page.getByRole("link", { name: words.haveWords }).click();
  await page.getByRole("textbox", { name: words.enterWords }).fill(eight);
  await page.getByRole("button", { name: words.openWords, exact: true }).click();
}

/** Requests come in while somebody of the team works, a few seconds after they were sent. */
async function until(page, address, locator) {
  for (let tries = 0; tries < 30; tries += 1) {
    await page.goto(address);
    if (await locator.count() > 0) return;
    await wait(1000);
  }
  await see(locator);
}

/** Opens the messages of the request with these words, the newest calls first. */
async function openMessages(page, base, words, text) {
  for (let tries = 0; tries < 30; tries += 1) {
    await page.goto(`${base}/calls?view=all`);
    const addresses = await page.locator("main table a[href^='/calls/']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    for (const address of addresses.filter((each) => /^\/calls\/[\w-]{22}$/.test(each)).slice(0, 4)) {
      const answer = await page.goto(`${base}${address}/messages`);
      if (answer.status() === 200 && (await page.locator("main").innerText()).includes(text)) return;
    }
    await wait(1000);
  }
  assert.fail("the request did not come in");
}

describe("a request on the public page", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const person = await openPage(browser, { language, scripts, safest: !scripts });
      const operator = await openPage(browser, { language, scripts });
      const user = node.user("hotline_operator", language);
      const other = wordsIn(user.language);
      let eight;
      let messages;

      await step("the first page has telephone lines by region, and no name in its title", async () => {
        await person.goto(`${node.base}/request`);
        assert.equal(await person.title(), words.neutralTitle);
        await see(person.getByRole("listitem").filter({ hasText: words.north }).locator("a[href^='tel:']"));
      });

      await step("one question follows the other, until the eight words", async () => {
        await answerAll(person, words, told[language], true);
        await see(person.getByText(told[language]));
        eight = await send(person, words);
        assert.deepEqual(await person.context().cookies(), []);
      });

      await step("an operator reads it and answers", async () => {
        await signIn(operator, node.base, user);
        await openMessages(operator, node.base, other, told[language]);
        messages = operator.url();
        await operator.getByRole("textbox", { name: other.answer }).fill(advice[language]);
        await operator.getByRole("button", { name: other.sendAnswer }).click();
        await see(operator.getByText(advice[language]));
      });

      await step("with the words the person reads the answer, writes again and sends a file", async () => {
        await comeBack(person, node.base, words, eight);
        await see(person.getByText(advice[language]));
        assert.ok(!(await person.locator("main").innerText()).includes(told[language]));
        await person.getByRole("textbox", { name: words.yourMessage }).fill(thanks[language]);
        await person.getByLabel(words.file).setInputFiles({ name: "paper.txt", mimeType: "text/plain", buffer: Buffer.from("stamp") });
        await person.getByRole("button", { name: words.sendMessage, exact: true }).click();
        await see(person.getByText(words.sentAndLocked));
      });

      await step("the operator sees that it was read, the new message and the file", async () => {
        await until(operator, messages, operator.getByText(thanks[language]));
        await see(operator.getByText(other.readByPerson));
        await see(operator.getByText(other.waitsForAnswer));
        const [download] = await Promise.all([
          operator.waitForEvent("download"), operator.getByRole("link", { name: "paper.txt" }).click(),
        ]);
        assert.equal(download.suggestedFilename(), "paper.txt");
      });

      await step("and says that it needs no answer", async () => {
        await operator.getByRole("button", { name: other.noAnswerNeeded }).click();
        await see(operator.getByText(thanks[language]));
        assert.equal(await operator.getByText(other.waitsForAnswer).count(), 0);
      });

      await step("what is sent while the node is sealed is taken in when somebody opens it", async () => {
        await node.restart();
        await person.goto(`${node.base}/request`);
        await answerAll(person, words, `2. ${told[language]}`, false);
        await send(person, words);
        await signIn(operator, node.base, user);
        await openMessages(operator, node.base, other, `2. ${told[language]}`);
        await operator.goto(operator.url().replace("/messages", ""));
        assert.match(await numberOn(operator), /^A-C-/);
      });

      assert.deepEqual([...person.complaints, ...operator.complaints], []);
      await person.context().close();
      await operator.context().close();
    });

    it(`and its telephone lines are published, scripts ${scripts ? "on" : "off"}`, async () => {
      const { browser, node } = here;
      const coordinator = node.user("coordinator");
      const words = wordsIn(coordinator.language);
      const page = await openPage(browser, { language: coordinator.language, scripts });
      await signIn(page, node.base, coordinator);
      await page.goto(`${node.base}/administration`);
      await page.getByRole("main").getByRole("link", { name: words.publicPage }).click();
      await page.getByRole("link", { name: words.addNumber }).click();
      await page.getByRole("textbox", { name: words.number, exact: true }).fill("+000 55 990 00 33");
      await page.getByRole("textbox", { name: `${words.lineName}: English` }).fill(`Night line ${scripts}`);
      await page.getByRole("group", { name: words.regions }).getByRole("checkbox", { name: words.north }).check();
      await page.getByRole("button", { name: words.publish }).click();
      const visitor = await openPage(browser, { language: "en", scripts: false });
      await visitor.goto(`${node.base}/request`);
      const line = visitor.getByRole("listitem").filter({ hasText: `Night line ${scripts}` });
      await see(line.locator("a[href='tel:+000559900033']"));
      await see(line.getByText(wordsIn("en").north));
      await visitor.context().close();
      await page.context().close();
    });
  }
});
