// SPDX-License-Identifier: AGPL-3.0-or-later
// G24, G25 and G28: what was said stays what it was, in words, on paper and in every spelling.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { startNode } from "./support/node.mjs";
import { visitor } from "./support/visitor.mjs";

const languages = ["en", "ru"];
const plain = (markup) => markup.replace(/<[^>]*>/g, " ").replace(/&#39;/g, "'").replace(/&amp;/g, "&").replace(/\s+/g, " ");

/** The names of the inputs of a field, with what stands in them. */
function boxesOf(page, field) {
  const boxes = {};
  for (const [input] of page.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1] ?? "";
    if (name.startsWith(`${field}.`)) boxes[name] = /value="([^"]*)"/.exec(input)?.[1] ?? "";
  }
  for (const [, name, options] of page.matchAll(/<select[^>]*name="([^"]*)"[^>]*>(.*?)<\/select>/gs)) {
    if (name.startsWith(`${field}.`)) boxes[name] = /value="([^"]*)" selected/.exec(options)?.[1] ?? /value="([^"]*)"/.exec(options)?.[1] ?? "";
  }
  return boxes;
}

describe("answers", () => {
  let node;
  const workers = {};
  before(async () => {
    node = await startNode();
    for (const language of languages) {
      workers[language] = visitor(node.base);
      await workers[language].signIn(node.user("social_worker", language));
    }
  });
  after(() => node?.stop());

  /** A call with these answers. Returns its address. */
  async function takeCall(worker, fields) {
    const form = await worker.get("/calls/new");
    const saved = await worker.post("/calls/new", {
      batch: worker.valueOf(form.text, "batch"), danger_now: "no", caller_kind: "family", needs: "legal", keep: "yes", words: "told", ...fields,
    });
    assert.equal(saved.status, 303, plain(saved.text).slice(0, 1500));
    return saved.to.split("?")[0];
  }

  const missing = {
    unknown: { en: "Does not know", ru: "Не знает" },
    refused: { en: "Prefers not to answer", ru: "Предпочитает не отвечать" },
    not_asked: { en: "Not asked", ru: "Не спрашивали" },
  };
  for (const language of languages) {
    it(`G25 unknown, refused and not asked stay three answers when saved, changed and printed (${language})`, async () => {
      const worker = workers[language];
      const words = Object.values(missing).map((each) => each[language]);
      for (const [why, said] of Object.entries(missing)) {
        const call = await takeCall(worker, { "region.why": why });
        const says = (page) => words.filter((word) => plain(page.text).includes(word));
        assert.deepEqual(says(await worker.get(call)), [said[language]], `${why} on the page`);
        assert.deepEqual(says(await worker.get(`${call}?print=1`)), [said[language]], `${why} on paper`);
        const form = await worker.get(`${call}/edit`);
        assert.equal(boxesOf(form.text, "region")["region.why"], why, `${why} in the form`);
        const changed = await worker.post(`${call}/edit`, {
          batch: worker.valueOf(form.text, "batch"), _base: worker.valueOf(form.text, "_base"),
          danger_now: "no", caller_kind: "family", needs: "legal", keep: "yes", "region.why": boxesOf(form.text, "region")["region.why"],
        });
        assert.equal(changed.status, 303, plain(changed.text).slice(0, 1500));
        assert.deepEqual(says(await worker.get(call)), [said[language]], `${why} after a change of something else`);
      }
    });
  }

  /** What is typed into the boxes (day, month, year, how well it is known, second date), and how the page says it. */
  const dates = [
    [{ year: "2014" }, "2014", "2014 год"],
    [{ year: " 2014 " }, "2014", "2014 год"],
    [{ month: "5", year: "2014" }, "May 2014", "май 2014 года"],
    [{ month: "May", year: "2014" }, "May 2014", "май 2014 года"],
    [{ month: "мая", year: "2014" }, "May 2014", "май 2014 года"],
    [{ day: "3", month: "5", year: "2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "03", month: "05", year: "2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "3", month: "May", year: "2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "3", month: "мая", year: "2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "3 мая 2014 года" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "May 3, 2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "3.5.2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "2014-05-03" }, "3 May 2014", "3 мая 2014 года"],
    [{ year: "29.02.2024" }, "29 February 2024", "29 февраля 2024 года"],
    [{ day: "12 сент. 2019" }, "12 September 2019", "12 сентября 2019 года"],
    [{ day: "3 майи соли 2014" }, "3 May 2014", "3 мая 2014 года"],
    [{ day: "2014-жылдын 3-майы" }, "3 May 2014", "3 мая 2014 года"],
    [{ month: "Август 2013 года" }, "August 2013", "август 2013 года"],
    [{ year: "2014", precision: "approximate" }, "about 2014", "около 2014 года"],
    [{ month: "5", year: "2014", precision: "approximate" }, "about May 2014", "около мая 2014 года"],
    [{ day: "3", month: "5", year: "2014", precision: "approximate" }, "about 3 May 2014", "около 3 мая 2014 года"],
    [{ year: "2014", precision: "before" }, "before 2014", "до 2014 года"],
    [{ month: "марта", year: "2014", precision: "before" }, "before March 2014", "до марта 2014 года"],
    [{ day: "1", month: "12", year: "2020", precision: "before" }, "before 1 December 2020", "до 1 декабря 2020 года"],
    [{ year: "2014", precision: "after" }, "after 2014", "после 2014 года"],
    [{ month: "10", year: "2014", precision: "after" }, "after October 2014", "после октября 2014 года"],
    [{ day: "1", month: "12", year: "2020", precision: "after" }, "after 1 December 2020", "после 1 декабря 2020 года"],
    [{ month: "3", year: "2014", precision: "between", until: { month: "6", year: "2014" } },
      "between March 2014 and June 2014", "между мартом 2014 года и июнем 2014 года"],
    [{ year: "2014", precision: "between", until: { year: "2015" } }, "between 2014 and 2015", "между 2014 годом и 2015 годом"],
    [{ day: "1", month: "2", year: "2014", precision: "between", until: { day: "3", month: "2", year: "2014" } },
      "between 1 February 2014 and 3 February 2014", "между 1 февраля 2014 года и 3 февраля 2014 года"],
  ];
  const inputsOf = (typed) => Object.fromEntries(Object.entries(typed).flatMap(([part, text]) =>
    (part === "until" ? Object.entries(text).map(([box, inner]) => [`letter_date.until.${box}`, inner]) : [[`letter_date.${part}`, text]])));

  languages.forEach((language, at) => {
    it(`G24 sixty dates, year alone to between, are said as they were typed and stay so (${language})`, async () => {
      assert.equal(dates.length * languages.length, 60);
      const worker = workers[language];
      for (const [typed, ...said] of dates) {
        const call = await takeCall(worker, { channel: "letter", ...inputsOf(typed) });
        const page = plain((await worker.get(call)).text);
        assert.ok(page.includes(` ${said[at]} `), `${JSON.stringify(typed)}: «${said[at]}» is not on the page: ${page.slice(0, 1500)}`);
        const form = await worker.get(`${call}/edit`);
        const boxes = boxesOf(form.text, "letter_date");
        const changed = await worker.post(`${call}/edit`, {
          batch: worker.valueOf(form.text, "batch"), _base: worker.valueOf(form.text, "_base"),
          danger_now: "no", caller_kind: "family", needs: "legal", keep: "yes", channel: "letter", region: "TJ-SU", ...boxes,
        });
        assert.equal(changed.status, 303, `${JSON.stringify(boxes)}: ${plain(changed.text).slice(0, 800)}`);
        assert.ok(plain((await worker.get(call)).text).includes(` ${said[at]} `), `${JSON.stringify(typed)} is another date after a change`);
      }
    });
  });

  /** Invented names, and how colleagues write them who hear them in Tajik, Kyrgyz, Uzbek, Russian or English. */
  const known = [
    ["Ҷамшед", "Бодомзода", ["Джамшед Бодомзода", "Jamshed Bodomzoda", "Жамшед Бодомзода", "Jamshid Bodomzoda"]],
    ["Фирӯз", "Анорзода", ["Фируз Анорзода", "Firuz Anorzoda", "Feruz Anorzoda", "Firouz Anorzoda"]],
    ["Шаҳром", "Гелосзода", ["Шахром Гелосзода", "Shahrom Geloszoda", "Шахрам Гелосзода", "Shakhrom Geloszoda"]],
    ["Ғайрат", "Чормағзов", ["Гайрат Чормагзов", "Gayrat Chormagzov", "Gʻayrat Chormagʻzov", "Ghayrat Chormaghzov"]],
    ["Нурлан", "Өрүкбаев", ["Нурлан Орукбаев", "Nurlan Orukbaev", "Nurlan Örükbaev", "Nurlan Orukbayev"]],
    ["Юсуф", "Шаҳтутов", ["Юсуф Шахтутов", "Yusuf Shahtutov", "Yusuf Shakhtutov", "Шаҳтутов Юсуф"]],
    ["Temur", "Yongʻoqzoda", ["Темур Ёнғоқзода", "Темур Ёнгокзода", "Temur Yongoqzoda", "Temur Yong'oqzoda"]],
    ["Зулайҳо", "Ангурова", ["Зулайхо Ангурова", "Zulaykho Angurova", "Zulayho Angurova", "Ангурова Зулайҳо"]],
    ["Айгүл", "Алмалуева", ["Айгуль Алмалуева", "Aigul Almalueva", "Aygul Almalueva", "Айгул Алмалуева"]],
    ["Меҳрангез", "Себзода", ["Мехрангез Себзода", "Mehrangez Sebzoda", "Mekhrangez Sebzoda", "Себзода Меҳрангез"]],
    ["Қурбон", "Нокзода", ["Курбон Нокзода", "Qurbon Nokzoda", "Kurbon Nokzoda", "Qurban Nokzoda"]],
    ["Ҳусейн", "Тутов", ["Хусейн Тутов", "Husein Tutov", "Huseyn Tutov", "Khusein Tutov"]],
    ["Жаңыл", "Жийдебаева", ["Жаныл Жийдебаева", "Janyl Jiydebaeva", "Zhanyl Zhiydebaeva", "Жаңыл Жийдебаева"]],
    ["Oʻktam", "Olmazorov", ["Ўктам Олмазоров", "Уктам Олмазоров", "Uktam Olmazorov", "O'ktam Olmazorov"]],
    ["Шерзод", "Беҳизода", ["Шерзод Бехизода", "Sherzod Behizoda", "Sherzod Bekhizoda", "Шерзод Беҳизода"]],
    ["Ҷумъа", "Писташоев", ["Джума Писташоев", "Juma Pistashoev", "Жума Писташоев", "Jum'a Pistashoev"]],
    ["Хуршеда", "Зардолуева", ["Хуршеда Зардолуева", "Khursheda Zardolueva", "Xursheda Zardolueva", "Хуршида Зардолуева"]],
    ["Эрмек", "Талбаев", ["Эрмек Талбаев", "Ermek Talbaev", "Ermek Talbayev", "Талбаев Эрмек"]],
    ["Пётр", "Клёнов", ["Петр Кленов", "Petr Klenov", "Pyotr Klyonov", "Клёнов Пётр"]],
    ["Шоира", "Мурудзода", ["Шоира Мурудзода", "Shoira Murudzoda", "Мурудзода Шоира", "Shoira Murudzada"]],
  ];
  it("G28 twenty known people are found by their names in Tajik, Kyrgyz, Uzbek, Russian and English spelling", async () => {
    const worker = workers.en;
    const calls = new Map();
    for (const [given, family] of known) {
      calls.set(given, await takeCall(worker, { "about_name.0.kind": "official", "about_name.0.given": given, "about_name.0.family": family }));
    }
    const missed = [];
    for (const [given, family, spellings] of known) {
      for (const words of [`${given} ${family}`, ...spellings]) {
        const found = await worker.post("/find", { words });
        assert.equal(found.status, 200);
        if (!found.text.includes(`href="${calls.get(given)}"`)) missed.push(`${words} (${given} ${family})`);
      }
    }
    const asked = known.length * (known[0][2].length + 1);
    assert.ok(missed.length <= asked * 0.05, `${missed.length} of ${asked} were not found: ${missed.join(", ")}`);
  });
});
