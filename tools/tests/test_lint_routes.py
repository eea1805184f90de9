# SPDX-License-Identifier: AGPL-3.0-or-later
import contextlib
import io
import json
import unittest

from tree import TreeTest

import lint_routes

SIGN_IN = {"method": "POST", "path": "/sign-in", "roles": ["anyone"], "audit": "account.sign_in"}
CASES = {"method": "GET", "path": "/cases", "roles": ["coordinator", "lawyer"], "audit": "case.list"}


class Routes(TreeTest):
    def accept(self, *routes):
        self.write(lint_routes.GOLDEN, lint_routes.render(routes))

    def test_routes_as_accepted_have_no_findings_in_whatever_order(self):
        self.accept(SIGN_IN, CASES)
        self.assert_says(lint_routes.lint(self.root, [CASES, SIGN_IN]))

    def test_a_changed_role_is_named_at_its_line(self):
        self.accept(SIGN_IN, CASES)
        changed = CASES | {"roles": ["coordinator", "lawyer", "auditor"]}
        self.assert_says(lint_routes.lint(self.root, [SIGN_IN, changed]),
                         "tests/golden/routes.json:2: GET /cases has changed in roles;")

    def test_new_and_gone_routes_are_named(self):
        self.accept(SIGN_IN)
        self.assert_says(lint_routes.lint(self.root, [CASES]), "GET /cases is new;", "POST /sign-in is gone;")

    def test_a_route_without_roles_or_audit_action_is_refused_even_when_accepted(self):
        bare = {"method": "GET", "path": "/cases", "roles": []}
        self.accept(bare)
        self.assert_says(lint_routes.lint(self.root, [bare]), "does not say what it is entered as", "does not say which roles")

    def test_a_deed_that_has_no_words_in_a_language_is_named(self):
        self.accept(CASES)
        self.write("locale/en/audit.po", 'msgid "audit.action.case.list"\nmsgstr "Cases were listed"\n')
        self.write("locale/ru/audit.po", "")
        self.assert_says(lint_routes.lint(self.root, [CASES]), 'locale/ru:1: no text says what "case.list" is')

    def test_a_route_that_is_declared_twice_is_refused(self):
        self.accept(CASES)
        self.assert_says(lint_routes.lint(self.root, [CASES, CASES]), "GET /cases is declared twice.")

    def test_update_writes_what_the_program_prints(self):
        program = self.root / "panoh"
        program.write_text(f"#!/bin/sh\necho '{json.dumps([CASES])}'\n", encoding="utf-8")
        program.chmod(0o755)
        with contextlib.redirect_stdout(io.StringIO()):
            self.assertEqual(lint_routes.main(["--panoh", str(program)], self.root), 1)
            self.assertEqual(lint_routes.main(["--update", "--panoh", str(program)], self.root), 0)
        self.assertEqual(json.loads((self.root / lint_routes.GOLDEN).read_text(encoding="utf-8")), [CASES])

    def test_without_a_program_it_says_what_to_do(self):
        said = io.StringIO()
        with contextlib.redirect_stdout(said):
            self.assertEqual(lint_routes.main([], self.root), 1)
        self.assertIn("run ./dev build first", said.getvalue())


if __name__ == "__main__":
    unittest.main()
