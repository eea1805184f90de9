// SPDX-License-Identifier: AGPL-3.0-or-later
// What a test file stands on: one browser and one demo node of its own.
import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { startNode } from "./node.mjs";

const here = { browser: undefined, node: undefined };
let stands = 0;
let opening;

async function open() {
  here.browser = await launch();
  here.node = await startNode();
}

/**
 * `{ browser, node }`, there when the tests begin and gone after them, also when the beginning fails. All suites of a file
 * share one: what a suite leaves on the node, the next one finds.
 */
export function stage() {
  stands += 1;
  before(() => (opening ??= open()));
  after(async () => {
    stands -= 1;
    if (stands > 0) return;
    await here.browser?.close();
    await here.node?.stop();
  });
  return here;
}
