// SPDX-License-Identifier: AGPL-3.0-or-later
// Data leaves as a file: somebody asks, a coordinator answers, it is fetched once, and it says what it is.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll, smallTargets } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const purposeInWords = "Winter plan 7731";

async function fetched(page, words) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: words.fetchFile }).click()]);
  return [download.suggestedFilename(), await readFile(await download.path(), "utf8")];
}

describe("a file that leaves", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const asker = await openPage(browser, { language, scripts });
      const addresses = addressesOf(asker);
      let place;

      await step("a social worker begins to ask and is told what lacks, with everything typed still there", async () => {
        await signIn(asker, node.base, node.user("social_worker", language));
        await asker.goto(`${node.base}/exports`);
        await asker.getByRole("link", { name: words.askForExport }).click();
        await asker.getByRole("textbox", { name: words.exactlyFor }).fill(purposeInWords);
        await asker.getByRole("checkbox", { name: words.takeClosedToo }).check();
        await asker.getByRole("radio", { name: words.plainCsv }).check();
        await asker.getByRole("button", { name: words.sendRequest }).click();
        await see(asker.getByText(words.chooseAPurpose));
        assert.equal(await asker.getByRole("textbox", { name: words.exactlyFor }).inputValue(), purposeInWords);
        assert.ok(await asker.getByRole("radio", { name: words.plainCsv }).isChecked());
      });

      await step("says what for and waits", async () => {
        await asker.getByRole("radio", { name: words.workPlanning }).check();
        await asker.getByRole("button", { name: words.sendRequest }).click();
        await see(asker.getByText(words.colleagueAnswers));
        place = asker.url();
        assert.equal(await asker.getByRole("button", { name: words.approve }).count(), 0, "nobody answers their own request");
      });

      await step("the coordinator finds it in My work, reads columns and purpose, and says yes with a reason", async () => {
        const user = node.organisations.find((one) => one.users.some((each) => each.login === node.user("social_worker", language).login))
          .users.find((each) => each.role === "coordinator" && !each.waits);
        const desk = await pageOf(browser, node, user, { scripts });
        const theirs = wordsIn(user.language);
        await desk.goto(node.base);
        await desk.getByRole("link", { name: theirs.asksForFile }).first().click();
        await desk.goto(place);
        await see(desk.getByText(purposeInWords));
        await desk.getByRole("textbox", { name: theirs.reason }).fill("Agreed in the meeting");
        await desk.getByRole("button", { name: theirs.approve }).click();
        await see(desk.getByText("Agreed in the meeting"));
        await desk.context().close();
      });

      await step("the file is fetched: internal, for training, with a neutral name", async () => {
        await asker.goto(place);
        const [name, text] = await fetched(asker, words);
        assert.match(name, /^register-\d{4}-\d{2}-\d{2}\.csv$/);
        const lines = text.split("\r\n");
        assert.ok(lines[0].includes(words.internal), lines[0]);
        assert.match(lines[0], /TRAINING|ТРЕНИРОВКА/);
        const cells = (line) => line.split('","').length;
        assert.ok(lines.slice(0, -1).every((line) => cells(line) === cells(lines[0])), "every line has the same number of cells");
        assert.ok(lines.length > 6, "there are rows");
      });

      await step("and never again", async () => {
        await asker.goto(place);
        await see(asker.getByText(words.fetched).first());
        assert.equal(await asker.getByRole("button", { name: words.fetchFile }).count(), 0);
      });

      await step("what was typed stands in no address, and nothing complained", () => {
        assert.ok(addresses.every((address) => !address.includes("7731")));
        assert.deepEqual(asker.complaints, []);
      });
    });
  }

  it("the pages fit a phone and are accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, bypassCSP: true });
      for (const address of ["/exports", "/exports/new"]) {
        await page.goto(node.base + address);
        assert.equal(await sidewaysScroll(page), 0, address);
        assert.deepEqual(await smallTargets(page), [], address);
        assert.deepEqual(await violations(page), [], address);
      }
      await page.context().close();
    }
  });

  it("whoever may not take anything out is kindly refused", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("hotline_operator"));
    for (const address of ["/exports", "/exports/new"]) assert.equal((await page.goto(node.base + address)).status(), 403);
    await page.context().close();
  });
});
