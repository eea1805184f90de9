// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/casework/find.hpp"

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/recent.hpp"

namespace panoh::casework {
namespace {

TEST_F(Casework, names_are_found_in_whatever_script_they_are_typed)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов", "Саидович"))});
    for (const char* typed :
         {"Ҷамшед Раҳмонов", "Джамшед Рахмонов", "Dzhamshed Rakhmonov", "Jamshed Rahmonov", "Рахмонов Джамшед"}) {
        const auto found = find(node.records(), worker.caller(), {typed});
        ASSERT_EQ(found.hits.size(), 1U) << typed;
        EXPECT_EQ(found.hits.front().kind, Hit::Kind::person) << typed;
        EXPECT_EQ(found.hits.front().file, made.persons.front()) << typed;
    }
    EXPECT_TRUE(find(node.records(), worker.caller(), {"Гулнора Каримова"}).hits.empty());
}

TEST_F(Casework, numbers_telephones_and_words_are_found_with_their_reasons)
{
    CasePerson reachable = person(one_name("Ҷамшед", "Раҳмонов"));
    reachable.contact_channels = {{{"kind", "phone"}, {"value", "+992 93 500-11-22"}, {"safe", "ask_first"}}};
    const auto made = opened({reachable});
    const auto by_number = find(node.records(), worker.caller(), {"2026-1"});
    ASSERT_EQ(by_number.hits.size(), 2U) << "case and person";
    EXPECT_EQ(by_number.hits.front().record, made.record);
    const auto by_phone = find(node.records(), worker.caller(), {"8 (93) 500 11 22"});
    ASSERT_EQ(by_phone.hits.size(), 1U);
    EXPECT_EQ(by_phone.hits.front().kind, Hit::Kind::person);
    EXPECT_EQ(by_phone.hits.front().reasons.front().text, msg("casework.find.reason.phone"));
    const auto by_words = find(node.records(), worker.caller(), {"detained IN"});
    ASSERT_EQ(by_words.hits.size(), 1U);
    EXPECT_EQ(by_words.hits.front().record, made.record);
    const Reason& reason = by_words.hits.front().reasons.front();
    EXPECT_EQ(reason.field, MessageId("type.case_summary.field.heading.label"));
    EXPECT_EQ(reason.words.reveal(), "detained");
    EXPECT_FALSE(by_words.texts_cut);
}

TEST_F(Casework, a_number_is_found_by_its_end_whatever_the_zeros)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    for (const std::string& typed : {made.number, std::string("1"), std::string("0001"), std::string("a-2026-1")})
        EXPECT_FALSE(find(node.records(), worker.caller(), {typed}).hits.empty()) << typed;
    EXPECT_TRUE(find(node.records(), worker.caller(), {"2025-1"}).hits.empty());
    EXPECT_TRUE(find(node.records(), worker.caller(), {"10001"}).hits.empty());
}

TEST_F(Casework, a_place_finds_the_cases_there_for_those_who_may_know_of_them)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    FindWish wish{"Dushanbe"};
    wish.regions = {"TJ-DU"};
    const auto found = find(node.records(), worker.caller(), wish);
    ASSERT_EQ(found.hits.size(), 1U);
    EXPECT_EQ(found.hits.front().record, made.record);
    EXPECT_EQ(found.hits.front().reasons.front().text, msg("find.reason.place"));
    EXPECT_EQ(found.hits.front().region, "TJ-DU");
    EXPECT_TRUE(find(node.records(), node.sign_in("other_worker").caller(), wish).hits.empty());
}

TEST_F(Casework, findings_are_narrowed_by_what_the_desk_knows)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    FindWish wish{"2026-1"};
    wish.filter[0] = "case_file";
    const auto found = find(node.records(), worker.caller(), wish);
    ASSERT_EQ(found.hits.size(), 1U);
    EXPECT_EQ(found.hits.front().file, made.file);
    EXPECT_EQ(found.counts[0].size(), 2U) << "persons are still counted";
    wish.filter[4] = "2020";
    EXPECT_EQ(find(node.records(), worker.caller(), wish).total, 0U);
}

TEST_F(Casework, few_texts_are_looked_through_when_a_number_or_name_was_found_and_the_wish_goes_further)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    const auto by_name = find(node.records(), worker.caller(), {"Ҷамшед Раҳмонов"});
    ASSERT_EQ(by_name.hits.size(), 1U);
    EXPECT_EQ(by_name.most_texts, text_steps[0]);
    EXPECT_GT(by_name.opened, 0U);
    EXPECT_EQ(find(node.records(), worker.caller(), {"detained"}).most_texts, text_steps[1]);
    FindWish wish{"detained"};
    wish.most_texts = 1;
    const auto cut = find(node.records(), worker.caller(), wish);
    EXPECT_TRUE(cut.texts_cut) << "what was not opened is said";
    EXPECT_LE(cut.opened, 1U);
    wish.most_texts = text_steps.back();
    const auto all = find(node.records(), worker.caller(), wish);
    EXPECT_FALSE(all.texts_cut);
    ASSERT_EQ(all.hits.size(), 1U);
    EXPECT_EQ(all.hits.front().record, made.record);
}

TEST_F(Casework, what_was_opened_is_remembered_for_its_reader_alone)
{
    const auto made = opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    note_opened(node.records(), worker.caller(), made.file);
    note_opened(node.records(), worker.caller(), made.persons.front());
    const auto recent = recently_opened(node.records(), worker.caller());
    ASSERT_EQ(recent.size(), 2U);
    EXPECT_EQ(recent[0].file, made.persons.front());
    EXPECT_EQ(recent[1].number, made.number);
    EXPECT_TRUE(recently_opened(node.records(), node.sign_in("other_worker").caller()).empty());
}

TEST_F(Casework, what_the_finder_may_not_open_is_a_hint_whom_to_ask)
{
    opened({person(one_name("Ҷамшед", "Раҳмонов"))});
    Member& other = node.sign_in("other_worker");
    const auto found = people_like(node.records(), other.caller(), "Джамшед Рахмонов");
    EXPECT_TRUE(found.hits.empty());
    ASSERT_EQ(found.elsewhere.size(), 1U);
    EXPECT_EQ(found.elsewhere.front().ask, worker.actor().user);
    EXPECT_TRUE(people_like(node.records(), other.caller(), "Рахмонов").elsewhere.empty());
    Member& neighbour = node.sign_in("worker_b");
    const auto across = people_like(node.records(), neighbour.caller(), "Джамшед Рахмонов");
    ASSERT_EQ(across.elsewhere.size(), 1U);
    EXPECT_TRUE(across.elsewhere.front().ask.is_none());
    EXPECT_EQ(across.elsewhere.front().organisation, node.organisation("A"));
}

}  // namespace
}  // namespace panoh::casework
