// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/labels.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

using namespace panoh::forms;

namespace {

bool in_catalogue(const std::string& language, const std::string& id)
{
    std::ostringstream text;
    text << std::ifstream(std::string(PANOH_SOURCE_DIR) + "/locale/" + language + "/forms.po").rdbuf();
    return text.str().find("msgid \"" + id + "\"\nmsgstr \"") != std::string::npos;
}

}  // namespace

TEST(Labels, of_fixed_choices_differ_and_stand_in_the_catalogues)
{
    std::set<std::string> ids;
    for (const auto missing : {Missing::unknown, Missing::not_asked, Missing::refused, Missing::not_applicable}) {
        EXPECT_EQ(missing_named(name_of(missing)), missing);
        ids.insert(label_of(missing).text());
    }
    for (const auto precision :
         {Precision::exact,
          Precision::approximate,
          Precision::before,
          Precision::after,
          Precision::between,
          Precision::unknown}) {
        EXPECT_EQ(precision_named(name_of(precision)), precision);
        ids.insert(label_of(precision).text());
    }
    for (const DurationUnit unit : duration_units)
        ids.insert(label_of(unit).text());
    for (const auto side : body_sides)
        ids.insert(side_message(side).text());
    ids.insert(side_message("").text());
    EXPECT_EQ(ids.size(), 4U + 6U + 6U + 4U);
    for (const std::string& id : ids) {
        EXPECT_TRUE(in_catalogue("en", id)) << id;
        EXPECT_TRUE(in_catalogue("ru", id)) << id;
    }
}

TEST(Labels, of_fields_follow_the_pack)
{
    EXPECT_EQ(field_message("act", "when").text(), "type.act.field.when.label");
    EXPECT_EQ(field_message("act", "steps", "day", "constraint").text(), "type.act.field.steps.day.constraint");
    EXPECT_EQ(code_message("methods", "A01").text(), "list.methods.A01");
}

TEST(Definition, names_and_values_belong_together)
{
    for (int at = 0; at <= static_cast<int>(FieldKind::rows); ++at) {
        const auto kind = static_cast<FieldKind>(at);
        EXPECT_EQ(field_kind_named(name_of(kind)), kind);
    }
    for (std::uint8_t at = 1; at <= 7; ++at)
        EXPECT_EQ(compartment_named(name_of(Compartment{at})), Compartment{at});
    for (std::uint8_t at = 1; at <= 6; ++at)
        EXPECT_EQ(file_kind_named(name_of(FileKind{at})), FileKind{at});
    EXPECT_EQ(field_kind_named("colour"), std::nullopt);
}
