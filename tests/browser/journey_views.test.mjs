// SPDX-License-Identifier: AGPL-3.0-or-later
// A list is narrowed by counted answers, sorted, shown with the columns one wants, and kept as a view; the address holds
// codes only and the browser keeps nothing.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { leftBehind, sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { addressesOf, journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const fold = (page, text) => page.getByRole("main").locator("summary", { hasText: text });
/** The answers that a facet offers, without "any": [label, count]. */
const answers = async (select) => (await select.locator("option").allInnerTexts())
  .map((text) => /^(.*) \((\d+)\)$/.exec(text)).filter(Boolean).map((found) => [found[0], Number(found[2])]);

describe("lists and their views", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`of cases, in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const words = wordsIn(language);
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("social_worker", undefined), { scripts, language });
      const main = page.getByRole("main");
      const addresses = addressesOf(page);
      const name = `Весна ${scripts}`;

      await step("views that come with the program stand above the list", async () => {
        await page.goto(`${node.base}/cases`);
        if ((await page.locator("html").getAttribute("lang")) !== language) {
          await page.locator(".topbar-language summary").first().click();
          await page.locator(`.topbar-language button[value=${language}]`).click();
        }
        await see(main.getByRole("link", { name: words.myCases }));
      });
      await step("an answer is chosen by its count, and the count is right", async () => {
        await fold(page, words.filter).click();
        const region = main.getByRole("combobox", { name: words.regionLabel });
        const [label, count] = (await answers(region))[0];
        await region.selectOption({ label });
        await main.getByRole("button", { name: words.apply }).click();
        await see(main.getByRole("link", { name: words.removeFilter }));
        assert.match(await main.getByRole("status").innerText(), new RegExp(`^${count} `));
        assert.equal(await main.locator("tbody tr").count(), Math.min(count, 40));
      });
      await step("a heading sorts and the choice stays", async () => {
        await main.getByRole("columnheader").getByRole("link", { name: words.nextDeadline }).click();
        await see(main.getByRole("link", { name: words.removeFilter }));
        assert.equal(await main.locator("th[aria-sort]").count(), 1);
      });
      await step("a view without a name is asked for one and nothing is lost", async () => {
        await fold(page, words.saveThisView).click();
        await main.locator("form[action='/views'] button").first().click();
        await see(main.getByText(words.nameTheView).first());
      });
      await step("with a name it is a tab of the list", async () => {
        await main.getByRole("textbox", { name: words.viewName }).fill(name);
        await main.locator("form[action='/views'] button").first().click();
        const tab = main.getByRole("link", { name, exact: true });
        await see(tab);
        assert.equal(await tab.first().getAttribute("aria-current"), "page");
      });
      await step("a chip takes the choice away", async () => {
        await main.getByRole("link", { name: words.removeFilter }).click();
        assert.equal(await main.getByRole("link", { name: words.removeFilter }).count(), 0);
      });
      await step("columns are left out and come back", async () => {
        await fold(page, words.columns).click();
        await main.getByRole("checkbox", { name: words.regionLabel }).uncheck();
        await main.getByRole("button", { name: words.showThese }).click();
        assert.equal(await main.getByRole("columnheader", { name: words.regionLabel }).count(), 0);
        await page.goto(`${node.base}/cases`);
        assert.equal(await main.getByRole("columnheader", { name: words.regionLabel }).count(), 0);
        await fold(page, words.columns).click();
        await main.getByRole("button", { name: words.usualColumns }).click();
        await see(main.getByRole("columnheader", { name: words.regionLabel }));
      });
      await step("a view that is not wanted any more is removed", async () => {
        await page.goto(`${node.base}/views`);
        await see(main.getByRole("link", { name, exact: true }));
        await main.getByRole("button", { name: new RegExp(`${words.remove}.*${name}`) }).click();
        await page.waitForLoadState();
        assert.equal(await main.getByRole("link", { name, exact: true }).count(), 0);
      });
      await step("its name stood in no address, and the browser keeps nothing", async () => {
        assert.deepEqual(addresses.filter((address) => address.includes(name)), []);
        if (scripts) assert.deepEqual(await leftBehind(page), { local: [], session: [], databases: [], caches: [] });
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      });
    });
  }

  it("a view of the organisation is there for colleagues", async (t) => {
    const step = journey(t);
    const words = wordsIn("ru");
    const { browser, node } = here;
    const coordinator = await pageOf(browser, node, node.user("coordinator", "ru"), { scripts: false });
    const worker = await pageOf(browser, node, node.user("social_worker", "ru"), { scripts: false });
    const name = "Понедельник";

    await step("the coordinator saves it", async () => {
      await coordinator.goto(`${node.base}/cases?keyworker=-`);
      const main = coordinator.getByRole("main");
      await fold(coordinator, words.saveThisView).click();
      await main.getByRole("textbox", { name: words.viewName }).fill(name);
      await main.getByRole("radio", { name: words.viewForAll }).check();
      await main.locator("form[action='/views'] button").first().click();
      await see(main.getByRole("link", { name, exact: true }));
    });
    await step("a colleague opens it and cannot remove it", async () => {
      await worker.goto(`${node.base}/cases`);
      await worker.getByRole("main").getByRole("link", { name, exact: true }).first().click();
      assert.match(worker.url(), /keyworker=-/);
      await worker.goto(`${node.base}/views`);
      await see(worker.getByRole("main").getByRole("link", { name, exact: true }));
      assert.equal(await worker.getByRole("button", { name: new RegExp(`${words.remove}.*${name}`) }).count(), 0);
    });
  });

  for (const [width, theme] of [[320, "dark"], [1366, "light"]]) {
    it(`fits ${width} pixels and is accessible`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("social_worker", "ru"), { width, theme, bypassCSP: true });
      for (const address of ["/cases", "/cases?region=-", "/calls?view=all", "/people", "/tasks", "/views", "/go", "/find"]) {
        await page.goto(node.base + address);
        await page.getByRole("main").locator("details.filter-folded").evaluateAll((all) => all.forEach((one) => { one.open = true; }));
        assert.equal(await sidewaysScroll(page), 0, address);
        assert.deepEqual(await violations(page), [], address);
      }
      await page.context().close();
    });
  }
});
