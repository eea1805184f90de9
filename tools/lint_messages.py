#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks that every message exists in every language, with the same arguments, and nobody is written to rudely.

Ids come from msg("…") in C++, from record types and code lists in packs/, and from the families that tools/messages.toml
names for ids that the program puts together. The rules for texts stand in the same file."""

import fnmatch
import re
import sys
import tomllib

import icu_pattern
import po_file
from lint_common import ROOT, Report, files
from message_ids import from_code, from_packs

SOURCE_LANGUAGE = "en"
OPTIONAL = ("hint", "help", "plural", "constraint")  # what a type, a field or a code may have beside its label


def catalogue(report, root, language):
    """{id: (file, entry)} of a language."""
    messages = {}
    for file in files(root, {".po"}, f"locale/{language}"):
        try:
            entries = po_file.read(file.read_text(encoding="utf-8"))
        except po_file.PoError as problem:
            report.add(file, problem.line, str(problem))
            continue
        for entry in entries:
            if entry.id in messages:
                report.add(file, entry.line, f"{entry.id} stands already in {messages[entry.id][0].name}.")
            messages.setdefault(entry.id, (file, entry))
            if not entry.text or entry.fuzzy:
                report.add(file, entry.line, f"{entry.id} has no text yet." if not entry.text
                           else f"{entry.id} is marked fuzzy: somebody who speaks the language looks at it.")
    return messages


def check_text(report, rules, language, file, entry):
    """The rules for one text; returns the names of the arguments it shows, or None if it cannot be read."""
    try:
        pattern = icu_pattern.read(entry.text)
    except icu_pattern.PatternError as problem:
        report.add(file, entry.line, f"{entry.id}: {problem}.")
        return None
    most = rules["most_words"]
    if pattern.words > most:
        report.add(file, entry.line, f"{entry.id} has a sentence of {pattern.words} words; a reader takes in {most}.")
    for rule in rules["banned"]:
        hit = re.search(rule["words"], pattern.text, re.IGNORECASE) if rule["language"] in (language, "*") else None
        if hit and not matches(entry.id, rule.get("except", [])):
            report.add(file, entry.line, f"{entry.id} says “{hit.group(0)}”; {rule['instead']}.")
    for name, kind, selectors in pattern.branches:
        missing = set(rules["plurals"].get(language, [])) - set(selectors) if kind == "plural" else set()
        if missing:
            report.add(file, entry.line, f"{entry.id}: the plural of {name} lacks {', '.join(sorted(missing))}.")
    return pattern.shown


def matches(message, patterns):
    return any(fnmatch.fnmatchcase(message, pattern) for pattern in patterns)


def check_use(report, root, rules, messages, needed, built):
    """No message that nobody needs, no family that has no message."""
    known = set().union(*messages.values())
    # type.… and list.… are answered for by the packs, however the program puts them together.
    families = rules["families"] + [family for family in sorted(built) if not family.startswith(("type.", "list."))]
    bases = {message.removesuffix(".label") for message in needed} | set(needed)
    for language in messages.values():
        for message, (file, entry) in language.items():
            base, _, last = message.rpartition(".")
            if not (message in needed or (last in OPTIONAL and base in bases) or matches(message, families)):
                report.add(file, entry.line, f"{message} is used nowhere.")
    for family in rules["families"]:
        if not any(fnmatch.fnmatchcase(message, family) for message in known):
            report.add(root / "tools/messages.toml", 1, f"The family {family} has no message.")


def lint(root):
    """Findings for the tree below `root`."""
    report = Report(root)
    rules = tomllib.loads((root / "tools/messages.toml").read_text(encoding="utf-8"))
    needed, built = from_code(report, root)
    needed = from_packs(report, root) | needed
    languages = sorted(path.name for path in (root / "locale").iterdir() if path.is_dir())
    messages = {language: catalogue(report, root, language) for language in languages}
    arguments = {language: {message: check_text(report, rules, language, file, entry)
                            for message, (file, entry) in entries.items()}
                 for language, entries in messages.items()}
    everywhere = needed | {message: (file, entry.line)
                           for entries in messages.values() for message, (file, entry) in entries.items()}
    for message, (file, line) in (everywhere | needed).items():
        absent = [language for language in languages if message not in messages[language]]
        if absent:
            report.add(file, line, f"{message} has no text in {', '.join(absent)}.")
    for message, ours in arguments.get(SOURCE_LANGUAGE, {}).items():
        for language in languages:
            theirs = arguments[language].get(message)
            if ours is not None and theirs is not None and ours != theirs:
                file, entry = messages[language][message]
                differing = ", ".join(sorted(ours ^ theirs))
                report.add(file, entry.line, f"{message} differs from {SOURCE_LANGUAGE} in its arguments: {differing}.")
    check_use(report, root, rules, messages, needed, built)
    return report


if __name__ == "__main__":
    sys.exit(lint(ROOT).finish("messages"))
