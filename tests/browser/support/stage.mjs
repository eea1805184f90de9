// SPDX-License-Identifier: AGPL-3.0-or-later
// What a test file stands on: one browser and one demo node of its own.
import { after, before } from "node:test";
import { launch } from "./browser.mjs";
import { startNode } from "./node.mjs";

/** `{ browser, node }`, there when the tests begin and gone after them, also when the beginning fails. */
export function stage() {
  const here = { browser: undefined, node: undefined };
  before(async () => {
    here.browser = await launch();
    here.node = await startNode();
  });
  after(async () => {
    await here.browser?.close();
    await here.node?.stop();
  });
  return here;
}
