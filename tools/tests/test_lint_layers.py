# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

from tree import TreeTest

import lint_layers

TABLE = """
base:
vault/crypto: base
vault: base vault
web: base
modules/casework:
modules/intake: modules/casework
modules/*: base vault !vault/crypto
modules/*/pages*: web
main: *
<sodium.h>: vault/crypto
<boost/asio: web
<regex>:
"""
FILES = {
    "src/base/id.hpp": "",
    "src/vault/crypto/box.cpp": '#include "base/id.hpp"\n#include <sodium.h>\n',
    "src/vault/vault.hpp": '#include "base/id.hpp"\n#include "vault/crypto/box.hpp"\n',
    "src/web/server.cpp": '#include "base/id.hpp"\n#include <boost/asio/ip/tcp.hpp>\n',
    "src/modules/casework/rules.hpp": '#include "base/id.hpp"\n#include "vault/vault.hpp"\n',
    "src/modules/intake/pages_call.cpp": '#include "modules/casework/rules.hpp"\n#include "web/server.hpp"\n',
    "src/main/main.cpp": '#include "modules/intake/pages.hpp"\n',
}


class Layers(TreeTest):
    def setUp(self):
        super().setUp()
        self.write("tools/layers.txt", TABLE)
        for path, text in FILES.items():
            self.write(path, text)

    def test_a_tree_that_keeps_to_the_table_has_no_findings(self):
        self.assert_says(lint_layers.lint(self.root))

    def test_an_edge_that_the_table_does_not_have_is_named_with_its_line(self):
        self.write("src/base/id.hpp", '\n#include "vault/vault.hpp"\n')
        self.assert_says(lint_layers.lint(self.root), "src/base/id.hpp:2: base may not include vault;")

    def test_rules_of_a_slice_do_not_see_the_web_but_its_pages_do(self):
        self.write("src/modules/intake/rules.cpp", '#include "web/server.hpp"\n')
        self.assert_says(lint_layers.lint(self.root), "src/modules/intake/rules.cpp:1: modules/intake may not include web;")

    def test_what_is_taken_away_with_a_bang_is_denied(self):
        self.write("src/modules/intake/rules.cpp", '#include "vault/crypto/box.hpp"\n')
        self.assert_says(lint_layers.lint(self.root), "modules/intake may not include vault/crypto;")

    def test_an_edge_that_nobody_needs_is_reported(self):
        self.write("src/modules/intake/pages_call.cpp", '#include "web/server.hpp"\n')
        self.assert_says(lint_layers.lint(self.root), "tools/layers.txt:7: modules/intake does not need modules/casework")

    def test_a_folder_that_has_no_file_yet_may_keep_its_edges(self):
        (self.root / "src/modules/intake/pages_call.cpp").unlink()
        self.assert_says(lint_layers.lint(self.root))

    def test_headers_of_others_stay_where_the_table_says(self):
        self.write("src/base/text.cpp", "#include <boost/asio.hpp>\n#include <regex>\n#include <sodium.h>\n")
        self.assert_says(
            lint_layers.lint(self.root),
            "src/base/text.cpp:1: <boost/asio.hpp> may be included only in web.",
            "src/base/text.cpp:2: <regex> may be included nowhere.",
            "src/base/text.cpp:3: <sodium.h> may be included only in vault/crypto.",
        )

    def test_comments_are_no_includes(self):
        self.write("src/base/text.cpp", '// #include <regex>\n/*\n#include "vault/vault.hpp"\n*/\n')
        self.assert_says(lint_layers.lint(self.root))

    def test_unknown_folders_and_short_paths_are_reported(self):
        self.write("src/extra/a.cpp", "")
        self.write("src/base/text.cpp", '#include "id.hpp"\n')
        self.assert_says(
            lint_layers.lint(self.root), '"id.hpp" is a short path', "src/extra/a.cpp:1: The folder of this file has no line"
        )

    def test_tests_may_include_anything_of_ours(self):
        self.write("src/base/id_test.cpp", '#include "web/server.hpp"\n')
        self.assert_says(lint_layers.lint(self.root))


if __name__ == "__main__":
    unittest.main()
