// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the keyboard is on a page, and walking through it with Tab.
import assert from "node:assert/strict";

export const mostStops = 400;

/** What is focused: what it is called, whether it shows, whether something lies over it. Nothing at the end of the page. */
export function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const shows = (each) => {
      const style = getComputedStyle(each);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    };
    const seen = [element, element.labels?.[0], element.nextElementSibling, element.parentElement].filter(Boolean);
    const box = element.getBoundingClientRect();
    const isOver = (there) => !(element.contains(there) || there.contains(element) || there.closest("label")?.control === element);
    // A link that wraps has a box on each line.
    const middles = [...element.getClientRects()].map((line) => {
      const [left, right] = [Math.max(line.left, 0), Math.min(line.right, innerWidth)];
      const [top, bottom] = [Math.max(line.top, 0), Math.min(line.bottom, innerHeight)];
      return right > left && bottom > top ? document.elementFromPoint((left + right) / 2, (top + bottom) / 2) : null;
    });
    const seenLines = middles.filter(Boolean);
    return {
      id: element.id,
      what: element.outerHTML.slice(0, 120),
      where: `${Math.round(box.left)},${Math.round(box.top + scrollY)}`,
      visible: seen.some(shows),
      obscured: seenLines.length === 0 || seenLines.some(isOver),
    };
  });
}

/** Presses the key through the whole page, Tab or Shift+Tab. Returns the stops. */
export async function walk(page, key = "Tab") {
  const stops = [];
  while (stops.length < mostStops) {
    await page.keyboard.press(key);
    const stop = await focused(page);
    if (!stop) return stops;
    if (stops.length > 0 && stop.what === stops[0].what && stop.where === stops[0].where) return stops;
    stops.push(stop);
  }
  return assert.fail(`${key} does not come to the end of the page`);
}

/** Presses Tab until the focus is in there, counting. */
export async function tabTo(page, locator, hand = { keys: 0 }) {
  for (let tries = 0; tries < mostStops; tries += 1) {
    await page.keyboard.press("Tab");
    hand.keys += 1;
    if (await locator.evaluateAll((all) => all.includes(document.activeElement))) return;
  }
  assert.fail(`Tab does not reach ${locator}`);
}
