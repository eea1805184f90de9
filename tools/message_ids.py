# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which message ids the program and the packs need."""

import re

import yaml

from lint_common import files, is_test, line_of, without_comments

CALL = re.compile(r'\bmsg\(\s*(?:"([^"]*)"\s*\)|(?=[^)\s]))')
# A literal such as "date.month." or "role.{}.label": what ids are put together from.
BUILT = re.compile(r'"([a-z][a-z0-9_]*(?:\.(?:[a-z0-9_]|\{[^}"]*\})+)*\.?)"')


def from_code(report, root):
    """({id: (file, line)} of msg("…"), patterns of ids put together from literals)."""
    ids, built = {}, set()
    for file in files(root, {".cpp", ".hpp"}, "src"):
        if is_test(file) or file.name == "message.hpp":
            continue
        text = without_comments(file.read_text(encoding="utf-8"))
        for match in CALL.finditer(text):
            if match.group(1) is None:
                report.add(file, line_of(text, match.start()), "The argument of msg() must be one literal.")
            else:
                ids.setdefault(match.group(1), (file, line_of(text, match.start())))
        for literal in BUILT.findall(text):
            if literal.endswith(".") or ".{" in literal:
                built.add(re.sub(r"\{[^}]*\}", "*", literal) + ("*" if literal.endswith(".") else ""))
    return ids, built


def declarations(node):
    """All record types and code lists in a YAML document, however deep."""
    if isinstance(node, dict):
        if isinstance(node.get("fields"), dict) and isinstance(node.get("type"), str):
            yield "type", node["type"], node["fields"]
        elif isinstance(node.get("like"), str) and isinstance(node.get("type"), str):
            yield "type", node["type"], {}
        elif "codes" in node and isinstance(node.get("list"), str):
            yield "list", node["list"], node["codes"]
        else:
            for value in node.values():
                yield from declarations(value)
    elif isinstance(node, list):
        for value in node:
            yield from declarations(value)


def ids_of(kind, name, body):
    """Ids that a record type or code list needs."""
    if kind == "list":
        codes = body if isinstance(body, (dict, list)) else []
        return {f"list.{name}.label"} | {f"list.{name}.{code.get('code') if isinstance(code, dict) else code}" for code in codes}
    needed = {f"type.{name}.label"}
    for field, options in body.items():
        options = options if isinstance(options, dict) else {}
        needed.add(f"type.{name}.field.{field}.label")
        if options.get("section"):
            needed.add(f"type.{name}.section.{options['section']}")
        columns = options.get("rows")
        needed.update(f"type.{name}.field.{field}.{column}.label" for column in columns or [] if isinstance(columns, dict))
    return needed


def from_packs(report, root):
    """{id: (file, line)} that the packs need."""
    ids = {}
    for file in files(root, {".yaml", ".yml"}, "packs"):
        text = file.read_text(encoding="utf-8")
        try:
            documents = list(yaml.load_all(text, Loader=yaml.BaseLoader))
        except yaml.YAMLError as problem:
            mark = getattr(problem, "problem_mark", None)
            report.add(file, mark.line + 1 if mark else 1, "This is not YAML.")
            continue
        for kind, name, body in declarations(documents):
            found = re.search(rf"\b{kind}:\s*{re.escape(name)}\b", text)
            line = line_of(text, found.start()) if found else 1
            for message in ids_of(kind, name, body):
                ids.setdefault(message, (file, line))
    return ids
