# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the lints share: walking the tree, reading C++ without its comments, reporting."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SKIPPED_FOLDERS = {"build", "node_modules", ".git", "shots", "__pycache__"}

_CODE = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<raw>R"(?P<mark>[^()\s\\]{0,16})\(.*?\)(?P=mark)")"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*")"""
    r"""|(?<![0-9A-Za-z])(?P<char>'(?:\\.|[^'\\\n])+')""",
    re.DOTALL | re.VERBOSE,
)


def files(root, suffixes, *folders):
    """Files below `folders` of `root` with one of `suffixes`, in a stable order."""
    found = []
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            parts = path.relative_to(root).parts
            if path.suffix in suffixes and path.is_file() and not SKIPPED_FOLDERS.intersection(parts):
                found.append(path)
    return found


def is_test(path):
    """Whether a C++ file is a test, fuzz or benchmark program rather than a part of the program."""
    return path.stem.endswith(("_test", "_fuzz", "_bench", "_for_test", "_test_support"))


def without_comments(text, keep_strings=True):
    """C++ text with comments (and, on request, contents of literals) as blanks; line numbers stay."""

    def blank(match):
        if keep_strings and match.group("comment") is None:
            return match.group(0)
        return re.sub(r"[^\n]", " ", match.group(0))

    return _CODE.sub(blank, text)


def line_of(text, position):
    """One-based line number of a position in a text."""
    return text.count("\n", 0, position) + 1


class Report:
    """Collects findings and prints them as `file:line: sentence`."""

    def __init__(self, root):
        self.root = root
        self.findings = []

    def add(self, path, line, sentence):
        path = Path(path)
        shown = path.relative_to(self.root) if path.is_absolute() and path.is_relative_to(self.root) else path
        self.findings.append((str(shown), line, sentence))

    def finish(self, name):
        """Prints all findings in order; returns the exit code."""
        for shown, line, sentence in sorted(set(self.findings)):
            print(f"{shown}:{line}: {sentence}")
        count = len(set(self.findings))
        print(f"{name}: " + ("nothing to mend" if count == 0 else f"{count} to mend"))
        return 1 if count else 0
