#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes packs/words/en.txt and packs/words/ru.txt, the words of generated passphrases.

English words come from the EFF's long list in Debian's package `diceware`, Russian ones from the dictionary
of Debian's `hunspell-ru`. Both pass the screens in tools/word_screen/. The same input gives the same lists;
they are committed, so that the build needs neither package.

    tools/make_word_lists.py            writes the lists and says how many words they have
    tools/make_word_lists.py --check    fails when the lists on disk differ, writes nothing
    tools/make_word_lists.py --sample   also prints 300 words of each list, for reading
"""

import argparse
import bisect
import collections
import math
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCREENS = ROOT / "tools" / "word_screen"
LISTS = ROOT / "packs" / "words"
EFF_LIST = pathlib.Path("/usr/lib/python3/dist-packages/diceware/wordlists/wordlist_en_eff.txt")
HUNSPELL_RU = pathlib.Path("/usr/share/hunspell/ru_RU.dic")

LEAST_WORDS = 4096


class Screen:
    """Reads a screen: `word`, `stem*`, `*part*`, and `!word` for exceptions; `#` and `[…]` are for readers."""

    def __init__(self, path):
        patterns, self.kept = [], set()
        for line in path.read_text(encoding="utf-8").splitlines():
            line = line.split("#")[0].strip()
            if not line or line.startswith("["):
                continue
            for token in line.split():
                if token.startswith("!"):
                    self.kept.add(token[1:])
                else:
                    patterns.append(re.escape(token).replace(r"\*", ".*"))
        self.blocked = re.compile("(?:" + "|".join(patterns) + r")\Z")

    def passes(self, word):
        return word in self.kept or not self.blocked.match(word)


def english_words():
    words = [line.split()[-1] for line in EFF_LIST.read_text(encoding="utf-8").splitlines() if line.strip()]
    screen = Screen(SCREENS / "en.txt")
    return sorted(word for word in set(words) if re.fullmatch("[a-z]{3,9}", word) and screen.passes(word))


def common_russian_words(dictionary, screen):
    """Words that everybody knows though few others are made from them, as far as the dictionary has them."""
    path = SCREENS / "ru_common.txt"
    lines = [line.split("#")[0] for line in path.read_text(encoding="utf-8").splitlines()]
    words = set(" ".join(lines).split())
    unfit = {word for word in words if not dictionary.is_plain(word) or not screen.passes(word)}
    if unfit:
        sys.exit(f"{path.name}: not in the dictionary, or screened out: {' '.join(sorted(unfit))}")
    return words


class RussianDictionary:
    """Base forms with their affix classes."""

    # Classes that only nouns have; the others inflect verbs and adjectives.
    NOUN_CLASSES = set("EFGHIJKNO")
    # A word that many others are made from is one that people know: "стол", "столик", "столовый".
    RELATED = re.compile(
        "[аеиоуыюяьй]{0,2}|[оеё]?н?(ный|ной|ник|ничать|ница|ость|но)|ск(ий|ой)|[оеё]?в(ый|ой|ать|ник|ка|щик)|[иы]?к[аи]?"
        "|[оеё]к|[оеё]чек|[оеё]чк[аио]|чик|щик|ист|иться|ить|ать|еть|истый|ник|ница|ушка|[ие]ц[аы]|енький|ище|астый|атый"
        "|янка|инка|янный|еный|онный|ьный|ьник|ьчик|ька"
    )

    def __init__(self, path):
        self.classes = {}
        for line in path.read_text(encoding="utf-8").splitlines()[1:]:
            word, _, classes = line.strip().partition("/")
            if re.fullmatch("[а-яё]+", word):
                self.classes.setdefault(word, set()).update(classes)
        self.ordered = sorted(self.classes)
        self.spelled_without_yo = {word.replace("ё", "е") for word in self.classes if "ё" in word}

    def is_plain(self, word):
        """A word of four to eight letters that is spelled in one way only."""
        return (
            word in self.classes
            and re.fullmatch("[а-я]{4,8}", word) is not None
            and "ъ" not in word
            and word not in self.spelled_without_yo
        )

    def is_noun(self, word):
        classes = self.classes[word]
        return bool(classes) and classes <= self.NOUN_CLASSES and not re.search("(ый|ий|ой|ться|чь)$", word)

    def relatives(self, word):
        stem = re.sub("[аеиоуыэюяьй]+$", "", word)
        stem = word if len(stem) < 3 else stem
        start = bisect.bisect_left(self.ordered, stem)
        end = bisect.bisect_left(self.ordered, stem + "\uffff")
        return sum(1 for other in self.ordered[start:end] if self.RELATED.fullmatch(other[len(stem) :]))

    def is_diminutive(self, word):
        """Whether the dictionary has the word that this one is made from by a common suffix."""
        sources = {
            "ик": ["", "а", "ь"], "чик": ["", "ц", "ка"], "ок": ["", "к", "х"], "ек": ["ц", "ь"],
            "ка": ["а", "я", "ь", "о"], "ко": ["о", ""], "чка": ["ка", "ца"], "ушка": ["а", "я", ""],
            "юшка": ["я", "ь"], "ушко": ["о"], "ышко": ["о"], "ишко": ["о", ""], "ишка": ["", "а"],
            "ище": ["", "о"], "ица": ["а", "я", "ь", ""], "ец": ["", "о"], "енка": ["", "ня"],
            "инка": ["а", "ина", "", "о"], "онка": ["она", ""], "ина": ["", "а", "ь", "о"], "ья": ["", "о"], "ня": [""],
        }
        for suffix, endings in sources.items():
            stem = word[: -len(suffix)]
            if word.endswith(suffix) and len(stem) >= 3 and any(stem + ending in self.classes for ending in endings):
                return True
        softened = re.fullmatch("(.+)([чжш])(ек|ок|ка|ик)", word)
        if not softened:
            return False
        stem = softened.group(1) + {"ч": "к", "ж": "г", "ш": "х"}[softened.group(2)]
        return any(stem + ending in self.classes for ending in ("", "а", "о", "ка"))

    @staticmethod
    def looks_inflected(word):
        """Plurals, comparatives and cases that stand in the dictionary as words of their own."""
        return re.search("(ее|ей|[иы])$", word) is not None


def russian_words():
    dictionary = RussianDictionary(HUNSPELL_RU)
    screen = Screen(SCREENS / "ru.txt")
    abstract = re.compile(".*(ость|есть|изм|анин|янин|ание|ение|тие|янка|анка|ист|ство|ёнок|онок|енок|овна|ович|щина|нье|тье|ующий)")
    found = []
    for word in dictionary.ordered:
        if not dictionary.is_plain(word):
            continue
        if not dictionary.is_noun(word) or abstract.fullmatch(word) or dictionary.looks_inflected(word):
            continue
        if dictionary.is_diminutive(word) or not screen.passes(word):
            continue
        relatives = dictionary.relatives(word)
        if relatives >= 2:
            found.append((word, relatives))
    return sorted(set(thinned(found)) | common_russian_words(dictionary, screen))


def thinned(found):
    """At most three words that begin with the same four letters: the ones with most relatives."""
    by_start = collections.defaultdict(list)
    for word, relatives in found:
        by_start[word[:4]].append((-relatives, len(word), word))
    return [word for group in by_start.values() for _, _, word in sorted(group)[:3]]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sample", action="store_true")
    options = parser.parse_args()
    failed = False
    for language, words in (("en", english_words()), ("ru", russian_words())):
        path = LISTS / f"{language}.txt"
        text = "".join(word + "\n" for word in words)
        print(f"{language}: {len(words)} words, {math.log2(len(words)):.2f} bits each")
        if len(words) < LEAST_WORDS:
            print(f"{language}: fewer than {LEAST_WORDS} words", file=sys.stderr)
            failed = True
        if options.check:
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                print(f"{path.relative_to(ROOT)} differs from what this tool makes", file=sys.stderr)
                failed = True
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        if options.sample:
            print(" ".join(sorted(random.sample(words, min(300, len(words))))))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
