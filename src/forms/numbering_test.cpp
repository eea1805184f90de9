// SPDX-License-Identifier: AGPL-3.0-or-later
#include "forms/numbering.hpp"

#include "forms/packs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace panoh::forms {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Result<Schema> schema_of(const std::string& types)
{
    const std::vector<PackFile> files{{"core/types/all.yaml", types}};
    return load_packs(files);
}

constexpr const char* three_types = R"(
type: visit
file: case
compartment: account
fields:
  first:  { kind: text, section: one }
  second: { kind: text, section: two }
  third:  { kind: text, section: one }
  hidden: { kind: text, form: false }
---
type: call
file: contact
compartment: core
paper: hotline
paper_part: 1
fields:
  who: { kind: text }
---
type: call_words
file: contact
compartment: account
paper: hotline
paper_part: 2
fields:
  words: { kind: text }
  place: { kind: text }
---
type: scan
file: case
compartment: account
paper: none
fields:
  note: { kind: text }
---
type: scan_legal
like: scan
file: case
compartment: legal
)";

TEST(Numbering, follows_the_order_in_which_a_form_asks)
{
    const auto schema = schema_of(three_types);
    ASSERT_TRUE(schema) << schema.error().detail;
    const RecordType& visit = *schema->type("visit");
    EXPECT_EQ(question_number(*schema, visit, "first"), "1");
    EXPECT_EQ(question_number(*schema, visit, "third"), "2");
    EXPECT_EQ(question_number(*schema, visit, "second"), "3");
    EXPECT_EQ(question_number(*schema, visit, "hidden"), "");
}

TEST(Numbering, has_a_letter_for_each_part_of_a_form)
{
    const auto schema = schema_of(three_types);
    EXPECT_THAT(paper_forms(*schema), ElementsAre("hotline", "visit"));
    EXPECT_EQ(question_number(*schema, *schema->type("call"), "who"), "A1");
    EXPECT_EQ(question_number(*schema, *schema->type("call_words"), "place"), "B2");
    EXPECT_EQ(parts_of_paper(*schema, "hotline").size(), 2U);
}

TEST(Numbering, leaves_out_what_never_stands_on_paper)
{
    const auto schema = schema_of(three_types);
    EXPECT_EQ(question_number(*schema, *schema->type("scan"), "note"), "");
    EXPECT_THAT(parts_of_paper(*schema, "none"), IsEmpty());
    EXPECT_THAT(parts_of_paper(*schema, ""), IsEmpty());
}

TEST(TypesLikeAnother, have_its_fields_and_words_in_a_place_of_their_own)
{
    const auto schema = schema_of(three_types);
    const RecordType& legal = *schema->type("scan_legal");
    EXPECT_EQ(legal.compartment, Compartment::legal);
    EXPECT_EQ(legal.words(), "scan");
    EXPECT_NE(legal.find("note"), nullptr);
    EXPECT_EQ(legal.paper, "none");
}

TEST(TypesLikeAnother, need_a_type_to_be_like_and_no_fields)
{
    const auto unknown = schema_of("type: a\nlike: b\nfile: case\ncompartment: core\n");
    ASSERT_FALSE(unknown);
    EXPECT_THAT(unknown.error().detail, HasSubstr("no type b to be like"));
    const auto both = schema_of("type: b\nfile: case\ncompartment: core\nfields: { x: { kind: text } }\n---\n"
                                "type: a\nlike: b\nfile: case\ncompartment: core\nfields: { y: { kind: text } }\n");
    ASSERT_FALSE(both);
    EXPECT_THAT(both.error().detail, HasSubstr("no fields of its own"));
}

}  // namespace
}  // namespace panoh::forms
