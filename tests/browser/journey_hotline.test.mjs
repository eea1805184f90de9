// SPDX-License-Identifier: AGPL-3.0-or-later
// The hotline's day: who is on duty, calls that ask for nothing, danger, calling back, handing the shift over, the month in figures.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { fillCall, journey, numberOn, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const zone = "Asia/Dushanbe";
const number = "+000 55 990 00 11";
const both = [["ru", false], ["en", true]];

/** The day of the wall, so many days from now: "2026-11-24". */
function day(ahead) {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(Date.now() + ahead * 86_400_000));
}

/** The time of the wall, so many hours from now: "14:05". */
function clock(ahead) {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  return format.format(new Date(Date.now() + ahead * 3_600_000));
}

/** Takes a call with a number and a promise to call back. Returns its number. */
async function takeCallWithPromise(page, words, { danger, between }) {
  await fillCall(page, words, "…");
  const answer = (group, name) => page.getByRole("group", { name: group }).getByRole("radio", { name, exact: true }).check();
  if (danger) await answer(words.dangerNow, words.yes);
  await page.getByRole("textbox", { name: words.phone }).first().fill(number);
  if (between) {
    await page.getByText(words.callingRules).click();
    await page.getByRole("textbox", { name: words.callFrom }).fill(between[0]);
    await page.getByRole("textbox", { name: words.callUntil }).fill(between[1]);
  }
  await answer(words.mayCallBack, words.onlyAsAgreed);
  await answer(words.promisedToCall, words.yes);
  await page.getByRole("button", { name: words.saveCall }).click();
  await see(page.getByText(words.callSaved));
  return numberOn(page);
}

async function noteTry(page, words, outcome) {
  await page.getByRole("group", { name: words.whatCameOfIt }).getByRole("radio", { name: outcome, exact: true }).check();
  await page.getByRole("button", { name: words.save, exact: true }).first().click();
}

async function notSeen(page, text) {
  assert.ok(!(await page.locator("main").innerText()).includes(text), `${page.url()} shows ${text}`);
}

describe("the hotline", () => {
  const here = stage();

  for (const [language, scripts] of both) {
    it(`takes what comes, in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const page = await openPage(browser, { language, scripts });
      const own = node.user("hotline_operator", language);
      const colleague = node.user("hotline_operator", language === "ru" ? "en" : "ru");
      let first;
      let second;

      await step("a silent call is noted with one click, taken back, and the form is as it was", async () => {
        await signIn(page, node.base, own);
        await page.goto(`${node.base}/calls/new`);
        await page.getByRole("textbox", { name: words.whatHappened }).fill("tap, tap");
        await page.getByRole("button", { name: words.silentCall }).click();
        await see(page.getByText(words.keptApart));
        await page.getByRole("button", { name: words.backToForm }).click();
        await page.waitForURL(/\/calls\/new/);
        assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), "tap, tap");
      });

      await step("an abusive call too, and it stands apart from those that ask for something", async () => {
        await page.getByRole("button", { name: words.abusiveCall }).click();
        await see(page.getByText(words.keptApart));
        const apart = await numberOn(page);
        await page.goto(`${node.base}/calls`);
        await notSeen(page, apart);
        await page.getByRole("link", { name: words.apartView }).click();
        await see(page.getByRole("link", { name: apart }));
      });

      await step("in danger the steps of the situation are ticked, and one is taken back", async () => {
        await page.goto(`${node.base}/calls/new`);
        first = await takeCallWithPromise(page, words, { danger: true });
        await page.getByRole("link", { name: words.stepByStep }).click();
        await page.getByRole("link", { name: words.atHome }).click();
        await page.getByRole("checkbox", { name: words.saferRoom }).check();
        await page.getByRole("button", { name: words.noteAsDone }).click();
        await see(page.getByRole("row", { name: words.saferRoom }));
        await page.getByRole("button", { name: words.byMistake }).click();
        await see(page.getByText(words.noneDone));
      });

      await step("a number that nobody called safe is asked for before it shows", async () => {
        await page.goto(page.url().replace(/\/danger.*/, ""));
        await page.getByRole("link", { name: words.showWords }).click();
        await notSeen(page, number);
        await page.getByRole("button", { name: words.showNumber }).click();
        await see(page.getByText(number));
      });

      await step("calling back: nobody answers, then the caller is reached and the promise is kept", async () => {
        await page.goto(page.url().replace(/\/number.*/, ""));
        await page.getByRole("main").getByRole("link", { name: new RegExp(`^${words.callBackAsPromised}`) }).click();
        await notSeen(page, number);
        await page.getByRole("button", { name: words.iCallNow }).click();
        await see(page.getByText(number));
        await noteTry(page, words, words.noAnswer);
        await see(page.getByText(words.callNoted));
        await see(page.getByRole("row", { name: words.noAnswer }));
        await noteTry(page, words, words.reached);
        await see(page.getByRole("heading", { name: words.earlierPromises }));
      });

      await step("at an hour that the caller forbade there is no number, and a call is noted only when it is sure", async () => {
        await page.goto(`${node.base}/calls/new`);
        second = await takeCallWithPromise(page, words, { between: [clock(3), clock(5)] });
        await page.getByRole("main").getByRole("link", { name: new RegExp(`^${words.callBackAsPromised}`) }).click();
        await see(page.getByText(words.notNow));
        await notSeen(page, number);
        assert.equal(await page.getByRole("button", { name: words.iCallNow }).count(), 0);
        await noteTry(page, words, words.noAnswer);
        await see(page.getByText(words.askedNotThen));
        await page.getByRole("checkbox", { name: words.tookPlaceThen }).check();
        await page.getByRole("button", { name: words.save, exact: true }).first().click();
        await see(page.getByRole("row", { name: words.noAnswer }).getByText(words.notAgreedTime));
      });

      await step("the shift is handed over", async () => {
        await page.goto(`${node.base}/calls`);
        await page.getByRole("link", { name: words.handOverShift }).click();
        await page.getByRole("group", { name: second }).getByRole("textbox", { name: words.noteForNext }).fill("Call in the evening.");
        await page.getByRole("radio", { name: colleague.name }).check();
        await page.getByRole("button", { name: words.handOver, exact: true }).click();
        await see(page.getByRole("row", { name: second }).getByText(words.notTakenYet));
      });

      await step("the colleague takes it, and whoever gave it sees the receipt", async () => {
        const theirs = wordsIn(colleague.language);
        const other = await openPage(browser, { language: colleague.language, scripts });
        await signIn(other, node.base, colleague);
        await other.getByRole("link", { name: theirs.openHandOver }).click();
        for (const each of [first, second]) await see(other.getByRole("group", { name: each }));
        await other.getByRole("button", { name: theirs.takeAll }).click();
        await page.reload();
        await see(page.getByRole("row", { name: second }).getByText(words.taken));
        assert.deepEqual(other.complaints, []);
        await other.context().close();
      });

      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }

  for (const scripts of [false, true]) {
    it(`fills a night that nobody has, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const coordinator = node.user("coordinator");
      const words = wordsIn(coordinator.language);
      const worker = node.user("social_worker");
      const page = await openPage(browser, { language: coordinator.language, scripts });
      const gap = () => page.getByRole("listitem").filter({ hasText: `${words.nobody} 20:00–24:00` });

      await step("My work says that nobody is on duty, and leads to the list", async () => {
        await signIn(page, node.base, coordinator);
        await page.getByRole("link", { name: words.openDutyList }).click();
        await page.goto(`${node.base}/duty?week=${day(1)}`);
        await see(gap());
      });

      await step("the gap is filled with one of the team", async () => {
        await gap().getByRole("link", { name: words.fill }).first().click();
        await page.getByRole("group", { name: words.inWhichRole }).getByRole("radio", { name: words.operatorOnDuty, exact: true }).check();
        await page.getByRole("combobox", { name: words.whoIsOnDuty }).selectOption({ label: worker.name });
        await page.getByRole("button", { name: words.save, exact: true }).click();
        await page.goto(`${node.base}/duty?week=${day(1)}`);
        assert.equal(await gap().count(), 0);
      });

      await step("and the shift is taken off again", async () => {
        const shift = page.getByRole("listitem").filter({ hasText: `20:00–24:00 ${worker.name}` });
        const addresses = await shift.getByRole("link").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
        for (const address of addresses) {
          await page.goto(node.base + address);
          const isOurs = (await page.getByRole("textbox").evaluateAll((all) => all.map((each) => each.value))).includes(day(1));
          if (!isOurs) continue;
          await page.getByRole("button", { name: words.takeOff }).click();
          break;
        }
        await page.goto(`${node.base}/duty?week=${day(1)}`);
        await see(gap());
      });

      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });

    it(`keeps the figures of a month for the reports, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const coordinator = node.user("coordinator");
      const words = wordsIn(coordinator.language);
      const page = await openPage(browser, { language: coordinator.language, scripts });

      await step("the coordinator keeps the month that is over", async () => {
        await signIn(page, node.base, coordinator);
        await page.goto(`${node.base}/calls`);
        await page.getByRole("link", { name: words.figures }).click();
        await see(page.getByText(words.figuresTotal));
        await page.getByRole("button", { name: words.keepFigures }).click();
        await see(page.getByText(words.figuresKept));
      });

      await step("who writes reports finds them from My work", async () => {
        const writer = node.user("report_writer");
        const theirs = wordsIn(writer.language);
        const reader = await openPage(browser, { language: writer.language, scripts });
        await signIn(reader, node.base, writer);
        await reader.getByRole("link", { name: theirs.dutyList }).click();
        await reader.getByRole("link", { name: theirs.figures }).click();
        await see(reader.getByText(theirs.figuresTotal));
        await see(reader.getByText(theirs.keptAt));
        await reader.context().close();
      });

      await step("who administers the node does not", async () => {
        const stranger = await openPage(browser, { scripts });
        await signIn(stranger, node.base, node.user("technical_administrator"));
        const answer = await stranger.goto(`${node.base}/calls/figures`);
        assert.equal(answer.status(), 403);
        await stranger.context().close();
      });

      await page.context().close();
    });
  }
});
