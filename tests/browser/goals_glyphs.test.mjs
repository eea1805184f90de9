// SPDX-License-Identifier: AGPL-3.0-or-later
// G22: every letter of the region's languages is drawn, on screen and in PDF files, and the files carry their fonts.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openPage } from "./support/browser.mjs";
import { fontsOf } from "./support/pdf.mjs";
import { pageOf } from "./support/sign_in.mjs";
import { stage } from "./support/stage.mjs";

const between = (first, last) =>
  Array.from({ length: last.codePointAt(0) - first.codePointAt(0) + 1 }, (_, at) => String.fromCodePoint(first.codePointAt(0) + at)).join("");
const letters = {
  en: between("A", "Z") + between("a", "z") + between("0", "9"),
  ru: between("А", "я") + "Ёё",
  tg: "ҒғӢӣҚқӮӯҲҳҶҷ",
  ky: "ҢңӨөҮү",
  ka: between("ა", "ჰ"),
  signs: "«»„“”‘’–—…№·×→°±§ʻ",
};
/** What the style sheet names, and what systems put for "system-ui". */
const allowed = /^(Noto Sans|DejaVu Sans|Segoe UI|Roboto|Sylfaen|Cantarell|Ubuntu|Liberation Sans|Droid Sans|Open Sans)\b/;

/** Fonts that draw an element, with how many glyphs each. */
async function fontsOfElement(page, selector) {
  const session = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  return fonts;
}

describe("G22 glyphs", () => {
  const here = stage();

  for (const [language, text] of Object.entries(letters)) {
    it(`letters of ${language} are drawn by fonts that have them`, async () => {
      const page = await openPage(here.browser, { language: "en" });
      await page.goto(`${here.node.base}/sign-in`);
      await page.evaluate((sample) => {
        const place = document.createElement("p");
        place.id = "letters";
        place.textContent = sample;
        document.querySelector("main").append(place);
        return new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); });
      }, text);
      const fonts = await fontsOfElement(page, "#letters");
      const strangers = fonts.filter((font) => !allowed.test(font.familyName)).map((font) => font.familyName);
      assert.deepEqual(strangers, []);
      assert.ok(fonts.length > 0);
      const drawn = fonts.reduce((sum, font) => sum + font.glyphCount, 0);
      assert.ok(drawn >= [...text].length, `${drawn} glyphs for ${[...text].length} letters`);
      await page.context().close();
    });
  }

  it("paper forms carry all their fonts", async () => {
    const page = await pageOf(here.browser, here.node, here.node.user("social_worker"));
    await page.goto(`${here.node.base}/paper`);
    const links = await page.locator("main a[href*='/pdf']").evaluateAll((all) => all.map((each) => each.getAttribute("href")));
    assert.ok(links.length > 0);
    for (const link of links) {
      const answer = await page.request.get(here.node.base + link);
      const fonts = await fontsOf(await answer.body());
      assert.ok(fonts.length > 0, `${link} has no font`);
      assert.deepEqual(fonts.filter((font) => !font.embedded), [], link);
    }
    await page.context().close();
  });
});
