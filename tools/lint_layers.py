#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Checks #include lines against the table in tools/layers.txt."""

import fnmatch
import re
import sys

from lint_common import ROOT, Report, files, is_test, line_of, without_comments

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


class Table:
    """The lines of layers.txt. `folders`: who may include whom; `headers`: who may include a <header>."""

    def __init__(self, text):
        self.folders = {}
        self.patterns = {}
        self.headers = {}
        self.lines = {}
        for number, line in enumerate(text.splitlines(), 1):
            line = line.partition("#")[0].strip()
            if not line:
                continue
            key, _, rest = line.partition(":")
            key = key.strip()
            kind = self.headers if key.startswith("<") else self.patterns if "*" in key else self.folders
            kind[key] = rest.split()
            self.lines[key] = number

    def home(self, path):
        """The folder of the table that a path below src/ belongs to, or None."""
        fitting = [name for name in self.folders if path.startswith(name + "/")]
        return max(fitting, key=len, default=None)

    def edges(self, path, home):
        """Pairs (key of the line, folder it allows) for a file."""
        keys = [home] + [pattern for pattern in self.patterns if fnmatch.fnmatch(path, pattern)]
        return [(key, name) for key in keys for name in self.folders.get(key, self.patterns.get(key, []))]


def below(path_or_folder, folder):
    """Whether it is the folder, something in it, or a file that begins with the folder's name."""
    return path_or_folder == folder or re.match(re.escape(folder) + r"[/_.]", path_or_folder) is not None


def check_ours(report, table, path, shown, line, target, used):
    """An #include "…" of `path`, both relative to src/."""
    home = table.home(path)
    theirs = table.home(target)
    if "/" not in target:
        report.add(shown, line, f'"{target}" is a short path; write the path from src/.')
    elif theirs is None and is_test(shown) and target.startswith("support/"):
        return
    elif theirs is None:
        report.add(shown, line, f'"{target}" is in a folder that tools/layers.txt does not name.')
    elif theirs != home and not is_test(shown):
        edges = table.edges(path, home)
        denied = any(name.startswith("!") and below(theirs, name[1:]) for _, name in edges)
        allowed = {(key, name) for key, name in edges if name == "*" or below(theirs, name)}
        used.update(allowed)
        if denied or not allowed:
            report.add(shown, line, f"{home} may not include {theirs}; tools/layers.txt says who may include whom.")


def check_headers(report, table, path, shown, line, header):
    """An #include <…>."""
    for key, owners in table.headers.items():
        pattern = key.strip("<>")
        hit = header.startswith(pattern) if not key.endswith(">") else header == pattern
        if hit and not any(below(path, owner) for owner in owners):
            where = "only in " + " and ".join(owners) if owners else "nowhere"
            report.add(shown, line, f"<{header}> may be included {where}.")


def lint(root):
    """Findings for the tree below `root`."""
    report = Report(root)
    table_file = root / "tools/layers.txt"
    table = Table(table_file.read_text(encoding="utf-8"))
    used, inhabited = set(), set()
    for file in files(root, {".hpp", ".cpp"}, "src"):
        path = file.relative_to(root / "src").as_posix()
        home = table.home(path)
        if home is None:
            report.add(file, 1, "The folder of this file has no line in tools/layers.txt.")
            continue
        inhabited.add(home)
        inhabited.update(pattern for pattern in table.patterns if fnmatch.fnmatch(path, pattern))
        text = file.read_text(encoding="utf-8")
        for match in INCLUDE.finditer(without_comments(text)):
            line = line_of(text, match.start(2))
            if match.group(1) == "<":
                check_headers(report, table, path, file, line, match.group(2))
            else:
                check_ours(report, table, path, file, line, match.group(2), used)
    for key, names in (table.folders | table.patterns).items():
        for name in names:
            if key in inhabited and not name.startswith("!") and name != "*" and (key, name) not in used:
                report.add(table_file, table.lines[key], f"{key} does not need {name} any more; take it off the line.")
    return report


if __name__ == "__main__":
    sys.exit(lint(ROOT).finish("layers"))
