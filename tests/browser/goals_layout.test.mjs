// SPDX-License-Identifier: AGPL-3.0-or-later
// G9 and G10: pages that bend with the reader's eyes and hands.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sidewaysScroll, smallTargets } from "./support/browser.mjs";
import { mainPages } from "./support/main_pages.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";

const spacing = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
  p { margin-bottom: 2em !important; }`;
const largeText = "html { font-size: 200% !important; }";

/** Text that is cut off: boxes that hide what does not fit into them, other than those meant for screen readers. */
function clipped(page) {
  return page.evaluate(() => [...document.querySelectorAll("body *")]
    .filter((each) => each.checkVisibility() && each.textContent.trim() !== "")
    .filter((each) => {
      const style = getComputedStyle(each);
      const hides = /hidden|clip/.test(style.overflowX + style.overflowY) && style.clipPath === "none";
      return hides && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
    })
    .map((each) => each.outerHTML.slice(0, 120)));
}

describe("G9 reflow and text spacing: no sideways scroll at 320 px, nothing clipped with the spacing of WCAG 1.4.12 or text of 200 %", () => {
  const here = stage();
  for (const [name, role, open] of mainPages) {
    for (const language of ["ru", "en"]) {
      it(`${name} (${language})`, async () => {
        const { browser, node } = here;
        const page = await pageOf(browser, node, node.user(role, language), { bypassCSP: true });
        await open(page, node.base);
        for (const [style, widths] of [["/* as it is */", [1366, 320]], [spacing, [1366, 320]], [largeText, [1366, 768]]]) {
          const added = await page.addStyleTag({ content: style });
          for (const width of widths) {
            await page.setViewportSize({ width, height: 768 });
            const how = `${width} px ${style.slice(0, 24)}`;
            assert.ok((await sidewaysScroll(page)) <= 0, `${how}: ${await sidewaysScroll(page)} px wider than the window`);
            assert.deepEqual(await clipped(page), [], how);
          }
          await added.evaluate((each) => each.remove());
        }
        await page.context().close();
      });
    }
  }
});

describe("G10 target size: at least 24 px everywhere, 44 px where controls are comfortable", () => {
  const here = stage();
  for (const [name, role, open] of mainPages) {
    it(name, async () => {
      const { browser, node } = here;
      const page = await pageOf(browser, node, node.user(role, "ru"));
      await open(page, node.base);
      for (const width of [1366, 320]) {
        await page.setViewportSize({ width, height: 768 });
        assert.deepEqual(await smallTargets(page, 24), [], `${width} px: smaller than 24 px`);
        const controls = await page.evaluate(() => [...document.querySelectorAll(".button, .input, .choice, .topbar summary, .tabs a, .topbar-links a")]
          .filter((each) => each.checkVisibility() && !each.closest(".filter, .table, .bulk"))
          .filter((each) => each.getBoundingClientRect().height < 43.5)
          .map((each) => each.outerHTML.slice(0, 120)));
        assert.deepEqual(controls, [], `${width} px: lower than 44 px`);
      }
      await page.context().close();
    });
  }
});
