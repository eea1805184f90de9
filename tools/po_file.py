# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reads PO catalogues as far as the lints need it."""

import re
from dataclasses import dataclass

_PART = re.compile(r'(?:(msgid|msgstr|msgctxt|msgid_plural)\s+)?"((?:\\.|[^"\\])*)"\s*$')
_ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


@dataclass
class Entry:
    """One message of a catalogue."""

    id: str
    text: str
    line: int
    fuzzy: bool


class PoError(ValueError):
    """The file cannot be read; `line` says where."""

    def __init__(self, line, sentence):
        super().__init__(sentence)
        self.line = line


def _unescape(text):
    return re.sub(r"\\(.)", lambda match: _ESCAPES.get(match.group(1), match.group(1)), text)


def read(text):
    """Entries of a catalogue in their order, without the header; PoError for anything else than id and text."""
    entries, parts, where, start, fuzzy = [], {"msgid": None, "msgstr": None}, None, 0, False

    def close():
        nonlocal fuzzy
        if parts["msgid"] is not None:
            entries.append(Entry(parts["msgid"], parts["msgstr"] or "", start, fuzzy))
            fuzzy = False
        parts.update(msgid=None, msgstr=None)

    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            if where == "msgstr":
                close()
                where = None
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
            continue
        match = _PART.match(line)
        if not match or (match.group(1) is None and where is None):
            raise PoError(number, "This line is neither a comment nor part of a message.")
        if match.group(1) in ("msgctxt", "msgid_plural"):
            raise PoError(number, "Ids need no context and no plural; ICU patterns have plurals of their own.")
        if match.group(1) == "msgid":
            close()
            start = number
        where = match.group(1) or where
        parts[where] = (parts[where] or "") + _unescape(match.group(2))
    close()
    return [entry for entry in entries if entry.id]
