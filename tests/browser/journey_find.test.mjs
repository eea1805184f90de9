// SPDX-License-Identifier: AGPL-3.0-or-later
// One box finds a person in any spelling, a phone by its digits and a case by its number.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leftBehind } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const words = wordsIn("ru");
const person = { written: "Юсуф Раҳимович Шаҳтутов", spellings: ["Yusuf Shahtutov", "Шахтутов Юсуф", "Юсуф Шаҳтутов"] };
const caller = { written: "Шариф Ангурзода", phone: "+000 55 010 00 19", digits: ["0100019", "55 010-00-19", "+000550100019"] };

const place = "Душанбе";

async function find(page, typed) {
  const box = page.getByRole("search");
  await box.getByRole("searchbox", { name: words.findField }).fill(typed);
  await box.getByRole("button", { name: words.find }).click();
}

describe("finding", () => {
  const here = stage();

  for (const scripts of [false, true]) {
    it(`a person, a phone, a number; scripts ${scripts ? "on" : "off"}`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const worker = await pageOf(browser, node, node.user("social_worker", "ru"), { scripts });
      const operator = await pageOf(browser, node, node.user("hotline_operator", "ru"), { scripts });
      const addresses = [addressesOf(worker), addressesOf(operator)];
      let number;

      for (const spelling of person.spellings) {
        await step(`a person is found as «${spelling}»`, async () => {
          await worker.goto(node.base);
          await find(worker, spelling);
          await see(worker.getByRole("main").getByRole("link", { name: person.written }));
        });
      }
      await step("the link leads to the person", async () => {
        await worker.getByRole("main").getByRole("link", { name: new RegExp(`^A-P-.*${person.written}`) }).click();
        await see(worker.getByText(person.written));
      });
      for (const digits of caller.digits) {
        await step(`a call is found by the digits ${digits}`, async () => {
          await operator.goto(`${node.base}/calls`);
          await find(operator, digits);
          await see(operator.getByText(words.phoneMatches));
        });
      }
      await step("it is the call with this phone", async () => {
        await operator.getByRole("main").getByRole("link", { name: /^A-C-/ }).click();
        await operator.getByRole("link", { name: words.showWords }).click();
        await see(operator.getByText(caller.phone));
      });
      await step("a case is found by its number, from anywhere, with one text and one click more", async () => {
        await worker.goto(`${node.base}/cases`);
        await worker.getByRole("row").getByRole("link", { name: /^A-\d/ }).first().click();
        number = await numberOn(worker);
        await worker.goto(`${node.base}/account`);
        await find(worker, number);
        await see(worker.getByText(words.numberMatches));
        await worker.getByRole("main").getByRole("link", { name: number, exact: true }).click();
        assert.equal(await numberOn(worker), number);
      });
      await step("findings are narrowed by counted answers, and the choice is taken away again", async () => {
        await find(worker, place);
        const main = worker.getByRole("main");
        const total = await main.getByRole("status").innerText();
        await see(main.getByText(words.placeMatches));
        await main.locator("summary", { hasText: words.narrow }).click();
        const kinds = main.getByRole("combobox", { name: words.kindLabel });
        const answer = (await kinds.locator("option").allInnerTexts()).find((text) => /\(\d+\)$/.test(text));
        const count = Number(/\((\d+)\)$/.exec(answer)[1]);
        await kinds.selectOption({ label: answer });
        await main.getByRole("button", { name: words.apply }).click();
        await see(main.getByRole("button", { name: words.removeFilter }));
        assert.equal(await main.getByRole("link", { name: /^A-/ }).count(), Math.min(count, 40));
        assert.equal(await main.locator("#words").inputValue(), place, "what was typed stays in the form");
        await main.getByRole("button", { name: words.removeFilter }).click();
        assert.equal(await main.getByRole("status").innerText(), total);
      });
      await step("what was opened last is listed by number before anything is typed, and nothing of it lies in the browser", async () => {
        await worker.goto(`${node.base}/find`);
        await see(worker.getByRole("heading", { name: words.openedLately }));
        await see(worker.getByRole("main").getByRole("link", { name: number, exact: true }));
        assert.equal(await worker.getByRole("main").getByText(person.written).count(), 0);
        if (scripts) assert.deepEqual(await leftBehind(worker), { local: [], session: [], databases: [], caches: [] });
      });
      await step("what is not open to the operator is not found by the operator", async () => {
        await find(operator, number);
        await see(operator.getByText(words.nothingFound));
      });
      await step("nothing typed stood in any address", () => {
        const typed = [...person.spellings, ...caller.digits, caller.phone, number, place];
        assert.ok(addresses.flat().length > 0);
        assert.deepEqual(addresses.flat().filter((address) => typed.some((text) => address.includes(text))), []);
      });
    });
  }
});
