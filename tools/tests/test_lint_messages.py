# SPDX-License-Identifier: AGPL-3.0-or-later
import unittest

from tree import TreeTest

import icu_pattern
import lint_messages
import po_file

RULES = """
most_words = 6
families = []
[plurals]
en = ["one", "other"]
ru = ["one", "few", "many", "other"]
[[banned]]
language = "en"
words = '\\bvictims?\\b'
instead = "say survivor"
except = ["list.*"]
"""
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def po(**texts):
    return HEADER + "\n".join(f'msgid "{key.replace("__", ".")}"\nmsgstr "{text}"\n' for key, text in texts.items())


class Messages(TreeTest):
    def setUp(self):
        super().setUp()
        self.write("tools/messages.toml", RULES)
        self.write("src/a.cpp", 'auto a = msg("case.title");\n')
        self.say(en={"case__title": "Case"}, ru={"case__title": "Дело"})

    def say(self, **languages):
        for language, texts in languages.items():
            self.write(f"locale/{language}/case.po", po(**texts))

    def lint(self):
        return lint_messages.lint(self.root)

    def test_a_message_with_a_text_in_each_language_is_fine(self):
        self.assert_says(self.lint())

    def test_a_message_without_a_text_is_named_where_it_is_used(self):
        self.write("src/a.cpp", '// msg("x.y")\nauto a = msg("case.title");\nauto b = msg(\n    "case.gone");\n')
        self.assert_says(self.lint(), "src/a.cpp:3: case.gone has no text in en, ru.")

    def test_a_text_in_one_language_only_is_reported(self):
        self.say(ru={})
        self.assert_says(self.lint(), "src/a.cpp:1: case.title has no text in ru.")

    def test_arguments_agree_between_languages(self):
        self.say(en={"case__title": "Case {number}"}, ru={"case__title": "Дело {name}"})
        self.assert_says(self.lint(), "locale/ru/case.po:4: case.title differs from en in its arguments: name, number.")

    def test_a_language_may_choose_between_words_where_another_has_one(self):
        self.say(ru={"case__title": "{phrase, select, from {дела} other {дело}}"})
        self.assert_says(self.lint())

    def test_a_text_that_nobody_uses_is_reported(self):
        self.say(en={"case__title": "Case", "case__old": "Old"}, ru={"case__title": "Дело", "case__old": "Старое"})
        self.assert_says(self.lint(), "locale/en/case.po:7: case.old is used nowhere.", "locale/ru/case.po:7: case.old is used")

    def test_ids_that_the_program_puts_together_are_used(self):
        self.write("src/a.cpp", 'msg("case.title"); MessageId id("role." + name); fmt::format("{}.{}", a, b); MessageId(fmt::format("state.{}.name", x));\n')
        texts = {"case__title": "Case", "role__lawyer": "Lawyer", "state__open__name": "Open"}
        self.say(en=texts, ru=texts)
        self.assert_says(self.lint())

    def test_the_argument_of_msg_is_a_literal(self):
        self.write("src/a.cpp", 'msg("case.title"); msg(name);\n')
        self.assert_says(self.lint(), "src/a.cpp:1: The argument of msg() must be one literal.")

    def test_packs_need_labels_and_may_have_hints(self):
        self.write("packs/core/act.yaml", "type: act\nfields:\n  method: { kind: code, section: what }\n"
                   "  doses: { kind: rows, rows: { dose: { kind: number } } }\n---\nlist: methods\ncodes:\n  - { code: A01 }\n")
        needed = ["type.act.label", "type.act.field.method.label", "type.act.section.what", "type.act.field.doses.label",
                  "type.act.field.doses.dose.label", "list.methods.A01", "list.methods.label"]
        texts = {key.replace(".", "__"): "Word" for key in needed} | {"case__title": "Case"}
        texts["type__act__field__method__hint"] = "Word"
        self.say(en=texts, ru=texts)
        self.assert_says(self.lint())
        del texts["list__methods__A01"]
        self.say(en=texts, ru=texts)
        self.assert_says(self.lint(), "packs/core/act.yaml:6: list.methods.A01 has no text in en, ru.")

    def test_the_same_id_in_two_files_is_reported(self):
        self.write("locale/en/other.po", po(case__title="Case"))
        self.assert_says(self.lint(), "locale/en/other.po:4: case.title stands already in case.po.")

    def test_long_sentences_and_banned_words_are_reported_unless_allowed(self):
        self.say(en={"case__title": "One two three four five six seven"})
        self.assert_says(self.lint(), "case.title has a sentence of 7 words")
        self.say(en={"case__title": "One two three four. Five six seven"})
        self.assert_says(self.lint())
        self.say(en={"case__title": "The Victim"})
        self.assert_says(self.lint(), "case.title says “Victim”; say survivor.")

    def test_a_plural_has_the_branches_of_its_language(self):
        self.say(en={"case__title": "{n, plural, one {# case} other {# cases}}"},
                 ru={"case__title": "{n, plural, one {# дело} other {# дел}}"})
        self.assert_says(self.lint(), "the plural of n lacks few, many.")

    def test_a_broken_pattern_is_reported(self):
        self.say(en={"case__title": "Case {number"})
        self.assert_says(self.lint(), "case.title: the argument number is not closed.")


class Patterns(unittest.TestCase):
    def test_arguments_are_found_in_all_branches(self):
        pattern = icu_pattern.read("{g, select, female {{name} went {n, plural, one {once} other {# times}}} other {x {at, date, short}}}")
        self.assertEqual(pattern.arguments, {"g", "name", "n", "at"})

    def test_words_are_those_of_the_longest_reading(self):
        self.assertEqual(icu_pattern.read("a {n, plural, one {b} other {c d e}} f").words, 5)

    def test_words_are_those_of_the_longest_sentence(self):
        self.assertEqual(icu_pattern.read("One two. {n, plural, one {One?} other {# of them? Two three four}} five").words, 4)
        self.assertEqual(icu_pattern.read("A well-known person’s file").words, 4)

    def test_apostrophes_quote_braces_and_nothing_else(self):
        pattern = icu_pattern.read("don't use '{this}' or '' here")
        self.assertEqual(pattern.arguments, set())
        self.assertIn("don't use {this} or ' here", pattern.text)

    def test_broken_patterns_are_refused(self):
        for broken in ("{", "{}", "a}", "{n, plural, one {x}}", "{n, plural, other {x}", "{n, plural}", "{a b}"):
            with self.assertRaises(icu_pattern.PatternError, msg=broken):
                icu_pattern.read(broken)


class Catalogues(unittest.TestCase):
    def test_lines_of_one_text_are_joined_and_marks_are_kept(self):
        entries = po_file.read(HEADER + '#, fuzzy\nmsgid "a.b"\nmsgstr ""\n"one "\n"\\"two\\"\\n"\n\n#~ msgid "old"\nmsgid "c.d"\nmsgstr "x"\n')
        self.assertEqual([(entry.id, entry.text, entry.fuzzy) for entry in entries],
                         [("a.b", 'one "two"\n', True), ("c.d", "x", False)])

    def test_other_lines_are_refused_with_their_number(self):
        with self.assertRaises(po_file.PoError) as caught:
            po_file.read(HEADER + "what\n")
        self.assertEqual(caught.exception.line, 4)


if __name__ == "__main__":
    unittest.main()
