// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/intake/rules_screening.hpp"

#include "modules/intake/calls_for_test.hpp"

#include <gmock/gmock.h>

namespace panoh::intake {
namespace {

using namespace std::chrono;

const sys_days today = 2026y / 11 / 22;

std::size_t urgent_points(const char* last_event)
{
    const auto points = what_can_be_documented({{"last_event", last_event}}, today);
    return static_cast<std::size_t>(std::count_if(points.begin(), points.end(), [](const DocumentPoint& point) {
        return point.is_urgent;
    }));
}

TEST(WhatCanBeDocumented, is_urgent_in_the_first_days_and_never_nothing)
{
    EXPECT_EQ(urgent_points("2026-11-21"), 3U);
    EXPECT_EQ(urgent_points("2026-11-17"), 3U);
    EXPECT_EQ(urgent_points("2026-06-01"), 0U);
    for (const char* when : {"2026-11-21", "2026-11-17", "2026-06-01", ""}) {
        const auto points = what_can_be_documented({{"last_event", when}}, today);
        ASSERT_GE(points.size(), 2U) << when;
        EXPECT_EQ(points.back().sentence, msg("screening.document.always")) << when;
    }
}

TEST(ElementsOfBothArticles, name_fields_that_the_pack_has)
{
    const forms::Schema schema = testing::shipped_schema();
    for (const ElementRow& row : element_rows()) {
        for (const std::string_view field : row.fields)
            EXPECT_NE(schema.type("screening")->find(field), nullptr) << field;
    }
}

TEST(FamilyOfAScreening, becomes_persons_whom_nobody_asked_yet)
{
    const json::object screening{
        {"family",
         json::array{
             json::object{{"who", "Zarina"}, {"relation", "spouse"}}, json::object{{"who", "without a relation"}}}}};
    const auto persons = family_of(screening);
    ASSERT_EQ(persons.size(), 1U);
    EXPECT_EQ(persons[0].role, "family_member");
    EXPECT_EQ(persons[0].relation_type, "spouse");
    for (const json::object& consent : persons[0].consents)
        EXPECT_EQ(text_at(consent, "answer"), "not_asked");
    EXPECT_TRUE(family_of({}).empty());
}

/// Help for everybody: whatever the screening says, a case can be opened, and the family comes with it.
class ScreeningToCase : public Calls, public gt::WithParamInterface<const char*> {};

TEST_P(ScreeningToCase, neither_a_category_nor_a_missing_complaint_bars_help)
{
    Member& worker = node.sign_in("social_worker");
    const RecordId contact = take(worker, {{"caller_kind", "self"}});
    forms::Submission form;
    form.add("category_considered", GetParam());
    form.add("complaint_made", "no");
    form.add("family.0.who", "Zarina");
    form.add("family.0.relation", "spouse");
    const Call before = open(worker, contact);
    const auto saved =
        save_screening(records(), worker.caller(), before, {"screening", before.contact.file, {}, 0}, form, batch());
    ASSERT_TRUE(saved && saved->saved());
    const auto steps = next_steps(open(worker, contact).contact.coded, worker.actor().user, true);
    EXPECT_THAT(steps, gt::Contains(NextStep::open_case));
    const auto start = case_start_form(records(), worker.caller(), open(worker, contact));
    ASSERT_TRUE(start);
    const auto started = start_case(records(), worker.caller(), contact, *start, batch());
    ASSERT_TRUE(started && started->opened());
    const auto case_record = records().read(worker.caller(), started->record);
    ASSERT_TRUE(case_record);
    const auto parts = records().of_file(worker.caller(), case_record->file, "participation");
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->size(), 2U) << "the person and the spouse";
}

INSTANTIATE_TEST_SUITE_P(
    Categories, ScreeningToCase, gt::Values("T", "CIDT", "ICCPR10", "EUF", "DIC", "ED", "HAZ", "NS", "NR", "")
);

}  // namespace
}  // namespace panoh::intake
