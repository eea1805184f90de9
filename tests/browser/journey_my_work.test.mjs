// SPDX-License-Identifier: AGPL-3.0-or-later
// G4: what is overdue is in sight without scrolling; and My work shows each role what it has to do, and nothing else.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { violations } from "./support/axe.mjs";
import { sidewaysScroll } from "./support/browser.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const own = {
  en: { escalated: "On the coordinator’s list since", nobody: /without anybody who leads|that nobody has/, restore: /never tried|last backup|No backup/ },
  ru: { escalated: "В списке координатора с", nobody: /никто не ведёт|никому не передан/, restore: /ещё не проверяли|Последней резервной|Резервной копии ещё нет/ },
};

/** The first line of the overdue group, as a box in the window. */
async function firstOverdue(page) {
  const section = page.locator("section.work-overdue");
  await section.first().waitFor();
  const heading = await section.first().getByRole("heading", { level: 2 }).boundingBox();
  const line = await section.first().locator(".work-item").first().boundingBox();
  return { heading, line };
}

describe("G4 what is overdue is in the first view", () => {
  const here = stage();
  for (const [width, height] of [[1366, 768], [360, 740]]) {
    for (const [language, scripts] of [["ru", false], ["en", true]]) {
      it(`at ${width} × ${height} in ${language}, scripts ${scripts ? "on" : "off"}`, async () => {
        const { browser, node } = here;
        const page = await pageOf(browser, node, node.user("social_worker", language), { width, height, scripts });
        await page.goto(`${node.base}/`);
        const { heading, line } = await firstOverdue(page);
        assert.ok(heading.y + heading.height <= height, `the heading ends at ${heading.y + heading.height}`);
        assert.ok(line.y + line.height <= height, `the first line ends at ${line.y + line.height}`);
        assert.equal(await page.evaluate(() => window.scrollY), 0);
        assert.deepEqual(page.complaints, []);
        await page.context().close();
      });
    }
  }
});

describe("My work is the reader’s own", () => {
  const here = stage();

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`in ${language}, scripts ${scripts ? "on" : "off"}`, async (t) => {
      const step = journey(t);
      const { browser, node } = here;
      const words = wordsIn(language);
      const mine = own[language];
      const open = async (role) => {
        const page = await pageOf(browser, node, node.user(role), { scripts });
        await page.goto(`${node.base}/account`);
        if ((await page.locator("html").getAttribute("lang")) !== language) {
          await page.locator("select[name=language]").selectOption(language);
          await page.locator("form[action='/account/preferences'] button").last().click();
        }
        await page.goto(`${node.base}/`);
        await see(page.getByRole("heading", { level: 1, name: words.myWork }));
        return page;
      };

      await step("the groups stand in the order of urgency", async () => {
        const page = await open("social_worker");
        const groups = await page.locator("section.work").evaluateAll((all) =>
          all.map((each) => ["work-danger", "work-overdue", "work-today", "work-week", "work-new", "work-handed"]
            .findIndex((name) => each.classList.contains(name))).filter((place) => place >= 0));
        assert.deepEqual(groups, [...groups].sort((left, right) => left - right));
        assert.ok(groups.length >= 3, `only ${groups.length} groups`);
        await page.context().close();
      });

      await step("a line leads to where the thing is done", async () => {
        const page = await open("social_worker");
        const link = page.locator("section.work-overdue .work-what a").first();
        await link.click();
        await see(page.getByRole("heading", { level: 1 }));
        assert.match(new URL(page.url()).pathname, /^\/(records|cases|calls)\//);
        await page.context().close();
      });

      await step("the coordinator finds what is long overdue and what nobody has, without the words of a case", async () => {
        const page = await open("coordinator");
        await page.goto(`${node.base}/?whose=mine`);
        await see(page.getByText(mine.escalated));
        await see(page.getByText(mine.nobody));
        for (const what of await page.locator(".work-item .work-what a").evaluateAll((all) => all.map((each) => each.getAttribute("href"))))
          assert.doesNotMatch(what, /^\/records\//);
        await page.context().close();
      });

      await step("the administrator reads what the node needs", async () => {
        const page = await open("technical_administrator");
        await see(page.getByText(mine.restore));
        assert.equal(await page.locator(".work-item a[href^='/cases/'], .work-item a[href^='/calls/']").count(), 0);
        await page.context().close();
      });

      await step("whoever writes reports finds no case and no person", async () => {
        const page = await open("report_writer");
        assert.equal(await page.locator(".work-item a[href^='/cases/'], .work-item a[href^='/people/']").count(), 0);
        await page.context().close();
      });
    });
  }

  it("fits a phone and is accessible", async () => {
    const { browser, node } = here;
    for (const role of ["social_worker", "coordinator", "technical_administrator"]) {
      for (const width of [320, 1366]) {
        const page = await pageOf(browser, node, node.user(role), { width, bypassCSP: true });
        await page.goto(`${node.base}/`);
        assert.equal(await sidewaysScroll(page), 0, `${role} ${width}`);
        assert.deepEqual(await violations(page), [], `${role} ${width}`);
        await page.context().close();
      }
    }
  });
});
