// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/packs.hpp"
#include "modules/events/presumption.hpp"
#include "modules/events/tellings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace panoh::events {
namespace {

namespace fs = std::filesystem;

std::string text_of(const fs::path& path)
{
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

/// All packs as they are shipped.
const forms::Schema& shipped()
{
    static const forms::Schema schema = [] {
        const fs::path folder = fs::path(PANOH_SOURCE_DIR) / "packs";
        std::vector<fs::path> paths;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
        }
        std::sort(paths.begin(), paths.end());
        std::vector<forms::PackFile> files;
        for (const fs::path& path : paths)
            files.push_back({fs::relative(path, folder).generic_string(), text_of(path)});
        auto loaded = forms::load_packs(files);
        EXPECT_TRUE(loaded) << (loaded ? "" : loaded.error().detail);
        return loaded ? *loaded : forms::Schema{};
    }();
    return schema;
}

std::string shipped_text(const std::string& language, const std::string& id)
{
    const std::string text = text_of(fs::path(PANOH_SOURCE_DIR) / "locale" / language / "lists_events.po");
    const auto place = text.find("msgid \"" + id + "\"\n");
    return place == std::string::npos ? "" : text.substr(place, text.find("\n\n", place) - place);
}

TEST(methods, are_ninety_codes_in_fifteen_groups_and_another_one)
{
    const forms::CodeList* list = shipped().list("methods");
    ASSERT_NE(list, nullptr);
    std::size_t groups = 0;
    std::size_t methods = 0;
    for (const forms::Code& code : list->codes) {
        if (code.code.size() == 1) ++groups;
        if (code.code.size() != 3 || code.code == "X99") continue;
        ++methods;
        EXPECT_EQ(code.parent, code.code.substr(0, 1)) << code.code;
    }
    EXPECT_EQ(groups, 15U);
    EXPECT_EQ(methods, 90U);
    EXPECT_NE(list->find("X99"), nullptr);
}

TEST(methods, say_falanga_of_the_soles_of_the_feet)
{
    EXPECT_NE(shipped_text("en", "list.methods.A05").find("soles of the feet"), std::string::npos);
    EXPECT_NE(shipped_text("ru", "list.methods.A05").find("подошвам"), std::string::npos);
}

TEST(statuses_of_proceedings, have_words_of_their_own)
{
    const forms::CodeList* list = shipped().list("allegation_statuses");
    ASSERT_NE(list, nullptr);
    std::set<std::string> sentences;
    for (const forms::Code& code : list->codes) {
        EXPECT_EQ(standing_of(std::vector<AllegationStep>{{code.code, "2020"}}), code.code);
        sentences.insert(presumption_words(code.code).notice.text());
    }
    EXPECT_EQ(sentences.size(), list->codes.size());
}

TEST(extents_of_tellings, are_those_that_are_counted)
{
    const forms::CodeList* list = shipped().list("telling_extents");
    ASSERT_NE(list, nullptr);
    for (const forms::Code& code : list->codes)
        EXPECT_NE(extent_named(code.code), Extent::unclear) << code.code;
    ASSERT_NE(shipped().list("statement_takers"), nullptr);
    EXPECT_NE(shipped().list("statement_takers")->find("own"), nullptr);
}

TEST(versions_in_packs, are_of_the_same_type_and_name_their_sources)
{
    std::set<std::string> types;
    for (const auto& [name, type] : shipped().types) {
        const forms::Field* version = type.find("version_of");
        if (version == nullptr) continue;
        types.insert(name);
        EXPECT_EQ(version->to, name);
        EXPECT_TRUE(version->coded) << name;
        ASSERT_NE(type.find("sources"), nullptr) << name;
        EXPECT_TRUE(type.find("sources")->coded) << name;
    }
    EXPECT_EQ(types, (std::set<std::string>{"act", "detention", "event", "event_person", "involvement", "safeguard"}));
}

/// Fields and columns of a type, with the field around a column.
std::vector<std::pair<const forms::Field*, const forms::Field*>> all_fields(const forms::RecordType& type)
{
    std::vector<std::pair<const forms::Field*, const forms::Field*>> all;
    for (const forms::Field& field : type.fields) {
        all.emplace_back(&field, &field);
        for (const forms::Field& column : field.rows)
            all.emplace_back(&column, &field);
    }
    return all;
}

const std::vector<std::string> register_types{"perpetrator", "post", "unit", "place"};
const std::vector<std::string> all_types{
    "event",
    "event_person",
    "act",
    "involvement",
    "allegation",
    "detention",
    "safeguard",
    "source",
    "statement",
    "qualification",
    "perpetrator",
    "post",
    "unit",
    "place"};

TEST(registers, hold_no_reference_to_a_case_or_a_person)
{
    // "user": the colleagues who entered an alleged perpetrator and who looked at the entry.
    const std::set<std::string> allowed{"", "perpetrator", "unit", "place", "user"};
    for (const std::string& name : register_types) {
        const forms::RecordType* type = shipped().type(name);
        ASSERT_NE(type, nullptr) << name;
        EXPECT_EQ(type->file, forms::FileKind::knowledge) << name;
        for (const auto& [field, outer] : all_fields(*type))
            EXPECT_TRUE(allowed.contains(field->to)) << name << "." << field->name;
    }
}

TEST(names_of_alleged_perpetrators, are_under_a_key_that_not_all_staff_has)
{
    for (const std::string name : {"perpetrator", "post"}) {
        ASSERT_NE(shipped().type(name), nullptr) << name;
        EXPECT_EQ(shipped().type(name)->compartment, forms::Compartment::account) << name;
    }
}

TEST(the_account_of_events, shows_nothing_to_those_who_only_see_that_a_case_exists)
{
    for (const std::string& name : all_types) {
        ASSERT_NE(shipped().type(name), nullptr) << name;
        for (const forms::Field& field : shipped().type(name)->fields)
            EXPECT_FALSE(field.desk) << name << "." << field.name;
    }
}

TEST(the_account_of_events, codes_no_words)
{
    const auto is_words = [](const forms::Field& field) {
        return field.kind == forms::FieldKind::text || field.kind == forms::FieldKind::name;
    };
    for (const std::string& name : all_types) {
        ASSERT_NE(shipped().type(name), nullptr) << name;
        for (const auto& [field, outer] : all_fields(*shipped().type(name)))
            EXPECT_FALSE(is_words(*field) && !field->derived && outer->coded) << name << "." << field->name;
    }
}

}  // namespace
}  // namespace panoh::events
