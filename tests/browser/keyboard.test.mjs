// SPDX-License-Identifier: AGPL-3.0-or-later
// Without a mouse: every stop can be seen, nothing is a trap, and a call can be taken.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { journey, see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const mostStops = 250;

/** Where the focus is: what it is called, whether it shows, whether something lies over it. Nothing at the end of the page. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shows = (each) => {
      const style = getComputedStyle(each);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const seen = [element, element.labels?.[0], element.nextElementSibling, element.parentElement].filter(Boolean);
    const box = element.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const there = right > left && bottom > top ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
    return {
      id: element.id,
      what: element.outerHTML.slice(0, 120),
      visible: seen.some(shows),
      obscured: !there || !(element.contains(there) || there.contains(element) || there.closest("label")?.control === element),
    };
  });
}

/** Presses Tab through the whole page. Returns the stops. */
async function walk(page) {
  const stops = [];
  while (stops.length < mostStops) {
    await page.keyboard.press("Tab");
    const stop = await focused(page);
    if (!stop) return stops;
    if (stops.length > 0 && stop.what === stops[0].what && stop.id === stops[0].id) return stops;
    stops.push(stop);
  }
  assert.fail("Tab does not come to the end of the page");
}

/** Presses Tab until the focus is in there, counting. */
async function tabTo(page, locator, hand) {
  for (let tries = 0; tries < mostStops; tries += 1) {
    await page.keyboard.press("Tab");
    hand.keys += 1;
    if (await locator.evaluateAll((all) => all.includes(document.activeElement))) return;
  }
  assert.fail(`Tab does not reach ${locator}`);
}

describe("keyboard only", () => {
  const here = stage();

  for (const [width, role, path] of [
    [1366, "hotline_operator", "/calls/new"],
    [320, "hotline_operator", "/calls/new"],
    [1366, "social_worker", "/"],
    [1366, "social_worker", "/cases"],
    [320, "social_worker", "/cases"],
  ]) {
    it(`every stop on ${path} at ${width} px can be seen and nothing lies over it`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user(role, "ru"), { width });
      await page.goto(node.base + path);
      const stops = await walk(page);
      assert.ok(stops.length > 10, `${stops.length} stops`);
      assert.deepEqual(stops.filter((stop) => !stop.visible).map((stop) => stop.what), [], "no visible focus");
      assert.deepEqual(stops.filter((stop) => stop.obscured).map((stop) => stop.what), [], "something lies over it");
      await page.context().close();
    });
  }

  it("every stop in a case can be seen under the bar that says whose file it is", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("social_worker", "ru"));
    await page.goto(`${node.base}/cases`);
    await page.getByRole("row").getByRole("link", { name: /^A-\d/ }).first().click();
    for (const direction of ["Tab", "Shift+Tab"]) {
      for (let count = 0; count < 60; count += 1) {
        await page.keyboard.press(direction);
        const stop = await focused(page);
        if (!stop) break;
        assert.ok(stop.visible && !stop.obscured, `${direction}: ${JSON.stringify(stop)}`);
      }
    }
  });

  for (const [language, scripts] of [["ru", false], ["en", true]]) {
    it(`a call is taken and saved (${language}, scripts ${scripts ? "on" : "off"})`, async (t) => {
      const { browser, node } = here;
      const step = journey(t);
      const words = wordsIn(language);
      const page = await pageOf(browser, node, node.user("hotline_operator", language), { scripts });
      const group = (name) => page.getByRole("group", { name });
      const hand = { keys: 0 };
      const press = async (key) => { hand.keys += 1; await page.keyboard.press(key); };

      await step("the first stop leads past the menus", async () => {
        await page.goto(`${node.base}/calls/new`);
        await press("Tab");
        await press("Enter");
        await tabTo(page, group(words.dangerNow).getByRole("radio"), hand);
        assert.ok(hand.keys <= 5, `${hand.keys} keys to the first question`);
      });
      await step("the questions are answered in their order", async () => {
        await press("Space");
        await press("ArrowRight");
        assert.ok(await group(words.dangerNow).getByRole("radio", { name: words.no, exact: true }).isChecked());
        await tabTo(page, page.getByRole("combobox", { name: words.whoGotInTouch }), hand);
        await press("ArrowDown");
        await press("ArrowDown");
        await tabTo(page, page.getByRole("textbox", { name: words.whatHappened }), hand);
        await page.keyboard.type("ok");
        await tabTo(page, group(words.needs).getByRole("checkbox", { name: words.legalHelp }), hand);
        await press("Space");
        await tabTo(page, group(words.keep).getByRole("radio"), hand);
        await press("Space");
        assert.ok(await group(words.keep).getByRole("radio", { name: words.yesKeep }).isChecked());
      });
      await step(scripts ? "Ctrl+Enter saves from where one is" : "Enter on the button saves", async () => {
        if (scripts) {
          await press("Control+Enter");
        } else {
          await tabTo(page, page.getByRole("button", { name: words.saveCall }), hand);
          await press("Enter");
        }
        await see(page.getByText(words.callSaved));
      });
      t.diagnostic(`${hand.keys} keys beside the typed words`);
      await page.context().close();
    });
  }
});
