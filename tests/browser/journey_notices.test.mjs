// SPDX-License-Identifier: AGPL-3.0-or-later
// What a colleague wrote is told without words; a reminder leaves by mail and says nothing.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { SMTPServer } from "smtp-server";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

describe("notices and reminders", () => {
  const here = stage();
  const letters = [];
  let relay;

  before(async () => {
    relay = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, session, done) {
        let text = "";
        stream.on("data", (piece) => { text += piece; });
        stream.on("end", () => { letters.push({ text, greeting: session.hostNameAppearsAs, to: session.envelope.rcptTo }); done(); });
      },
    });
    await new Promise((listening) => relay.listen(0, "127.0.0.1", listening));
  });
  after(() => new Promise((closed) => relay.close(closed)));

  const until = async (wanted) => {
    for (let tries = 0; tries < 100 && !wanted(); ++tries) await new Promise((later) => setTimeout(later, 100));
    assert.ok(wanted(), "it never came");
  };

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const whoKeepsIt = node.user("technical_administrator");
      const save = wordsIn(whoKeepsIt.language).save;
      const administrator = await openPage(browser, { language: whoKeepsIt.language, scripts });

      await step("an administrator enters a mail server; a mistake keeps what was typed", async () => {
        await signIn(administrator, node.base, whoKeepsIt);
        await administrator.goto(`${node.base}/administration/mail`);
        await administrator.locator("[name=host]").fill("mail.example.org");
        await administrator.locator("[name=port]").fill(String(relay.server.address().port));
        await administrator.locator("[name=protection][value=none]").check();
        await administrator.locator("[name=sender]").fill("office@example.org");
        await administrator.getByRole("button", { name: save, exact: true }).click();
        await see(administrator.getByRole("alert"));
        assert.equal(await administrator.locator("[name=host]").inputValue(), "mail.example.org");
        await administrator.locator("[name=host]").fill("127.0.0.1");
        await administrator.getByRole("button", { name: save, exact: true }).click();
        assert.equal(await administrator.getByRole("alert").count(), 0);
        assert.equal(await administrator.locator("[name=host]").inputValue(), "127.0.0.1");
      });

      const worker = await openPage(browser, { language, scripts, bypassCSP: scripts });
      await step("somebody wishes reminders and tries one", async () => {
        await signIn(worker, node.base, node.user("social_worker", language));
        await worker.goto(`${node.base}/account/reminders`);
        await worker.locator("[name=on][value=yes]").check();
        await worker.locator("[name=address]").fill("me@example.org");
        await worker.getByRole("button", { name: words.save, exact: true }).click();
        const known = letters.length;
        await worker.getByRole("button", { name: words.sendMeOne }).click();
        await see(worker.getByText(words.letterOnItsWay));
        await until(() => letters.length > known);
      });

      await step("the letter says that work waits, and nothing else", async () => {
        const { text, greeting, to } = letters.at(-1);
        assert.equal(greeting, "localhost", "the name of the machine stays here");
        assert.deepEqual(to.map((each) => each.address), ["me@example.org"]);
        const body = Buffer.from(text.split("\r\n\r\n")[1], "base64").toString();
        assert.equal(body, `${words.workWaits}\n`);
        assert.doesNotMatch(text, /panoh|\d{4}-\d{3,}/i);
      });

      await step("the pages are accessible and fit a phone", async () => {
        for (const [width, path] of [[320, "/account/reminders"], [1366, "/account/reminders"], [320, "/notices"], [1366, "/notices"]]) {
          await worker.setViewportSize({ width, height: 800 });
          await worker.goto(`${node.base}${path}`);
          assert.equal(await sidewaysScroll(worker), 0);
          if (scripts) assert.deepEqual(await violations(worker), []);
        }
        assert.deepEqual(worker.complaints, []);
        await worker.context().close();
        await administrator.context().close();
      });
    });
  }
});
