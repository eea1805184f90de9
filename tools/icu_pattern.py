# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads an ICU MessageFormat pattern as far as the lints need it."""

import re
from dataclasses import dataclass, field

_ARGUMENT = re.compile(r"\s*([A-Za-z0-9_]+)\s*(?:,\s*([a-z]+)\s*)?")
_BRANCH = re.compile(r"\s*(?:offset:\d+\s*)?(=\d+|[A-Za-z0-9_]+)\s*\{")
_BRANCHING = {"plural", "select", "selectordinal"}


class PatternError(ValueError):
    """The pattern cannot be read; the text says why."""


@dataclass
class Pattern:
    """What a pattern holds."""

    arguments: set = field(default_factory=set)  # names
    shown: set = field(default_factory=set)  # those that do more than choose a branch
    branches: list = field(default_factory=list)  # (argument, kind, [selectors])
    text: str = ""  # everything that is shown, all branches one after the other
    words: int = 0  # of the longest sentence in the longest reading


def _words(text):
    return len(re.findall(r"\w+(?:[-’']\w+)*", text))


def _longest_sentence(text):
    """Its words. A sentence ends with a full stop, a question mark or a line."""
    return max(_words(sentence) for sentence in re.split(r"(?<=[.?!…])\s+|\n", text))


class _Reader:
    def __init__(self, source):
        self.source = source
        self.at = 0
        self.found = Pattern()

    def quoted(self):
        """After an apostrophe: '' is one, '{ begins a quotation, anything else is itself."""
        after = self.source[self.at + 1 : self.at + 2]
        if after == "'":
            self.at += 2
            return "'"
        if not after or after not in "{}#|":
            self.at += 1
            return "'"
        end = self.source.find("'", self.at + 1)
        if end < 0:
            end = len(self.source)
        taken = self.source[self.at + 1 : end]
        self.at = end + 1
        return taken

    def message(self, depth):
        """Reads up to the brace that ends this level; returns its longest reading."""
        reading, text = "", ""
        while self.at < len(self.source):
            sign = self.source[self.at]
            if sign == "'":
                quoted = self.quoted()
                reading += quoted
                text += quoted
            elif sign == "{":
                self.at += 1
                reading += self.argument(depth)
                text += " \N{OBJECT REPLACEMENT CHARACTER} "
            elif sign == "}" and depth > 0:
                break
            elif sign == "}":
                raise PatternError("a closing brace has no opening one")
            else:
                reading += sign
                text += sign
                self.at += 1
        self.found.text += text + "\n"
        return reading

    def argument(self, depth):
        match = _ARGUMENT.match(self.source, self.at)
        if not match:
            raise PatternError("an opening brace is not followed by the name of an argument")
        name, kind = match.groups()
        self.at = match.end()
        self.found.arguments.add(name)
        if kind != "select":
            self.found.shown.add(name)
        if kind in _BRANCHING:
            return self.all_branches(name, kind, depth)
        end = self.source.find("}", self.at)
        if end < 0:
            raise PatternError(f"the argument {name} is not closed")
        if self.at < end and self.source[self.at] != ",":
            raise PatternError(f"after the argument {name} stands something that is no format")
        self.at = end + 1
        return name

    def all_branches(self, name, kind, depth):
        if self.source[self.at : self.at + 1] != ",":
            raise PatternError(f"the {kind} of {name} has no branches")
        self.at += 1
        selectors, longest = [], ""
        while match := _BRANCH.match(self.source, self.at):
            selectors.append(match.group(1))
            self.at = match.end()
            longest = max(longest, self.message(depth + 1), key=_words)
            if self.source[self.at : self.at + 1] != "}":
                raise PatternError(f"the branch {selectors[-1]} of {name} is not closed")
            self.at += 1
        self.at = len(self.source) - len(self.source[self.at :].lstrip())
        if self.source[self.at : self.at + 1] != "}":
            raise PatternError(f"the {kind} of {name} is not closed")
        self.at += 1
        if "other" not in selectors:
            raise PatternError(f"the {kind} of {name} has no branch other")
        self.found.branches.append((name, kind, selectors))
        return longest


def read(source):
    """The Pattern of a text, or PatternError."""
    reader = _Reader(source)
    reader.found.words = _longest_sentence(reader.message(0))
    return reader.found
