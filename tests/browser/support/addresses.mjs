// SPDX-License-Identifier: AGPL-3.0-or-later
// Addresses of the program, as those who follow its links tell them apart.

/** One kind of page: ids replaced, query left out. */
export const kindOf = (address) => address.split(/[?#]/)[0].replace(/\/[\w-]{22}(?=\/|$)/g, "/…").replace(/^\/paper\/\w+/, "/paper/…").replace(/^\/drafts\/[^/]+/, "/drafts/…");

/** Answers that a browser saves, or shows within a page. */
export const isDownload = (address) => /\/(pdf|csv|download|picture|code)$|\/drawings\/\w+$/.test(address);
