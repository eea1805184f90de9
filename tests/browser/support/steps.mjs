// SPDX-License-Identifier: AGPL-3.0-or-later
// What people do in more than one journey.
import assert from "node:assert/strict";

/**
 * The steps of one journey, each a sentence of its own in the report. After one that fails the journey ends:
 *   it("…", async (t) => { const step = journey(t); await step("somebody does this", async () => { … }); });
 */
export function journey(t) {
  return async (sentence, act) => {
    let failure;
    await t.test(sentence, async () => {
      try {
        await act();
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (failure) throw new Error(`stopped at: ${sentence}`);
  };
}

/** Waits until it is on the page; if it does not come, says what the page has instead. */
export async function see(locator) {
  try {
    await locator.first().waitFor({ state: "visible" });
  } catch (error) {
    const page = locator.page();
    const text = await page.locator("main").innerText().catch(() => "no page");
    throw new Error(`not seen: ${locator}\n${page.url()}\n${text.slice(0, 1500)}`, { cause: error });
  }
}

/** A hand that counts: a choice from a list is two clicks, opening it and taking one. */
export function countingHand() {
  const hand = {
    clicks: 0,
    texts: 0,
    async click(locator) {
      hand.clicks += 1;
      await locator.click();
    },
    async choose(locator, label) {
      hand.clicks += 2;
      await locator.selectOption({ label });
    },
    async type(locator, text) {
      hand.texts += 1;
      await locator.fill(text);
    },
  };
  return hand;
}

/** The least that a call needs, on the page of a new call. */
export async function fillCall(page, words, text, hand = countingHand()) {
  const group = (name) => page.getByRole("group", { name });
  await hand.click(group(words.dangerNow).getByRole("radio", { name: words.no, exact: true }));
  await hand.choose(page.getByRole("combobox", { name: words.whoGotInTouch }), words.familyMember);
  await hand.type(page.getByRole("textbox", { name: words.whatHappened }), text);
  await hand.click(group(words.needs).getByRole("checkbox", { name: words.legalHelp }));
  await hand.click(group(words.keep).getByRole("radio", { name: words.yesKeep }));
}

/** Fills in and saves a call. Returns the number it was saved under. */
export async function takeCall(page, words, text, hand = countingHand()) {
  await fillCall(page, words, text, hand);
  await hand.click(page.getByRole("button", { name: words.saveCall }));
  await see(page.getByText(words.callSaved));
  return numberOn(page);
}

/** The number in the heading of a call or a case. */
export async function numberOn(page) {
  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  const number = /[A-Z]+(-[A-Z])?-\d{4}-\d+/.exec(heading);
  assert.ok(number, "the heading has no number");
  return number[0];
}

/** Addresses that the browser asked for, queries included, from now on. */
export function addressesOf(page) {
  const addresses = [];
  page.context().on("request", (request) => addresses.push(decodeURIComponent(request.url())));
  return addresses;
}
