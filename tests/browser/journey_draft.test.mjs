// SPDX-License-Identifier: AGPL-3.0-or-later
// What is typed is not lost: not by a reload, not by pressing a button twice, and not by a colleague who saved first.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { leftBehind } from "./support/browser.mjs";
import { openCase, openCaseForm } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, fillCall, journey, see, takeCall } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const nothing = { local: [], session: [], databases: [], caches: [] };

describe("typed text", () => {
  const here = stage();

  it("of a new call comes back after a reload", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("ru");
    const text = "начато и не дописано: зелёные ворота";
    const page = await pageOf(browser, node, node.user("hotline_operator", "ru"));
    const addresses = addressesOf(page);

    await step("after a quarter of a minute the page says that a draft is saved", async () => {
      await page.clock.install();
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
      await page.clock.fastForward(16_000);
      await see(page.getByText(words.draftSaved));
    });
    await step("after a reload it is there, with a sentence about it", async () => {
      await page.reload();
      await see(page.getByText(words.draftKept));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
      assert.ok(await page.getByRole("checkbox", { name: words.legalHelp }).isChecked());
    });
    await step("the browser has kept nothing, and nothing typed was in an address", async () => {
      assert.deepEqual(await leftBehind(page), nothing);
      assert.deepEqual(addresses.filter((address) => address.includes(text)), []);
    });
    await step("the call is saved from it, and the draft is gone", async () => {
      await page.getByRole("button", { name: words.saveCall }).click();
      await see(page.getByText(words.callSaved));
      await page.goto(`${node.base}/calls/new`);
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), "");
    });
    await step("nothing in the browser complained", () => assert.deepEqual(page.complaints, []));
  });

  it("is kept as a draft by a button where scripts are off, listed, and thrown away when it is not wanted", async (t) => {
    const { browser, node } = here;
    const step = journey(t);
    const words = wordsIn("en");
    const text = "begun without scripts";
    const page = await pageOf(browser, node, node.user("social_worker", "en"), { scripts: false });

    await step("the button answers with the form and the time", async () => {
      await page.goto(`${node.base}/calls/new`);
      await fillCall(page, words, text);
      await page.getByRole("button", { name: words.saveDraft }).last().click();
      await see(page.getByText(words.draftSaved));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
    });
    await step("it is there when the page is opened again", async () => {
      await page.goto(`${node.base}/calls/new`);
      await see(page.getByText(words.draftKept));
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
    });
    await step("it is in the list of drafts, found from the account, without its text", async () => {
      await page.locator(".topbar-viewer summary").click();
      await page.getByRole("link", { name: words.myDrafts }).last().click();
      await see(page.getByRole("heading", { level: 1, name: words.myDrafts }));
      assert.ok(!(await page.content()).includes(text));
      await page.getByRole("main").getByRole("link", { name: words.newCall, exact: true }).click();
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), text);
    });
    await step("My work says that it waits", async () => {
      await page.goto(`${node.base}/`);
      await page.getByRole("main").getByRole("link", { name: /1 draft waits/ }).click();
    });
    await step("it is thrown away after a question", async () => {
      await page.getByRole("link", { name: words.throwAway }).first().click();
      await page.getByRole("button", { name: words.throwThisAway }).click();
      await see(page.getByText(words.noDrafts));
      await page.goto(`${node.base}/calls/new`);
      assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), "");
    });
  });

  for (const [language, scripts] of [["en", true], ["ru", false]]) {
    it(`in a form that was saved already is neither lost nor saved twice (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("hotline_operator", language), { scripts });
      const told = { first: "a grey car stood there", second: "a white car stood there" };
      let number;
      let form;

      await step("a call is saved", async () => {
        const answer = await page.goto(`${node.base}/calls/new`);
        form = await answer.text();
        number = await takeCall(page, words, told.first);
      });
      await step("Back shows a new form, in which another call can be taken", async () => {
        await page.goBack();
        await see(page.getByRole("button", { name: words.saveCall }));
        assert.equal(await page.getByRole("textbox", { name: words.whatHappened }).inputValue(), "");
      });
      await step("a browser that kept the page sends the same form with another text", async () => {
        await page.route("**/calls/new", (route) => (route.request().method() === "GET"
          ? route.fulfill({ status: 200, contentType: "text/html; charset=utf-8", body: form }) : route.continue()));
        await page.goto(`${node.base}/calls/new`);
        await page.unroute("**/calls/new");
        await fillCall(page, words, told.second);
        await page.getByRole("button", { name: words.saveCall }).click();
      });
      await step("and is told that it was saved, under which number, with both texts", async () => {
        await see(page.getByRole("heading", { level: 1, name: words.alreadySaved }));
        await see(page.getByRole("heading", { level: 1, name: number }));
        await see(page.getByRole("cell", { name: told.first }));
        await see(page.getByRole("cell", { name: told.second }));
      });
      await step("the new text goes into a revision", async () => {
        await page.getByRole("row").filter({ hasText: told.second }).getByRole("radio", { name: told.second }).check();
        await page.getByRole("button", { name: words.saveChosen }).last().click();
        await see(page.getByRole("link", { name: words.showWords }));
        await page.getByRole("link", { name: words.showWords }).click();
        await page.getByRole("main").getByText(words.showAccount, { exact: true }).last().click();
        await see(page.getByText(told.second));
      });
      await step("what was typed stays in the drafts until it is thrown away", async () => {
        await page.goto(`${node.base}/drafts`);
        await see(page.locator("main a[href^='/drafts/again-']"));
        await page.locator("main a[href^='/drafts/again-']").first().click();
        await see(page.getByText(told.second));
        await page.getByRole("button", { name: words.throwThisAway }).click();
        await see(page.getByText(words.noDrafts));
      });
      await page.context().close();
    });

    it(`in rows is kept while rows are added and removed (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const rows = () => page.locator("fieldset[id='documents'] > ol > li");
      const numbers = async () => {
        const boxes = await page.locator("input[name^='documents.'][name$='.number']").all();
        return Promise.all(boxes.map((box) => box.inputValue()));
      };

      await step("the names of a person are open for change", async () => {
        await openCase(page, node.base);
        await page.goto(`${page.url()}/people`);
        await page.goto(node.base + (await page.locator("main a[href^='/people/']").first().getAttribute("href")));
        const file = /\/files\/([\w-]{22})\//.exec(await page.content())[1];
        await page.goto(`${node.base}/files/${file}/new/person_identity`);
        await see(rows());
      });
      await step("a row is added twice, and what stood in the first stays", async () => {
        await page.locator("input[name='birthplace']").fill("Khorog");
        await page.locator("input[name='documents.0.number']").fill("AA 1");
        await page.getByRole("button", { name: words.addDocument }).click();
        await page.locator("input[name='documents.1.number']").fill("BB 2");
        await page.getByRole("button", { name: words.addDocument }).click();
        await page.locator("input[name='documents.2.number']").fill("CC 3");
        assert.deepEqual((await numbers()).slice(0, 3), ["AA 1", "BB 2", "CC 3"]);
      });
      await step("Enter in a field adds no row", async () => {
        const before = (await numbers()).length;
        await page.locator("input[name='documents.2.number']").press("Enter");
        await page.waitForLoadState();
        await see(page.locator("input[name='documents.0.number']"));
        assert.equal((await numbers()).filter((each) => each !== "").length, 3);
        assert.ok((await numbers()).length <= before + 1);
      });
      await step("the second is removed, the order of the others stays", async () => {
        await page.locator("button[name='_remove_entry'][value='documents.1']").click();
        await see(rows());
        assert.deepEqual((await numbers()).filter((each) => each !== ""), ["AA 1", "CC 3"]);
        assert.equal(await page.locator("input[name='birthplace']").inputValue(), "Khorog");
      });
      await page.context().close();
    });

    it(`is told in the history word by word, and the last change is taken back (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const user = node.user("social_worker", language);
      const page = await pageOf(browser, node, user, { scripts });
      let address;

      await step("a note is written and changed", async () => {
        await openCaseForm(page, node.base);
        await page.getByRole("textbox", { name: words.noteText }).fill("two men waited at the gate");
        await page.getByRole("button", { name: words.save, exact: true }).click();
        address = await page.getByRole("main").locator("a[href^='/records/']").first().getAttribute("href");
        address = /\/records\/[\w-]{22}/.exec(address)[0];
        await page.goto(`${node.base}${address}/edit`);
        await page.getByRole("textbox", { name: words.noteText }).fill("two men waited at the door");
        await page.getByRole("button", { name: words.save, exact: true }).click();
      });
      await step("the history says in a sentence who changed it and when, and marks the words", async () => {
        await page.goto(`${node.base}${address}/history`);
        const newest = page.locator(".history-item").first();
        await newest.getByText(words.showAccount, { exact: true }).click();
        assert.match(await newest.getByRole("heading").innerText(), /20\d\d.*\d\d:\d\d/);
        assert.match(await newest.locator("del").innerText(), /− .*gate/s);
        assert.match(await newest.locator("ins").innerText(), /\+ .*door/s);
        assert.equal(await newest.locator("del").evaluate((each) => getComputedStyle(each).textDecorationLine), "line-through");
      });
      await step("the last change is taken back, and nothing is overwritten", async () => {
        await page.getByRole("button", { name: words.takeBack }).click();
        await see(page.getByText(words.takenBack));
        assert.equal(await page.locator(".history-item").count(), 3);
        await page.goto(`${node.base}${address}`);
        await page.getByRole("main").getByText(words.showAccount, { exact: true }).click();
        await see(page.getByText("two men waited at the gate"));
      });
      await page.context().close();
    });
  }

  for (const [language, scripts] of [["ru", true], ["en", false]]) {
    it(`of two people who change the same record is all kept (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const first = await pageOf(browser, node, node.user("hotline_operator", language), { scripts });
      const second = await pageOf(browser, node, node.user("social_worker", language), { scripts });
      const told = { before: "first words", mine: "the car was grey", theirs: "the car was white" };
      let address;

      await step("both open what was said in the same call", async () => {
        await first.goto(`${node.base}/calls/new`);
        await takeCall(first, words, told.before);
        await first.getByRole("link", { name: words.showWords }).click();
        address = new URL(first.url()).pathname;
        await first.getByRole("link", { name: words.changeWords }).click();
        await second.goto(node.base + address);
        await second.getByRole("link", { name: words.changeWords }).click();
      });
      await step("one saves", async () => {
        await first.getByRole("textbox", { name: words.whatHappened }).fill(told.theirs);
        await first.getByRole("button", { name: words.save, exact: true }).click();
        await see(first.getByRole("link", { name: words.changeWords }).or(first.getByRole("link", { name: words.showWords })));
      });
      await step("the other gets a page with both versions", async () => {
        await second.getByRole("textbox", { name: words.whatHappened }).fill(told.mine);
        await second.getByRole("button", { name: words.save, exact: true }).click();
        await see(second.getByRole("columnheader", { name: words.yourVersion }));
        await see(second.getByRole("cell", { name: told.mine }));
        await see(second.getByRole("cell", { name: told.theirs }));
      });
      await step("chooses to keep both texts", async () => {
        await second.getByRole("radio", { name: words.bothTexts }).check();
        await second.getByRole("button", { name: words.saveChosen }).click();
      });
      await step("and both are in the record", async () => {
        await second.goto(node.base + address);
        await second.getByRole("main").getByText(words.showAccount, { exact: true }).last().click();
        await see(second.getByText(told.mine));
        await see(second.getByText(told.theirs));
      });
    });
  }
});
