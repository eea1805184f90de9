// SPDX-License-Identifier: AGPL-3.0-or-later
// A coordinator sees what is late and who has how much, gives a case to somebody else, and whoever gets it waits for
// the key of a colleague.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const numbers = /[A-Z]+(-C)?-\d{4}-\d+/;

describe("who works on what", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const giver = node.user("social_worker", language);
      const receiver = node.user("social_worker", language === "ru" ? "en" : "ru");
      const desk = await openPage(browser, { language, scripts });
      const addresses = addressesOf(desk);
      let number;

      await step("the coordinator signs in and finds the team and the calls in the top bar", async () => {
        await signIn(desk, node.base, node.user("coordinator"));
        if (language === "en") {
          await desk.getByRole("banner").getByText("Русский").first().click();
          await desk.getByRole("banner").getByRole("button", { name: "English" }).click();
        }
        await see(desk.getByRole("banner").getByRole("link", { name: words.calls, exact: true }));
        await desk.getByRole("banner").getByRole("link", { name: words.team, exact: true }).click();
        await see(desk.getByRole("heading", { level: 1, name: words.team }));
      });

      await step("sees at a glance what is late and who has how much", async () => {
        await see(desk.getByRole("region", { name: words.late }).getByRole("link", { name: numbers }));
        await see(desk.getByRole("row", { name: giver.name }));
        await see(desk.getByRole("row", { name: receiver.name }));
      });

      await step("goes to a colleague, and is told when nothing was chosen", async () => {
        await desk.getByRole("row", { name: giver.name }).getByRole("link", { name: giver.name }).click();
        await see(desk.getByRole("heading", { level: 1, name: giver.name }));
        await desk.getByRole("button", { name: words.goOn }).click();
        await see(desk.getByRole("heading", { level: 1, name: words.nothingChosen }));
        await desk.getByRole("link", { name: words.backToChoosing }).click();
      });

      await step("chooses a case and who gets it, and reads the number once more", async () => {
        const row = desk.getByRole("row").filter({ hasText: words.leadsIt }).first();
        number = numbers.exec(await row.innerText())[0];
        await row.getByRole("checkbox").check();
        const option = desk.locator("select[name=to] option").filter({ hasText: receiver.name });
        await desk.locator("select[name=to]").selectOption(await option.getAttribute("value"));
        await desk.getByRole("button", { name: words.goOn }).click();
        await see(desk.getByRole("heading", { level: 1, name: words.checkWho }));
        await see(desk.getByRole("row", { name: number }));
        assert.equal(await desk.getByRole("row").count(), 2, "one row under the headings");
      });

      await step("does not get on without saying whether the colleague goes on working on it", async () => {
        await desk.getByRole("button", { name: words.giveIt }).click();
        await see(desk.getByRole("alert"));
        await desk.getByRole("radio", { name: words.awayForAWhile }).check();
        await desk.getByRole("button", { name: words.giveIt }).click();
      });

      await step("reads what was done and who hands over the key", async () => {
        await see(desk.getByText(words.oneOfOne));
        await see(desk.getByRole("row", { name: number }).getByText(words.done, { exact: true }));
        const waiting = desk.getByRole("listitem").filter({ hasText: receiver.name });
        assert.ok((await waiting.first().innerText()).includes(giver.name), "nobody says whose turn it is");
      });

      const newcomer = await openPage(browser, { language: receiver.language, scripts });
      const theirs = wordsIn(receiver.language);
      await step("the new worker finds the case, and that the key is awaited, in place of an error", async () => {
        await signIn(newcomer, node.base, receiver);
        await newcomer.getByRole("link", { name: theirs.cases, exact: true }).click();
        await newcomer.getByRole("row", { name: number }).getByRole("link", { name: number }).click();
        assert.equal(await numberOn(newcomer), number);
        await see(newcomer.getByText(theirs.waitsForKey));
        await newcomer.getByRole("link", { name: theirs.notes, exact: true }).click();
        await see(newcomer.getByText(theirs.waitsForKey));
      });

      await step("which the colleague hands over by opening the program", async () => {
        const colleague = await pageOf(browser, node, giver);
        await colleague.goto(`${node.base}/cases`);
        await see(colleague.getByRole("heading", { level: 1 }));
        await newcomer.reload();
        assert.equal(await newcomer.getByText(theirs.waitsForKey).count(), 0);
        await colleague.context().close();
      });

      await step("an end of work closes the case at once", async () => {
        await desk.goto(`${node.base}/team`);
        await desk.getByRole("row", { name: giver.name }).getByRole("link", { name: giver.name }).click();
        await desk.getByRole("link", { name: number }).click();
        await desk.getByRole("row", { name: giver.name }).getByRole("button", { name: words.endsWork }).click();
        await see(desk.getByText(words.formerTeam));
        const colleague = await pageOf(browser, node, giver);
        await colleague.goto(desk.url().replace("/team", ""));
        assert.equal(await colleague.getByText(number).count(), 0);
        await colleague.context().close();
      });

      await step("no name stands in an address, and nothing complained", () => {
        for (const address of addresses) {
          for (const user of [giver, receiver]) assert.ok(!address.includes(user.name.split(" ")[1]), address);
        }
        assert.deepEqual([...desk.complaints, ...newcomer.complaints], []);
      });
    });
  }

  it("the board fits a phone and is accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("coordinator"), { width, bypassCSP: true });
      await page.goto(`${node.base}/team`);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });

  it("whoever may not see the team is kindly refused", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("social_worker", "en"));
    const answer = await page.goto(`${node.base}/team`);
    assert.equal(answer.status(), 403);
    assert.equal(await page.getByRole("banner").getByRole("link", { name: wordsIn("en").team, exact: true }).count(), 0);
    await page.context().close();
  });
});
