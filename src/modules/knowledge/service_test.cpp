// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/service.hpp"

#include "modules/knowledge/knowledge_for_test.hpp"

namespace panoh::knowledge {
namespace {

class Entering : public Knowledge {
protected:
    Result<Added> add(Member& who, Kind kind, const Inputs& inputs, const BatchId& batch, bool is_another = false)
    {
        forms::Submission typed;
        for (const auto& [name, text] : inputs)
            typed.add(name, text);
        return add_entry(node.records(), who.caller(), kind, typed, batch, is_another);
    }
};

TEST_F(Entering, makes_a_file_for_each_entry)
{
    const FileId one = file_of(perpetrator("Invented", "Nobodyev"));
    const FileId other = file_of(perpetrator("Another", "Nemoev"));
    EXPECT_NE(one, other);
    EXPECT_EQ(node.vault().file(one)->kind, forms::FileKind::knowledge);
}

TEST_F(Entering, counts_once_when_sent_twice)
{
    const BatchId sent = batch();
    const Inputs inputs{{"name", "Station A"}, {"kind", "PL01"}};
    const auto first = add(worker, Kind::place, inputs, sent);
    const auto again = add(worker, Kind::place, inputs, sent);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->record, again->record);
    EXPECT_EQ(all_entries(node.records(), worker.caller(), Kind::place)->size(), 1U);
}

TEST_F(Entering, asks_first_about_what_may_be_the_same)
{
    const std::string known = place("Колония № 7");
    const Inputs inputs{{"name", "Koloniya 7"}, {"kind", "PL01"}};
    const auto asked = add(worker, Kind::place, inputs, batch());
    ASSERT_TRUE(asked.has_value());
    ASSERT_EQ(asked->likely.size(), 1U);
    EXPECT_EQ(asked->likely.front().record.text(), known);
    EXPECT_TRUE(asked->record.is_none());
    EXPECT_FALSE(add(worker, Kind::place, inputs, batch(), true)->record.is_none());
}

TEST_F(Entering, says_what_is_missing_and_writes_nothing)
{
    const auto made = add(worker, Kind::place, {{"kind", "PL01"}}, batch());
    ASSERT_TRUE(made.has_value());
    ASSERT_EQ(made->problems.size(), 1U);
    EXPECT_EQ(made->problems.front().field, "name");
    EXPECT_TRUE(all_entries(node.records(), worker.caller(), Kind::place)->empty());
}

TEST_F(Entering, refuses_references_to_what_is_of_another_kind)
{
    const std::string wrong = unit("Unit A");
    const auto made = add(worker, Kind::place, {{"name", "Cell"}, {"kind", "PL01"}, {"part_of", wrong}}, batch());
    ASSERT_TRUE(made.has_value());
    ASSERT_EQ(made->problems.size(), 1U);
    EXPECT_EQ(made->problems.front().field, "part_of");
}

TEST_F(Entering, is_for_those_who_may_write_the_kind)
{
    const Inputs nobody{{"names.0.given", "Invented"}};
    for (const char* role : {"coordinator", "physician", "hotline_operator"}) {
        const auto made = add(node.sign_in(role), Kind::perpetrator, nobody, batch());
        ASSERT_FALSE(made.has_value()) << role;
        EXPECT_EQ(made.error().code, ErrorCode::denied) << role;
    }
    const Inputs station{{"name", "Station A"}, {"kind", "PL01"}};
    EXPECT_TRUE(add(node.sign_in("coordinator"), Kind::place, station, batch()).has_value());
    EXPECT_FALSE(add(node.sign_in("physician"), Kind::place, station, batch()).has_value());
}

TEST_F(Entering, keeps_somebody_whom_nobody_has_identified)
{
    const auto made = add(worker, Kind::perpetrator, {{"description", "A tall man with a scar"}}, batch());
    ASSERT_TRUE(made.has_value());
    const auto opened = open_entry(node.records(), worker.caller(), made->record);
    ASSERT_TRUE(opened.has_value());
    EXPECT_EQ(opened->entry.label().reveal(), opened->entry.number);
}

TEST_F(Entering, a_colleague_who_documents_can_open_it_at_once)
{
    const std::string id = perpetrator("Invented", "Nobodyev");
    EXPECT_TRUE(open_entry(node.records(), lawyer.caller(), *RecordId::parse(id)).has_value());
}

TEST_F(Entering, cases_that_name_an_entry_are_those_of_the_reader)
{
    const std::string station = place("Station A");
    const auto mine = one_case();
    event(mine, {{"place", station}});
    const auto own = cases_naming(node.records(), worker.caller(), Kind::place, {station});
    ASSERT_TRUE(own.has_value());
    ASSERT_EQ(own->size(), 1U);
    EXPECT_EQ(own->front().number, mine.number);
    const auto of_others = cases_naming(node.records(), node.sign_in("other_worker").caller(), Kind::place, {station});
    ASSERT_TRUE(of_others.has_value());
    EXPECT_TRUE(of_others->empty());
}

TEST_F(Entering, a_case_says_where_it_names_an_entry)
{
    const std::string station = place("Station A");
    const auto mine = one_case();
    const RecordId what = event(mine, {{"place", station}});
    act(mine, what, "A01", {{"place", station}});
    const auto own = cases_naming(node.records(), worker.caller(), Kind::place, {station});
    EXPECT_EQ(own->front().in, (std::set<NamedIn>{NamedIn::event, NamedIn::act}));
}

}  // namespace
}  // namespace panoh::knowledge
