// SPDX-License-Identifier: AGPL-3.0-or-later
// A coordinator keeps the tags of the organisation, a social worker puts one on a case, others never see it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { openPage, sidewaysScroll } from "./support/browser.mjs";
import { pageOf, signIn } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const numbers = /[A-Z]+-\d{4}-\d+/;

describe("tags", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const worker = node.user("social_worker", language);
      const colleagues = node.organisations.find((one) => one.users.some((user) => user.login === worker.login)).users;
      const coordinator = colleagues.find((user) => user.role === "coordinator" && !user.waits);
      const desk = await pageOf(browser, node, coordinator, { scripts });
      const theirs = wordsIn(coordinator.language);
      const tag = `Winter aid ${language}`;
      const renamed = `Heating ${language}`;

      await step("the coordinator adds a tag, once", async () => {
        await desk.goto(`${node.base}/tags`);
        for (const _ of [1, 2]) {
          await desk.getByRole("textbox", { name: theirs.tagName }).fill(tag);
          await desk.getByRole("button", { name: theirs.addTag }).click();
          await see(desk.getByRole("row", { name: tag }));
        }
        await see(desk.getByText(theirs.tagTaken));
      });

      await step("and finds a better name", async () => {
        await desk.getByRole("row", { name: tag }).getByRole("link", { name: theirs.renameTag }).click();
        await desk.getByRole("textbox", { name: theirs.tagName }).fill(renamed);
        await desk.getByRole("button", { name: theirs.saveName }).click();
        await see(desk.getByRole("row", { name: renamed }));
      });

      const page = await openPage(browser, { language, scripts });
      const offButton = () => page.getByRole("button", { name: words.takeTagOff }).filter({ hasText: renamed });
      await step("a social worker puts it on a case", async () => {
        await signIn(page, node.base, worker);
        await page.goto(`${node.base}/cases`);
        await page.getByRole("table").getByRole("link", { name: numbers }).first().click();
        await page.getByText(words.putTag).click();
        await page.getByRole("combobox", { name: words.tag }).selectOption({ label: renamed });
        await page.getByRole("button", { name: words.putItOn, exact: true }).click();
        await see(offButton());
      });

      await step("finds the case by it, and takes it off again", async () => {
        const option = (await page.goto(`${node.base}/cases`)) && page.locator("select[name=tag] option").filter({ hasText: renamed });
        await page.goto(`${node.base}/cases?tag=${await option.getAttribute("value")}`);
        assert.equal(await page.getByRole("table").getByRole("link", { name: numbers }).count(), 1);
        await page.locator("details", { has: page.locator("input[value=tags]") }).locator("summary").click();
        await page.locator("input[value=tags]").check();
        await page.locator("form[action='/views/columns'] button").first().click();
        await see(page.getByRole("table").getByText(renamed));
        await page.getByRole("table").getByRole("link", { name: numbers }).click();
        await offButton().click();
        assert.equal(await offButton().count(), 0);
      });

      await step("another organisation sees nothing of it", async () => {
        const others = node.organisations.filter((one) => !one.users.includes(coordinator));
        const stranger = others.flatMap((one) => one.users).find((user) => user.role === "social_worker" && !user.waits);
        const elsewhere = await pageOf(browser, node, stranger);
        await elsewhere.goto(`${node.base}/tags`);
        assert.equal(await elsewhere.getByText(renamed).count(), 0);
        await elsewhere.context().close();
      });

      await step("out of use it is offered no more", async () => {
        await desk.goto(`${node.base}/tags`);
        await desk.getByRole("row", { name: renamed }).getByRole("button", { name: theirs.retireTag }).click();
        await see(desk.getByRole("row", { name: renamed }).getByText(theirs.outOfUse));
        await page.goto(`${node.base}/cases`);
        assert.equal(await page.locator("select[name=tag] option").filter({ hasText: renamed }).count(), 0);
        assert.deepEqual([...page.complaints, ...desk.complaints], []);
      });
    });
  }

  it("the page fits a phone and is accessible", async () => {
    const { browser, node } = here;
    for (const width of [320, 1366]) {
      const page = await pageOf(browser, node, node.user("coordinator"), { width, bypassCSP: true });
      await page.goto(`${node.base}/tags`);
      assert.equal(await sidewaysScroll(page), 0);
      assert.deepEqual(await violations(page), []);
      await page.context().close();
    }
  });
});
