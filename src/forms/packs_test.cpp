// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs.hpp"

#include "forms/expression.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

using namespace panoh;
using namespace panoh::forms;
using testing::HasSubstr;

namespace {

const PackFile methods{
    "core/lists/methods.yaml", "list: methods\ncodes:\n  - A\n  - { code: A01, parent: A, source: MT5 }\n"};

std::string type_with(std::string_view fields)
{
    return "type: act\nversion: 2\nfile: case\ncompartment: account\ntitle: [method]\nfields:\n"
           "  method: { kind: code, list: methods, coded: true, required: true }\n"
           + std::string(fields);
}

Result<Schema> load(std::string text)
{
    const std::vector<PackFile> files{methods, {"core/types/act.yaml", std::move(text)}};
    return load_packs(files);
}

/// What the start would print about one more field.
std::string complaint(std::string_view field)
{
    const auto schema = load(type_with("  extra: " + std::string(field) + "\n"));
    return schema ? "" : schema.error().detail;
}

}  // namespace

TEST(Packs, declare_record_types_with_fields_in_their_order)
{
    const auto schema = load(
        type_with("  when: { kind: date, coded: true, missing: true, constraint: '. <= today()', source: CAT art. 1 }\n"
                  "  account: { kind: text, lines: 12, max_length: 500, section: words, sensitive: true }\n"
                  "  count: { kind: number, min: 0, max: 9.5 }\n"
                  "  many: { kind: yes_no, calculate: '${count} > 3' }\n"
                  "  set_by_us: { kind: text, form: false }\n"
                  "  people:\n    kind: rows\n    rows:\n      who: { kind: ref, to: user, required: true }\n")
    );
    ASSERT_TRUE(schema) << schema.error().detail;
    const RecordType& type = *schema->type("act");
    EXPECT_EQ(type.version, 2);
    EXPECT_EQ(type.file, FileKind::case_file);
    EXPECT_EQ(type.compartment, Compartment::account);
    EXPECT_EQ(type.title, std::vector<std::string>{"method"});
    std::vector<std::string> names;
    for (const Field& field : type.fields)
        names.push_back(field.name);
    EXPECT_EQ(names, (std::vector<std::string>{"method", "when", "account", "count", "many", "set_by_us", "people"}));
    EXPECT_TRUE(type.find("when")->can_be_missing);
    EXPECT_TRUE(type.find("when")->constraint);
    EXPECT_EQ(type.find("when")->source, "CAT art. 1");
    EXPECT_EQ(type.find("account")->lines, 12);
    EXPECT_EQ(type.find("count")->most, 9.5);
    EXPECT_TRUE(type.find("many")->derived);
    EXPECT_TRUE(type.find("set_by_us")->derived);
    EXPECT_EQ(type.find("people")->rows.front().to, "user");
    EXPECT_EQ(schema->list("methods")->find("A01")->parent, "A");
}

TEST(Packs, say_path_and_line_of_every_mistake)
{
    const auto schema = load(type_with("  one: { kind: colour }\n  two: { kind: text, coden: true }\n"));
    ASSERT_FALSE(schema);
    EXPECT_THAT(
        schema.error().detail, HasSubstr("core/types/act.yaml:8: the kind of the field is missing or not known")
    );
    EXPECT_THAT(schema.error().detail, HasSubstr("core/types/act.yaml:9: the key \"coden\" is not known here"));
    EXPECT_THAT(load("type: [\n").error().detail, HasSubstr("core/types/act.yaml:2: "));
    EXPECT_THAT(
        load("kind: act\n").error().detail, HasSubstr("act.yaml:1: a document starts with \"type\" or \"list\"")
    );
}

TEST(Packs, refuse_fields_that_do_not_hold_together)
{
    EXPECT_THAT(complaint("{ kind: code }"), HasSubstr("needs a list"));
    EXPECT_THAT(complaint("{ kind: code, list: colours }"), HasSubstr("the list colours is not declared"));
    EXPECT_THAT(complaint("{ kind: text, list: methods }"), HasSubstr("only fields of kind code"));
    EXPECT_THAT(complaint("{ kind: ref }"), HasSubstr("needs \"to\""));
    EXPECT_THAT(complaint("{ kind: ref, to: planet }"), HasSubstr("the type planet is not declared"));
    EXPECT_THAT(complaint("{ kind: country }"), HasSubstr("the list countries is not declared"));
    EXPECT_THAT(complaint("{ kind: rows }"), HasSubstr("needs columns"));
    EXPECT_THAT(complaint("{ kind: text, desk: true, coded: true }"), HasSubstr("core compartment only"));
    EXPECT_THAT(complaint("{ kind: text, desk: true }"), HasSubstr("must be coded"));
    EXPECT_THAT(complaint("{ kind: date, lines: 3 }"), HasSubstr("for fields of kind text"));
    EXPECT_THAT(complaint("{ kind: text, min: 3 }"), HasSubstr("number or money"));
    EXPECT_THAT(complaint("{ kind: number, min: 3, max: 2 }"), HasSubstr("larger than"));
    EXPECT_THAT(complaint("{ kind: number, min: few }"), HasSubstr("must be a number"));
    EXPECT_THAT(complaint("{ kind: date, name: true }"), HasSubstr("kind name or text"));
    EXPECT_THAT(complaint("{ kind: text, coded: perhaps }"), HasSubstr("must be true or false"));
    EXPECT_THAT(complaint("{ kind: rows, rows: { a: { kind: name } } }"), HasSubstr("cannot be a column"));
    EXPECT_THAT(
        complaint("{ kind: rows, rows: { a: { kind: text, coded: true } } }"), HasSubstr("\"coded\" is not known")
    );
    EXPECT_THAT(
        complaint("{ kind: text }\n  method: { kind: text }"),
        HasSubstr("act.yaml:9: the field method is declared twice")
    );
    EXPECT_THAT(complaint("{ kind: text }\n  Bad-Name: { kind: text }"), HasSubstr("small letters"));
    EXPECT_THAT(
        complaint("{ kind: date, coded: true }\n  extra_low: { kind: text, coded: true }"),
        HasSubstr("would stand twice")
    );
    EXPECT_THAT(complaint("{ kind: text }\n  author: { kind: text, coded: true }"), HasSubstr("would stand twice"));
}

TEST(Packs, refuse_expressions_that_cannot_be_decided_in_order)
{
    EXPECT_THAT(
        complaint("{ kind: text, relevant: '${nobody} = 1' }"), HasSubstr("act.yaml:8: character 3: the field nobody")
    );
    EXPECT_THAT(complaint("{ kind: text, relevant: '1 + 1' }"), HasSubstr("must be a condition"));
    EXPECT_THAT(complaint("{ kind: text, constraint: 'string-length(.)' }"), HasSubstr("must be a condition"));
    EXPECT_THAT(
        complaint("{ kind: text, relevant: \"${later} = ''\" }\n  later: { kind: text }"),
        HasSubstr("must stand before")
    );
    EXPECT_THAT(complaint("{ kind: text, relevant: \"${extra} = ''\" }"), HasSubstr("must stand before"));
    EXPECT_EQ(complaint("{ kind: text, constraint: \"${later} = ''\" }\n  later: { kind: text }"), "");
    EXPECT_THAT(complaint("{ kind: number, calculate: \"'a'\" }"), HasSubstr("another kind of value"));
    EXPECT_THAT(complaint("{ kind: codes, list: methods, calculate: \"'a'\" }"), HasSubstr("can be calculated"));
    EXPECT_THAT(complaint("{ kind: number, required: true, calculate: '1' }"), HasSubstr("never asked"));
}

TEST(Packs, refuse_types_that_do_not_fit_their_file)
{
    EXPECT_THAT(
        load("type: act\nfile: case\ncompartment: medical\nfields: { a: { kind: text } }\n").error().detail,
        HasSubstr("act.yaml:1: a file of kind case has no compartment medical")
    );
    EXPECT_THAT(
        load("type: act\nfile: register\ncompartment: core\ntitle: [b]\nfields: { a: { kind: text } }\n")
            .error()
            .detail,
        HasSubstr("the title names b")
    );
    EXPECT_THAT(
        load("type: act\nfile: drawer\ncompartment: core\nfields: { a: { kind: text } }\n").error().detail,
        HasSubstr("\"file\" must be")
    );
    EXPECT_THAT(load("type: act\nfile: case\ncompartment: core\n").error().detail, HasSubstr("has no fields"));
    EXPECT_FALSE(load("type: Act\nfile: case\ncompartment: core\nfields: { a: { kind: text } }\n"));
    EXPECT_TRUE(load("type: act\nfile: person\ncompartment: psychological\nfields: { a: { kind: text } }\n"));
    EXPECT_TRUE(load("type: act\nfile: contact\ncompartment: account\nfields: { a: { kind: text } }\n"));
}

TEST(Packs, refuse_lists_that_are_declared_twice_or_have_doubled_codes)
{
    const auto complain = [](std::string text) {
        const std::vector<PackFile> files{methods, {"local/lists/more.yaml", std::move(text)}};
        const auto schema = load_packs(files);
        return schema ? std::string() : schema.error().detail;
    };
    EXPECT_THAT(complain("list: methods\ncodes: [B]\n"), HasSubstr("declared already"));
    EXPECT_THAT(complain("list: other\ncodes: [B, B]\n"), HasSubstr("the code B stands twice"));
    EXPECT_THAT(complain("list: other\ncodes: [\"a b\"]\n"), HasSubstr("a code has letters"));
    EXPECT_THAT(complain("list: other\ncodes: []\n"), HasSubstr("has no codes"));
    EXPECT_THAT(complain("list: other\nextend: true\ncodes: [B]\n"), HasSubstr("not declared before"));
    EXPECT_EQ(complain("list: other\ncodes: [{ code: B, confirm: true, retired: true }, no, 1]\n"), "");
}

TEST(Packs, of_a_coalition_add_fields_and_codes_and_replace_lists)
{
    const std::vector<PackFile> files{
        methods,
        {"core/types/act.yaml", type_with("  note: { kind: text }\n")},
        {"local/types/act.yaml",
         "type: act\nextend: true\nfields:\n  ours: { kind: text, relevant: \"${method} = 'A01'\" }\n"},
        {"local/lists/methods.yaml", "list: methods\nextend: true\ncodes: [Z99]\n"},
    };
    const auto schema = load_packs(files);
    ASSERT_TRUE(schema) << schema.error().detail;
    EXPECT_TRUE(schema->type("act")->find("ours")->relevant);
    EXPECT_EQ(schema->type("act")->compartment, Compartment::account);
    EXPECT_TRUE(schema->list("methods")->find("A01") != nullptr && schema->list("methods")->find("Z99") != nullptr);

    std::vector<PackFile> replaced = files;
    replaced.back().text = "list: methods\nreplace: true\ncodes: [Z99]\n";
    EXPECT_EQ(load_packs(replaced)->list("methods")->codes.size(), 1U);
    replaced[2].text = "type: act\nextend: true\ncompartment: core\nfields: { ours: { kind: text } }\n";
    EXPECT_THAT(load_packs(replaced).error().detail, HasSubstr("an extension only adds fields"));
    replaced[2].text = "type: act\nfile: case\ncompartment: core\nfields: { ours: { kind: text } }\n";
    EXPECT_THAT(load_packs(replaced).error().detail, HasSubstr("declared already"));
}

TEST(Packs, of_other_kinds_are_passed_over)
{
    const std::vector<PackFile> files{
        {"core/instruments/phq9.yaml", "anything: at all\n"}, {"core/README.md", "# Words"}};
    const auto schema = load_packs(files);
    ASSERT_TRUE(schema);
    EXPECT_TRUE(schema->types.empty());
}

TEST(Packs, that_are_built_in_can_be_read)
{
    std::vector<PackFile> files;
    const std::filesystem::path root = std::filesystem::path(PANOH_SOURCE_DIR) / "packs";
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
        if (entry.path().extension() != ".yaml") continue;
        std::ostringstream text;
        text << std::ifstream(entry.path()).rdbuf();
        files.push_back({std::filesystem::relative(entry.path(), root).generic_string(), text.str()});
    }
    std::ranges::sort(files, {}, &PackFile::path);
    const auto schema = load_packs(files);
    EXPECT_TRUE(schema) << schema.error().detail;
}
