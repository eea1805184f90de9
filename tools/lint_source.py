#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks source files for calls that the project does without, and counts those it must be able to list.

--update writes tools/reveal.golden anew."""

import re
import sys

from lint_common import ROOT, Report, files, is_test, line_of, without_comments

SUFFIXES = {".cpp", ".hpp", ".py", ".mjs", ".js", ".css", ".cmake"}
WITH_LICENCE = {".cpp", ".hpp", ".py", ".mjs", ".js", ".css"}
FOLDERS = ("src", "tests", "bench", "tools", "cmake")
MOST_LINES = 400

# (pattern, folders below src/ that may, whether tests may, sentence)
RULES = [
    (r"\bsystem_clock::now\b|\bhigh_resolution_clock::now\b|\bgettimeofday\s*\("
     r"|\b(?:std::|::)?time\s*\(\s*(?:nullptr|NULL|0|&\w+)\s*\)",
     ("base",), False, "Take the time from a Clock& that is passed in."),
    (r"\bs?rand\s*\(|\bmt19937|\brandom_device\b|\bdefault_random_engine\b|\brandombytes_|\bgetrandom\s*\(",
     ("base", "vault/crypto"), True, "Take randomness from a Random& that is passed in."),
    (r"\bstd::sto(?:i|l|ll|ul|ull|f|d|ld)\b|\bato(?:i|l|ll|f)\s*\(|\bstrto(?:l|ll|ul|ull|f|d|ld|imax|umax)\s*\(",
     (), False, "Read numbers with base/text.hpp, which refuses what is not wholly a number."),
    (r"\bsetlocale\s*\(|\blocale::global\b", (), False, "Nothing depends on the machine's locale; use i18n."),
    (r"\bstd::(?:cout|cerr|clog)\b|\b(?<!s)(?<!sn)printf\s*\(|\bputs\s*\(",
     ("main", "cli"), False, "Only the command line prints; elsewhere use base/log.hpp."),
    (r"\bNOLINT(?!BEGIN|END)(?:NEXTLINE)?\b(?!\([a-z][\w.,*\- ]*\)[: ]+\S)",
     (), False, "NOLINT names its check and a reason: NOLINT(check): reason."),
]
COUNTED = {"reveal": re.compile(r"(?:\.|->)\s*reveal\s*\("), "trusted": re.compile(r"\bHtml::trusted\s*\(")}


def check_calls(report, root, file, text):
    below_src = file.relative_to(root / "src").as_posix()
    code = without_comments(text, keep_strings=False)
    for pattern, owners, tests_may, sentence in RULES:
        if any(below_src.startswith(owner + "/") for owner in owners) or (tests_may and is_test(file)):
            continue
        searched = text if "NOLINT" in pattern else code
        for match in re.finditer(pattern, searched):
            report.add(file, line_of(text, match.start()), sentence)


def table(path):
    """Lines `key rest` of a data file, as {key: (line number, rest)}."""
    rows = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines() if path.exists() else [], 1):
        if line.strip() and not line.startswith("#"):
            key, _, rest = line.strip().partition(" ")
            rows[key] = (number, rest.strip())
    return rows


def counts(root):
    """{`file:what`: count} of the calls that are counted, outside tests."""
    found = {}
    for file in files(root, {".cpp", ".hpp"}, "src"):
        if is_test(file):
            continue
        code = without_comments(file.read_text(encoding="utf-8"), keep_strings=False)
        for name, pattern in COUNTED.items():
            number = len(pattern.findall(code))
            if number:
                found[f"{file.relative_to(root).as_posix()}:{name}"] = number
    return found


def update(root):
    lines = [f"{key} {number}" for key, number in sorted(counts(root).items())]
    head = "# Calls that let a value out of Sensitive<T> (reveal) or put HTML in unescaped (trusted), by file.\n" \
           "# Written by tools/lint_source.py --update; read each new line as a reviewer.\n"
    (root / "tools/reveal.golden").write_text(head + "".join(line + "\n" for line in lines), encoding="utf-8")


def check_counts(report, root):
    golden_file = root / "tools/reveal.golden"
    golden, now = table(golden_file), counts(root)
    for key in sorted(set(golden) | set(now)):
        path, _, name = key.rpartition(":")
        line, expected = golden.get(key, (1, "0"))
        if str(now.get(key, 0)) != expected:
            report.add(golden_file, line, f"{path} calls {name}() {now.get(key, 0)} times, the list says {expected}; "
                       "look at each, then run tools/lint_source.py --update.")


def check_length(report, root, lengths):
    reasons_file = root / "tools/long_files.txt"
    reasons = table(reasons_file)
    for path, length in lengths.items():
        if length > MOST_LINES and not reasons.get(path, (0, ""))[1]:
            report.add(path, MOST_LINES, f"The file has {length} lines; split it, or give a reason in tools/long_files.txt.")
    for path, (line, _) in reasons.items():
        if lengths.get(path, 0) <= MOST_LINES:
            report.add(reasons_file, line, f"{path} is not long any more; take the line out.")


def lint(root):
    """Findings for the tree below `root`."""
    report, lengths = Report(root), {}
    for file in files(root, SUFFIXES, *FOLDERS):
        text = file.read_text(encoding="utf-8")
        if file.suffix != ".css":
            lengths[file.relative_to(root).as_posix()] = text.count("\n")
        if file.suffix in WITH_LICENCE and "SPDX-License-Identifier: AGPL-3.0-or-later" not in text[:200]:
            report.add(file, 1, "The line SPDX-License-Identifier: AGPL-3.0-or-later is missing.")
        if file.suffix in {".cpp", ".hpp"} and file.is_relative_to(root / "src"):
            check_calls(report, root, file, text)
    check_counts(report, root)
    check_length(report, root, lengths)
    return report


if __name__ == "__main__":
    if "--update" in sys.argv[1:]:
        update(ROOT)
    sys.exit(lint(ROOT).finish("source"))
