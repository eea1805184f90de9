// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/json_text.hpp"
#include "modules/casework/references.hpp"
#include "modules/events/events_for_test.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace panoh::events {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct AccountOfEvents : AccountPages {
    RecordId detention(const char* registered, const std::string& version_of = {})
    {
        Inputs inputs{
            {"person", victim},
            {"taken.year", "2026-05-03"},
            {"taken_time", "06:30"},
            {"registered.year", registered},
            {"registered_time", "17:40"}};
        if (!version_of.empty()) inputs.emplace_back("version_of", version_of);
        return add("detention", std::move(inputs));
    }
};

TEST_F(AccountOfEvents, puts_a_deprivation_of_liberty_with_its_steps_on_the_line)
{
    event("Taken from home");
    detention("2026-05-03");
    std::vector<LineEntry::Kind> kinds;
    const Account all = account();
    for (const LineEntry& entry : line_of(all))
        kinds.push_back(entry.kind);
    EXPECT_THAT(kinds, ElementsAre(LineEntry::Kind::event, LineEntry::Kind::detention, LineEntry::Kind::registered));
}

TEST_F(AccountOfEvents, counts_what_two_sources_tell_once)
{
    const RecordId first = detention("2026-05-03");
    const RecordId other = detention("2026-05-05", first.text());
    const Account all = account();
    const auto shown = first_versions(all.detentions);
    ASSERT_THAT(shown, SizeIs(1));
    EXPECT_EQ(shown.front()->id, first);
    const auto differing = differences_of(all, node.schema());
    ASSERT_THAT(differing, SizeIs(1));
    ASSERT_THAT(differing.front().differences, SizeIs(1));
    EXPECT_EQ(differing.front().differences.front().field, "registered");
    EXPECT_EQ(differing.front().differences.front().readings.back().records, std::vector{other.text()});
}

TEST_F(AccountOfEvents, another_first_version_is_a_revision_of_both)
{
    const RecordId first = detention("2026-05-03");
    const RecordId other = detention("2026-05-05", first.text());
    const BatchId once = batch();
    ASSERT_TRUE(choose_first(node.records(), worker.caller(), other, 1, 1, once));
    ASSERT_TRUE(choose_first(node.records(), worker.caller(), other, 1, 1, once)) << "a form sent twice counts once";
    const Account all = account();
    EXPECT_EQ(first_versions(all.detentions).front()->id, other);
    EXPECT_EQ(text_at(all.find(first.text())->coded, "version_of"), other.text());
    EXPECT_EQ(all.find(first.text())->revision, 2U);
    EXPECT_EQ(all.find(other.text())->revision, 2U);
    const auto late = choose_first(node.records(), worker.caller(), first, 1, 2, batch());
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().code, ErrorCode::conflict);
}

TEST_F(AccountOfEvents, the_first_version_of_a_ring_is_not_chosen)
{
    const RecordId alone = detention("2026-05-03");
    const auto done = choose_first(node.records(), worker.caller(), alone, 1, 1, batch());
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::conflict);
}

TEST_F(AccountOfEvents, refers_to_nothing_of_another_case)
{
    const RecordId elsewhere = event("Of the first case");
    made = opened({casework::person(casework::one_name("Other", "Person"))});
    const auto outcome =
        saved(worker, made.file, "act", {{"event", elsewhere.text()}, {"person", person_of(made)}, {"method", "A01"}});
    ASSERT_THAT(outcome.problems, SizeIs(1));
    EXPECT_EQ(outcome.problems.front().field, "event");
}

TEST_F(AccountOfEvents, a_record_is_no_version_of_itself)
{
    const RecordId record = event("Something");
    records::FormChange change{"event", file, record, 1};
    forms::Submission submission;
    submission.add("heading", "Something");
    submission.add("version_of", record.text());
    const auto outcome = casework::save_form(node.records(), worker.caller(), change, submission, batch());
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome->saved());
}

TEST_F(AccountOfEvents, is_read_by_nobody_without_the_accounts_of_the_case)
{
    event("Something");
    auto& coordinator = node.sign_in("coordinator");
    const auto seen = account_of(node.records(), coordinator.caller(), file);
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().code, ErrorCode::denied);
}

TEST_F(AccountOfEvents, of_an_empty_case_has_no_line)
{
    EXPECT_THAT(line_of(account()), IsEmpty());
    EXPECT_THAT(differences_of(account(), node.schema()), IsEmpty());
}

TEST_F(AccountOfEvents, a_new_record_refers_to_what_it_is_opened_from)
{
    const RecordId of_event = event("Something");
    const RecordId act = add("act", {{"event", of_event.text()}, {"person", victim}, {"method", "A01"}});
    const auto record = node.records().read(worker.caller(), act);
    ASSERT_TRUE(record);
    const auto start = casework::referring_to(*node.schema().type("involvement"), *record);
    EXPECT_EQ(text_at(start, "act"), act.text());
    EXPECT_EQ(text_at(start, "event"), of_event.text());
    EXPECT_FALSE(start.contains("version_of"));
}

TEST_F(AccountOfEvents, another_version_starts_with_everything_but_who_says_it)
{
    const RecordId source = add("source", {{"heading", "Protocol"}, {"kind", "document_custody"}});
    const RecordId first =
        add("event",
            {{"heading", "Something"}, {"sources.0.source", source.text()}, {"certainty", "likely"}, {"stage", "ST01"}}
        );
    const auto record = node.records().read(worker.caller(), first);
    ASSERT_TRUE(record);
    const auto start = casework::another_version_of(*node.schema().type("event"), *record);
    EXPECT_EQ(text_at(start, "version_of"), first.text());
    EXPECT_EQ(text_at(start, "heading"), "Something");
    EXPECT_FALSE(start.contains("sources"));
    EXPECT_FALSE(start.contains("certainty"));
}

}  // namespace
}  // namespace panoh::events
