# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

from tree import TreeTest

import lint_source

LICENCE = "// SPDX-License-Identifier: AGPL-3.0-or-later\n"


class Source(TreeTest):
    def setUp(self):
        super().setUp()
        self.write("tools/reveal.golden", "")
        self.write("tools/long_files.txt", "")

    def code(self, path, text):
        self.write(path, LICENCE + text)

    def test_clocks_and_randomness_are_passed_in(self):
        self.code("src/web/a.cpp", "auto a = std::chrono::system_clock::now();\nauto b = time(nullptr);\nstd::mt19937 c;\nrand();\n")
        self.assert_says(lint_source.lint(self.root), "a.cpp:2: Take the time", "a.cpp:3: Take the time",
                         "a.cpp:4: Take randomness", "a.cpp:5: Take randomness")

    def test_base_may_ask_the_clock_and_our_own_names_are_no_calls(self):
        self.code("src/base/clock.cpp", "auto a = std::chrono::system_clock::now();\n")
        self.code("src/web/a.cpp", "auto a = system_clock().now(); auto b = operand(1); auto c = field.time(row);\n")
        self.assert_says(lint_source.lint(self.root))

    def test_numbers_are_not_read_by_functions_that_take_half_a_number(self):
        self.code("src/web/a.cpp", "auto a = std::stoi(text);\nauto b = atoi(text);\nauto c = strtoul(text, 0, 10);\n")
        self.assert_says(lint_source.lint(self.root), "a.cpp:2: Read numbers", "a.cpp:3: Read numbers", "a.cpp:4: Read numbers")

    def test_only_the_command_line_prints(self):
        self.code("src/web/a.cpp", 'std::cout << 1;\nsnprintf(b, 1, "");\nprintf("x");\n')
        self.code("src/cli/a.cpp", 'std::cout << 1;\n')
        self.assert_says(lint_source.lint(self.root), "src/web/a.cpp:2: Only the command", "src/web/a.cpp:4: Only the command")

    def test_comments_and_texts_are_no_calls(self):
        self.code("src/web/a.cpp", '// std::stoi(text)\nauto a = "std::cout";\nauto b = R"(rand())";\n')
        self.assert_says(lint_source.lint(self.root))

    def test_an_apostrophe_in_a_number_does_not_hide_the_rest_of_the_line(self):
        self.code("src/web/a.cpp", "int a = 20'000; rand(); int b = 1'000;\n")
        self.assert_says(lint_source.lint(self.root), "a.cpp:2: Take randomness")

    def test_nolint_names_its_check_and_a_reason(self):
        self.code("src/web/a.cpp", "a();  // NOLINT\nb();  // NOLINT(cert-err34-c): read by sqlite, which checked it\n")
        self.assert_says(lint_source.lint(self.root), "a.cpp:2: NOLINT names")

    def test_calls_that_reveal_are_counted_and_update_accepts_them(self):
        self.code("src/web/a.cpp", "use(name.reveal());\nuse(other->reveal());\nHtml::trusted(icon);\n")
        self.code("src/web/a_test.cpp", "use(name.reveal());\n")
        self.assert_says(lint_source.lint(self.root), "src/web/a.cpp calls reveal() 2 times, the list says 0",
                         "src/web/a.cpp calls trusted() 1 times, the list says 0")
        lint_source.update(self.root)
        self.assert_says(lint_source.lint(self.root))
        self.code("src/web/a.cpp", "use(name.reveal());\nHtml::trusted(icon);\n")
        self.assert_says(lint_source.lint(self.root), "src/web/a.cpp calls reveal() 1 times, the list says 2")

    def test_a_long_file_needs_a_reason_and_the_reason_needs_a_long_file(self):
        self.code("src/web/a.cpp", "\n" * 400)
        self.assert_says(lint_source.lint(self.root), "src/web/a.cpp:400: The file has 401 lines")
        self.write("tools/long_files.txt", "src/web/a.cpp one table\n")
        self.assert_says(lint_source.lint(self.root))
        self.code("src/web/a.cpp", "")
        self.assert_says(lint_source.lint(self.root), "tools/long_files.txt:1: src/web/a.cpp is not long any more")

    def test_the_licence_line_is_missed(self):
        self.write("tests/browser/a.test.mjs", "import x;\n")
        self.write("tests/browser/node_modules/b.mjs", "import x;\n")
        self.assert_says(lint_source.lint(self.root), "tests/browser/a.test.mjs:1: The line SPDX")


if __name__ == "__main__":
    unittest.main()
