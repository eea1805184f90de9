// SPDX-License-Identifier: AGPL-3.0-or-later
// A hotline operator takes a call and hands it on; a social worker opens a case from it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { command } from "./support/node.mjs";
import { signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { countingHand, journey, numberOn, see, takeCall } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const told = {
  en: "The brother was taken from the market this morning and nobody says where to.",
  ru: "Утром с рынка увезли брата, и никто не говорит куда.",
};

describe("from a call to a case", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const operator = await openPage(browser, { language, scripts });
      const worker = await openPage(browser, { language, scripts });
      const colleague = node.user("social_worker", language);
      let number;
      let caseNumber;

      await step("both sign in", async () => {
        await signIn(operator, node.base, node.user("hotline_operator", language));
        await signIn(worker, node.base, colleague);
      });

      await step("the operator takes the call with six clicks and one text at the most", async () => {
        await operator.getByRole("banner").getByRole("link", { name: words.newCall }).click();
        const hand = countingHand();
        number = await takeCall(operator, words, told[language], hand);
        assert.ok(hand.clicks <= 6, `${hand.clicks} clicks`);
        assert.equal(hand.texts, 1);
      });

      await step("hands it on to the social worker", async () => {
        await operator.getByRole("link", { name: words.handOn }).click();
        await operator.getByRole("radio", { name: colleague.name }).check();
        await operator.getByRole("button", { name: words.handOver, exact: true }).click();
        await see(operator.getByRole("heading", { level: 1, name: number }));
      });

      await step("the social worker finds it in My work and takes it", async () => {
        await worker.getByRole("link", { name: words.myWork }).click();
        await worker.getByRole("region", { name: words.handedOver }).getByRole("link", { name: number }).click();
        await worker.getByRole("button", { name: words.receive }).click();
        await see(worker.getByRole("link", { name: words.openCase }));
      });

      await step("opens the case from it, with the words that were said", async () => {
        await worker.getByRole("link", { name: words.openCase }).click();
        const texts = await worker.getByRole("textbox").evaluateAll((boxes) => boxes.map((box) => box.value));
        assert.ok(texts.includes(told[language]), "the words of the call are not on the page");
        await worker.getByRole("combobox", { name: words.relation }).first().selectOption({ index: 2 });
        await worker.getByRole("button", { name: words.openThisCase }).click();
        await see(worker.getByRole("heading", { level: 1, name: new RegExp(`^${words.caseHeading} [A-Z]`) }));
        caseNumber = await numberOn(worker);
      });

      await step("sees it in My work and in the list of cases", async () => {
        await worker.getByRole("link", { name: words.myWork }).click();
        await see(worker.getByRole("main").getByRole("link", { name: caseNumber }));
        await worker.getByRole("link", { name: words.cases, exact: true }).click();
        await worker.getByRole("row", { name: caseNumber }).getByRole("link", { name: caseNumber }).click();
        assert.equal(await numberOn(worker), caseNumber);
      });

      await step("and the call says what became of it", async () => {
        await worker.getByRole("link", { name: words.firstContact }).click();
        await see(worker.getByText(words.becameCase));
        assert.equal(await numberOn(worker), number);
      });

      await step("nothing in the browser complained", () => {
        assert.deepEqual([...operator.complaints, ...worker.complaints], []);
      });
    });
  }

  it("the stopped node proves its chains", async () => {
    await here.node.pause();
    const verified = await command("verify", here.node.place);
    assert.equal(verified.code, 0, verified.output + verified.complaint);
  });
});
