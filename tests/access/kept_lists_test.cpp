// SPDX-License-Identifier: AGPL-3.0-or-later
// Lists answer from what is kept: it has to say, after every change, what the rules of reach say now.
#include "records/files.hpp"
#include "records/listing.hpp"
#include "support/test_node.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace panoh::records {
namespace {

using access::Verb;
using forms::Compartment;
using forms::FileKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Member;
using ::testing::Pair;
using testing::TestNode;
namespace json = boost::json;

struct KeptLists : ::testing::Test {
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    Member& other = node.sign_in("other_worker");
    Member& coordinator = node.sign_in("coordinator");
    Member& stranger = node.sign_in("worker_b");

    struct Made {
        FileId file;
        RecordId record;
        const char* type;
        std::uint32_t revision = 1;
    };

    Made made(FileKind kind, const char* type, json::object coded, Member& author)
    {
        auto file = new_file(node.vault(), kind, author.actor().organisation, {author.actor().user});
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        coded["number"] = file.number;
        batch.records.push_back(new_record(system_random(), type, file.change.fact.file, std::move(coded)));
        const Made one{file.change.fact.file, batch.records.back().id, type};
        batch.files.push_back(std::move(file.change));
        PANOH_CHECK(node.vault().write(author.keys(), std::move(batch)).has_value());
        return one;
    }
    Made added(const FileId& file, const char* type, json::object coded)
    {
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back(new_record(system_random(), type, file, std::move(coded)));
        const Made one{file, batch.records.back().id, type};
        PANOH_CHECK(node.vault().write(worker.keys(), std::move(batch)).has_value());
        return one;
    }
    void change(Made& made, json::object coded, bool removed = false)
    {
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.records.push_back({made.record, made.file, made.type, made.revision, std::move(coded), {}, removed});
        PANOH_CHECK(node.vault().write(worker.keys(), std::move(batch)).has_value());
        ++made.revision;
    }
    Made case_of_worker()
    {
        const Made matter = made(FileKind::case_file, "case", {{"status", "open"}}, worker);
        assigned(matter.file, worker);
        return matter;
    }
    Made assigned(const FileId& file, Member& who)
    {
        return added(file, "assignment", {{"user", who.actor().user.text()}, {"role", "lawyer"}});
    }

    /// What a list shows and counts, by files.
    std::vector<std::string> listed(const access::Actor& actor, Verb verb, FileKind kind, const char* table)
    {
        const auto scope = node.access().scope(actor, verb, kind, Compartment::core, "c.file");
        Listing list(node.records(), std::string(table) + " c", "c", scope);
        list.sortable("file", "c.file");
        const auto counts = list.counts();
        const auto rows = list.rows("c.file", {}, {{"file"}}, 1, 500);
        PANOH_CHECK(counts.has_value() && rows.has_value());
        EXPECT_EQ(counts->total, rows->size()) << "what is counted is what is shown";
        std::vector<std::string> files;
        for (std::size_t row = 0; row < rows->size(); ++row)
            files.push_back(rows->text(row, "file"));
        return files;
    }
    std::vector<std::string> cases(const access::Actor& actor, Verb verb = Verb::desk)
    {
        return listed(actor, verb, FileKind::case_file, "t_case");
    }
    /// The same, decided for each file by itself.
    std::vector<std::string> decided(const access::Actor& actor, Verb verb, const char* table)
    {
        const auto rows =
            node.vault().workspace().query("SELECT file FROM " + std::string(table) + " WHERE deleted=0 ORDER BY file");
        PANOH_CHECK(rows.has_value());
        std::vector<std::string> files;
        for (std::size_t row = 0; row < rows->size(); ++row) {
            const auto file = rows->id<FileId>(row, "file");
            if (node.access().decide(actor, verb, node.vault(), file, Compartment::core)) files.push_back(file.text());
        }
        return files;
    }
};

TEST_F(KeptLists, AnAssignmentThatEndsTakesTheCaseOffTheListAtOnce)
{
    const Made matter = case_of_worker();
    EXPECT_THAT(cases(other.actor()), IsEmpty());
    Made assignment = assigned(matter.file, other);
    EXPECT_THAT(cases(other.actor()), ElementsAre(matter.file.text()));
    change(assignment, {{"user", other.actor().user.text()}, {"role", "lawyer"}, {"until", "2026-11-01"}});
    EXPECT_THAT(cases(other.actor()), IsEmpty());
    Made again = assigned(matter.file, other);
    EXPECT_THAT(cases(other.actor()), ElementsAre(matter.file.text()));
    change(again, {}, true);
    EXPECT_THAT(cases(other.actor()), IsEmpty());
}

TEST_F(KeptLists, ARestrictedCaseLeavesTheListOfWhoeverIsNotNamedAtOnceAndComesBackWhenItIsLifted)
{
    const Made matter = case_of_worker();
    EXPECT_THAT(cases(coordinator.actor()), ElementsAre(matter.file.text()));
    const json::object by{{"coordinator", other.actor().user.text()}};
    json::object state = by;
    state["state"] = "in_force";
    Made restriction = added(matter.file, "case_restriction", state);
    EXPECT_THAT(cases(coordinator.actor()), IsEmpty());
    EXPECT_THAT(cases(worker.actor()), ElementsAre(matter.file.text())) << "whoever works on it goes on";
    state["state"] = "lifted";
    change(restriction, state);
    EXPECT_THAT(cases(coordinator.actor()), ElementsAre(matter.file.text()));
}

TEST_F(KeptLists, NobodyGetsWhatIsKeptForAColleagueOrForAnotherOrganisation)
{
    const Made matter = case_of_worker();
    for (int again = 0; again < 2; ++again) {
        EXPECT_THAT(cases(worker.actor()), ElementsAre(matter.file.text()));
        EXPECT_THAT(cases(other.actor()), IsEmpty());
        EXPECT_THAT(cases(stranger.actor()), IsEmpty());
        access::Actor as_stranger = worker.actor();
        as_stranger.organisation = stranger.actor().organisation;
        EXPECT_THAT(cases(as_stranger), IsEmpty());
    }
}

TEST_F(KeptLists, WhoeverLosesARoleLosesTheListThatWasKept)
{
    const Made matter = case_of_worker();
    access::Actor actor = coordinator.actor();
    EXPECT_THAT(cases(actor), ElementsAre(matter.file.text()));
    actor.roles = {"auditor"};
    EXPECT_THAT(cases(actor), IsEmpty());
    actor.roles = {};
    EXPECT_THAT(cases(actor), IsEmpty());
}

TEST_F(KeptLists, WhatOnlyALeaverCouldOpenIsKeptNoLonger)
{
    const Made matter = made(FileKind::case_file, "case", {{"status", "open"}}, stranger);
    vault::Batch batch;
    batch.id = system_random().id<BatchId>();
    batch.records.push_back(new_record(
        system_random(), "assignment", matter.file, {{"user", stranger.actor().user.text()}, {"role", "lawyer"}}
    ));
    ASSERT_TRUE(node.vault().write(stranger.keys(), std::move(batch)));
    EXPECT_THAT(cases(stranger.actor()), ElementsAre(matter.file.text()));
    node.vault().leave(std::vector{worker.actor().user});
    EXPECT_THAT(cases(stranger.actor()), IsEmpty());
    node.sign_in("worker_b");
    EXPECT_THAT(cases(stranger.actor()), ElementsAre(matter.file.text()));
}

TEST_F(KeptLists, CountsOfAFacetFollowEachChange)
{
    Made matter = case_of_worker();
    const auto counted = [&](std::string chosen) {
        const auto scope =
            node.access().scope(coordinator.actor(), Verb::desk, FileKind::case_file, Compartment::core, "c.file");
        Listing list(node.records(), "t_case c", "c", scope);
        list.facet({"c.status", std::move(chosen), "c.status<>'closed'"});
        const auto counts = list.counts();
        PANOH_CHECK(counts.has_value());
        return std::pair(counts->total, counts->facets.front());
    };
    EXPECT_EQ(counted("").first, 1U);
    change(matter, {{"status", "waiting"}, {"number", "A-2026-0001"}});
    EXPECT_THAT(counted("").second, ElementsAre(Pair("waiting", 1U)));
    change(matter, {{"status", "closed"}, {"number", "A-2026-0001"}});
    EXPECT_EQ(counted("").first, 0U);
    EXPECT_EQ(counted("closed").first, 1U);
    change(matter, {}, true);
    EXPECT_THAT(counted("closed").second, ElementsAre(Pair("closed", 0U)));
}

/// Whatever happens to files, lists that have been kept all the while say what `decide` says.
TEST_F(KeptLists, AgreeWithDecideAfterEveryOneOfManyChanges)
{
    std::mt19937 random(20'261'122);
    const auto below = [&](std::size_t end) {
        return random() % end;
    };
    const std::vector<Member*> people{&worker, &other, &coordinator, &node.member("lawyer"), &stranger};
    std::vector<Made> matters{case_of_worker()};
    std::vector<Made> persons{made(FileKind::person, "person", {}, worker)};
    std::vector<Made> contacts{made(FileKind::contact, "contact", {}, worker)};
    std::vector<Made> links;
    const auto any = [&](std::vector<Made>& of) -> Made& {
        return of.at(below(of.size()));
    };
    const auto text_of_any = [&] {
        return people.at(below(people.size()))->actor().user.text();
    };
    const auto ended = [&](Made& link) -> json::object {
        const std::string type = link.type;
        if (type == "assignment") return {{"user", text_of_any()}, {"role", "lawyer"}, {"until", "2026-11-01"}};
        if (type == "case_restriction") return {{"state", "lifted"}, {"coordinator", text_of_any()}};
        if (type == "case_transfer") return {{"state", "declined"}, {"to", text_of_any()}};
        return {{"person", any(persons).record.text()}, {"role", "witness"}};
    };
    constexpr int steps = 160;
    for (int step = 0; step < steps; ++step) {
        switch (below(9)) {
        case 0:
            matters.push_back(case_of_worker());
            break;
        case 1:
            persons.push_back(made(FileKind::person, "person", {}, worker));
            break;
        case 2:
            change(any(contacts), {{"number", "C"}, {"taken_by", text_of_any()}, {"keyworker", text_of_any()}});
            break;
        case 3:
            links.push_back(assigned(any(matters).file, *people.at(below(people.size()))));
            break;
        case 4:
            links.push_back(
                added(any(matters).file, "participation", {{"person", any(persons).record.text()}, {"role", "witness"}})
            );
            break;
        case 5:
            links.push_back(
                added(any(matters).file, "case_restriction", {{"state", "in_force"}, {"coordinator", text_of_any()}})
            );
            break;
        case 6:
            links.push_back(added(any(matters).file, "case_transfer", {{"state", "asked"}, {"to", text_of_any()}}));
            break;
        case 7:
            if (links.empty()) break;
            std::swap(any(links), links.back());
            change(links.back(), ended(links.back()));
            break;
        default:
            if (links.empty()) break;
            std::swap(any(links), links.back());
            change(links.back(), {}, true);
            links.pop_back();
        }
        for (Member* person : people) {
            for (const Verb verb : {Verb::desk, Verb::read}) {
                const access::Actor& actor = person->actor();
                ASSERT_EQ(cases(actor, verb), decided(actor, verb, "t_case")) << step << actor.roles.front();
                ASSERT_EQ(listed(actor, verb, FileKind::person, "t_person"), decided(actor, verb, "t_person")) << step;
                ASSERT_EQ(listed(actor, verb, FileKind::contact, "t_contact"), decided(actor, verb, "t_contact"))
                    << step;
            }
        }
    }
}

}  // namespace
}  // namespace panoh::records
