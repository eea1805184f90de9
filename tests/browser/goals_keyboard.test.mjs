// SPDX-License-Identifier: AGPL-3.0-or-later
// G7 and G18: everything without a mouse, and the shortcut that locks.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { focused, tabTo, walk } from "./support/focus.mjs";
import { mainPages } from "./support/main_pages.mjs";
import { forgetSessions, pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";
import { see } from "./support/steps.mjs";
import { wordsIn } from "./support/words.mjs";

const words = wordsIn("ru");

describe("G7 keyboard only: focus is visible on every stop, nothing lies over it, there is no trap", () => {
  const here = stage();

  for (const [name, role, open] of mainPages) {
    for (const width of [1366, 320]) {
      it(`on ${name} at ${width} px, forwards and backwards`, async () => {
        const { browser, node } = here;
        const page = await pageOf(browser, node, node.user(role, "ru"), { width });
        await open(page, node.base);
        const forwards = await walk(page);
        await page.evaluate(() => document.activeElement.blur());
        const backwards = await walk(page, "Shift+Tab");
        assert.ok(forwards.length > 10, `${forwards.length} stops`);
        assert.equal(backwards.length, forwards.length, "backwards there are as many stops as forwards");
        for (const stop of [...forwards, ...backwards]) {
          assert.ok(stop.visible, `no visible focus: ${stop.what}`);
          assert.ok(!stop.obscured, `something lies over it: ${stop.what}`);
        }
        await page.context().close();
      });
    }
  }

  const menus = [
    ["the menu of sections", 320, words.menu, words.cases],
    ["the languages", 1366, words.language, "English"],
    ["the languages on a phone", 320, words.language, "English"],
    ["the account", 1366, words.signedIn, words.myDrafts],
  ];
  for (const [name, width, summary, inside] of menus) {
    for (const scripts of [true, false]) {
      it(`${name} open and close, scripts ${scripts ? "on" : "off"}`, async () => {
        const { browser, node } = here;
        const page = await pageOf(browser, node, node.user("hotline_operator", "ru"), { width, scripts });
        await page.goto(`${node.base}/`);
        const menu = page.locator(".topbar details").filter({ has: page.locator("summary", { hasText: summary }) });
        const item = menu.getByRole("link", { name: inside }).or(menu.getByRole("button", { name: inside }));
        await tabTo(page, menu.locator("summary"));
        assert.ok((await focused(page)).visible);
        assert.equal(await item.isVisible(), false);
        for (const key of ["Enter", "Space"]) {
          await page.keyboard.press(key);
          await see(item);
          await page.keyboard.press(key);
          assert.equal(await item.isVisible(), false, `${key} does not close`);
        }
        await page.keyboard.press("Enter");
        await tabTo(page, item);
        assert.ok((await focused(page)).visible);
        if (scripts) {
          await page.keyboard.press("Escape");
          assert.equal(await item.isVisible(), false, "Escape does not close");
          assert.ok(await menu.locator("summary").evaluate((each) => each === document.activeElement), "the focus is lost");
          await page.keyboard.press("Enter");
          await tabTo(page, page.locator("main a, main button, main input"));
          assert.equal(await item.isVisible(), false, "the menu stays open over what comes next");
        }
        await page.context().close();
      });
    }
  }

  it("the first stop of a page leads past the menus to its content", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("social_worker", "ru"));
    await page.goto(`${node.base}/cases`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => Boolean(document.activeElement.closest("main"))));
    await page.context().close();
  });
});

describe("G18 the shortcut that locks: fires on Shift three times, never while somebody types or switches layouts", () => {
  const here = stage();
  const tap = (page) => page.keyboard.press("Shift");
  const thrice = async (page, between = async () => {}) => {
    for (let count = 0; count < 3; count += 1) {
      await tap(page);
      await between();
    }
  };
  const holding = (key) => async (page) => {
    await page.keyboard.down(key);
    await thrice(page);
    await page.keyboard.up(key);
  };
  const harmless = [
    ["Alt+Shift three times, as layouts are switched", holding("Alt")],
    ["Ctrl+Shift three times", holding("Control")],
    ["Meta+Shift three times", holding("Meta")],
    ["AltGraph+Shift three times", holding("AltGraph")],
    ["Shift held, Alt tapped three times", async (page) => {
      await page.keyboard.down("Shift");
      for (let count = 0; count < 3; count += 1) await page.keyboard.press("Alt");
      await page.keyboard.up("Shift");
    }],
    ["both Shifts together, three times", async (page) => {
      for (let count = 0; count < 3; count += 1) {
        await page.keyboard.down("ShiftLeft");
        await page.keyboard.down("ShiftRight");
        await page.keyboard.up("ShiftRight");
        await page.keyboard.up("ShiftLeft");
      }
    }],
    ["three capital letters", async (page) => {
      for (const letter of "ABC") await page.keyboard.press(`Shift+Key${letter}`);
    }],
    ["letters between taps of Shift", (page) => thrice(page, () => page.keyboard.press("a"))],
    ["an arrow between taps of Shift", (page) => thrice(page, () => page.keyboard.press("ArrowLeft"))],
    ["a click between taps of Shift", (page) => thrice(page, () => page.mouse.click(5, 400))],
    ["two taps only", async (page) => { await tap(page); await tap(page); }],
    ["Shift held down", async (page) => {
      for (let count = 0; count < 5; count += 1) await page.keyboard.down("Shift");
      await page.keyboard.up("Shift");
    }],
  ];

  for (const [name, act] of harmless) {
    it(`not by ${name}`, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user("hotline_operator", "ru"));
      await page.goto(`${node.base}/calls/new`);
      await page.getByRole("textbox", { name: words.whatHappened }).click();
      await act(page);
      assert.equal(await page.evaluate(() => document.body.hidden), false);
      assert.ok(page.url().endsWith("/calls/new"));
      await page.context().close();
    });
  }

  it("by three taps, from within a field", async () => {
    const { browser, node } = here;
    const page = await pageOf(browser, node, node.user("hotline_operator", "ru"));
    await page.goto(`${node.base}/calls/new`);
    await page.getByRole("textbox", { name: words.whatHappened }).click();
    await thrice(page);
    await see(page.getByRole("heading", { level: 1, name: words.locked }));
    forgetSessions(node);
    await page.context().close();
  });
});
