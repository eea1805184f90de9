// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/knowledge/entries.hpp"

#include "modules/casework/find.hpp"
#include "modules/knowledge/knowledge_for_test.hpp"

namespace panoh::knowledge {
namespace {

int plain(std::string_view left, std::string_view right)
{
    return left.compare(right);
}

class Entries : public Knowledge {
protected:
    Result<EntryPage> list(Member& who, Kind kind, const std::string& words = {})
    {
        EntryFilter filter;
        filter.kind = kind;
        filter.words = Sensitive<std::string>(words);
        return entry_list(node.records(), who.caller(), filter, plain);
    }
    std::string names(Member& who, Kind kind, const std::string& words = {})
    {
        std::string all;
        const auto page = list(who, kind, words);
        for (std::size_t at = 0; page && at < page->lines.size(); ++at)
            all += page->lines[at].label().reveal() + ";";
        return all;
    }
};

TEST_F(Entries, stand_in_the_order_of_their_names)
{
    place("Station C");
    place("Station A");
    place("Station B");
    EXPECT_EQ(names(worker, Kind::place), "Station A;Station B;Station C;");
}

TEST_F(Entries, are_found_by_any_of_their_names_in_any_script)
{
    place("Отдел, Темногорск", {{"names.0.name", "Former Garden House"}});
    place("Отдел, Светлогорск");
    EXPECT_EQ(names(worker, Kind::place, "temnogorsk"), "Отдел, Темногорск;");
    EXPECT_EQ(names(worker, Kind::place, "garden"), "Отдел, Темногорск;");
}

TEST_F(Entries, are_narrowed_by_codes_with_counts)
{
    place("Station A", {{"region", "TJ-SU"}});
    place("Station B", {{"region", "TJ-DU"}});
    EntryFilter filter;
    filter.region = "TJ-SU";
    const auto page = entry_list(node.records(), worker.caller(), filter, plain);
    ASSERT_TRUE(page.has_value());
    EXPECT_EQ(page->total, 1U);
    EXPECT_EQ(page->counts.at(EntryFacet::region).size(), 2U);
}

TEST_F(Entries, have_numbers_of_their_own)
{
    place("Station A");
    const auto page = list(worker, Kind::place);
    EXPECT_EQ(page->lines.front().number, "A-K-2026-0001");
}

TEST_F(Entries, of_people_are_listed_for_those_alone_who_document)
{
    perpetrator("Invented", "Nobodyev");
    EXPECT_EQ(names(lawyer, Kind::perpetrator), "Invented Nobodyev;");
    for (const char* role : {"physician", "psychologist", "forensic_evaluator", "coordinator", "hotline_operator"}) {
        const auto page = list(node.sign_in(role), Kind::perpetrator);
        ASSERT_FALSE(page.has_value()) << role;
        EXPECT_EQ(page.error().code, ErrorCode::denied) << role;
    }
}

TEST_F(Entries, of_places_are_listed_for_all_staff_of_the_organisation)
{
    place("Station A");
    for (const char* role : {"physician", "coordinator", "hotline_operator", "monitor", "interpreter"})
        EXPECT_EQ(names(node.sign_in(role), Kind::place), "Station A;") << role;
    EXPECT_EQ(names(node.sign_in("worker_b"), Kind::place), "");
}

/// What a list shows and what opening one decides are one rule, for every role and kind.
TEST_F(Entries, in_lists_are_those_that_open)
{
    const std::vector<std::string> ids{place("Station A"), unit("Unit A"), perpetrator("Invented", "Nobodyev")};
    for (const char* role :
         {"social_worker",
          "other_worker",
          "lawyer",
          "physician",
          "psychologist",
          "psychiatrist",
          "forensic_evaluator",
          "hotline_operator",
          "monitor",
          "interpreter",
          "coordinator",
          "worker_b",
          "operator_b"}) {
        Member& reader = node.sign_in(role);
        for (std::size_t at = 0; at < ids.size(); ++at) {
            const Kind kind = all_kinds[at];
            const auto page = list(reader, kind);
            const bool is_listed = page && page->total == 1;
            const auto opened = open_entry(node.records(), reader.caller(), *RecordId::parse(ids[at]));
            EXPECT_EQ(is_listed, opened.has_value()) << role << " " << type_of(kind);
            if (!opened) {
                EXPECT_EQ(opened.error().code, ErrorCode::not_found) << role;
            }
        }
    }
}

TEST_F(Entries, of_people_never_stand_among_likely_clients)
{
    perpetrator("Ҷамшед", "Раҳмонов");
    const auto findings = casework::people_like(node.records(), worker.caller(), "Ҷамшед Раҳмонов");
    EXPECT_TRUE(findings.hits.empty());
    EXPECT_TRUE(findings.elsewhere.empty());
    casework::FindWish wish;
    wish.typed = "Ҷамшед Раҳмонов";
    EXPECT_TRUE(casework::find(node.records(), worker.caller(), wish).hits.empty());
}

TEST_F(Entries, that_are_shown_are_noted)
{
    const std::string id = perpetrator("Invented", "Nobodyev");
    worker.reads().clear();
    ASSERT_TRUE(list(worker, Kind::perpetrator).has_value());
    const auto& noted = worker.reads();
    EXPECT_TRUE(std::any_of(noted.begin(), noted.end(), [&](const vault::ReadFact& each) {
        return each.record.text() == id && each.allowed;
    }));
}

TEST(TheSameTwice, leads_to_the_one_that_stays)
{
    const Leads leads = leads_in({{"a", "b"}, {"b", "c"}});
    EXPECT_EQ(leads.at("a"), "c");
    EXPECT_EQ(leads.at("b"), "c");
    EXPECT_FALSE(leads.contains("c"));
    EXPECT_EQ(same_group(leads, "a"), (std::vector<std::string>{"c", "a", "b"}));
}

TEST(TheSameTwice, in_a_ring_is_one_group_with_one_lead)
{
    const Leads leads = leads_in({{"a", "b"}, {"b", "a"}, {"c", "a"}});
    EXPECT_FALSE(leads.contains("a"));
    EXPECT_EQ(leads.at("b"), "a");
    EXPECT_EQ(leads.at("c"), "a");
}

}  // namespace
}  // namespace panoh::knowledge
