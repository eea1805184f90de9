#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Compares the routes of the built program with tests/golden/routes.json, so that a changed permission is a visible diff.

The program prints a JSON list of {"method", "path", "roles": […], "audit"}; "audit" names what the reading or writing is
entered as, "none" included: what matters is that somebody decided. --update writes the golden file anew;
--panoh PATH names the program."""

import argparse
import json
import subprocess
import sys
from pathlib import Path

from lint_common import ROOT, Report

GOLDEN = "tests/golden/routes.json"
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def name_of(route):
    return f"{route.get('method')} {route.get('path')}"


def render(routes):
    """One route per line, in the order of path and method."""
    ordered = sorted(routes, key=lambda route: (str(route.get("path")), str(route.get("method"))))
    lines = [json.dumps(route, ensure_ascii=False, sort_keys=True) for route in ordered]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def check_declarations(report, routes, lines):
    """Each route has a method, a path, roles and an audit action, and stands there once."""
    seen = set()
    for route in routes:
        name = name_of(route)
        line = lines.get(name, 1)
        if route.get("method") not in METHODS or not str(route.get("path", "")).startswith("/"):
            report.add(GOLDEN, line, f"{name} has no method or no path that begins with a slash.")
        roles = route.get("roles")
        if not isinstance(roles, list) or not roles or not all(isinstance(role, str) and role for role in roles):
            report.add(GOLDEN, line, f"{name} does not say which roles may use it.")
        if not isinstance(route.get("audit"), str) or not route.get("audit"):
            report.add(GOLDEN, line, f"{name} does not say what it is entered as in the chain of reads or records.")
        if name in seen:
            report.add(GOLDEN, line, f"{name} is declared twice.")
        seen.add(name)


def compare(report, routes, golden_text):
    """What the program declares against the golden file; returns {route name: line} of the golden file."""
    golden, lines = {}, {}
    for number, line in enumerate(golden_text.splitlines(), 1):
        if line.startswith("{"):
            route = json.loads(line.rstrip(","))
            golden[name_of(route)] = route
            lines[name_of(route)] = number
    now = {name_of(route): route for route in routes}
    for name in sorted(set(now) | set(golden)):
        if name not in golden:
            report.add(GOLDEN, 1, f"{name} is new; look at its roles, then run tools/lint_routes.py --update.")
        elif name not in now:
            report.add(GOLDEN, lines[name], f"{name} is gone; run tools/lint_routes.py --update if that is meant.")
        elif now[name] != golden[name]:
            changed = sorted(key for key in set(now[name]) | set(golden[name])
                             if now[name].get(key) != golden[name].get(key))
            report.add(GOLDEN, lines[name], f"{name} has changed in {', '.join(changed)}; "
                       "run tools/lint_routes.py --update if that is meant.")
    return lines


def check_words(report, routes, root):
    """What a deed is called in the log has words in every language: its own, or those of its record type."""
    for folder in sorted((root / "locale").glob("*/")):
        known = {line for path in folder.glob("*.po") for line in path.read_text(encoding="utf-8").splitlines()}
        for action in sorted({route.get("audit") for route in routes} - {None, "", "none"}):
            ids = (f"audit.action.{action}", f"type.{action}.label")
            if not any(f'msgid "{each}"' in known for each in ids):
                report.add(f"locale/{folder.name}", 1, f"no text says what \"{action}\" is: {ids[0]}.")


def lint(root, routes):
    """Findings for routes as the program printed them."""
    report = Report(root)
    check_words(report, routes, root)
    golden = root / GOLDEN
    lines = compare(report, routes, golden.read_text(encoding="utf-8") if golden.exists() else "")
    check_declarations(report, routes, lines)
    return report


def find_program(root, named):
    """The program to ask: the one named, else the newest of the builds."""
    candidates = [Path(named)] if named else [root / "build" / preset / "panoh" for preset in ("dev", "release")]
    return max((path for path in candidates if path.is_file()), key=lambda path: path.stat().st_mtime, default=None)


def main(arguments, root=ROOT):
    parser = argparse.ArgumentParser(description="Compares routes with the golden file.")
    parser.add_argument("--update", action="store_true", help="write the golden file anew")
    parser.add_argument("--panoh", help="the program to ask")
    options = parser.parse_args(arguments)
    program = find_program(root, options.panoh)
    if program is None:
        print(f"{GOLDEN}:1: There is no built program to ask; run ./dev build first.")
        return 1
    answer = subprocess.run([program, "routes", "--json"], capture_output=True, text=True, check=False)
    try:
        routes = json.loads(answer.stdout)
    except json.JSONDecodeError:
        print(f"{GOLDEN}:1: `panoh routes --json` ended with {answer.returncode} and printed no JSON.")
        return 1
    if options.update:
        (root / GOLDEN).parent.mkdir(parents=True, exist_ok=True)
        (root / GOLDEN).write_text(render(routes), encoding="utf-8")
    return lint(root, routes).finish("routes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
