// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/consistency.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace panoh::evaluation {
namespace {

const std::vector<Degree> all_degrees{
    Degree::not_consistent,
    Degree::consistent,
    Degree::highly_consistent,
    Degree::typical,
    Degree::diagnostic,
    Degree::not_attributed};

Weighed physical(std::optional<Degree> degree, Presence presence = Presence::found)
{
    return {"f", Domain::physical, presence, degree, true};
}

Weighed psychological(std::optional<Degree> degree)
{
    return {"p", Domain::psychological, Presence::found, degree, true};
}

std::vector<std::string> problems(const std::vector<Noticed>& found)
{
    std::vector<std::string> names;
    std::ranges::transform(found, std::back_inserter(names), &Noticed::problem);
    return names;
}

std::vector<std::string>
overall(std::optional<Degree> degree, const std::vector<Weighed>& findings, std::string why = "")
{
    return problems(check_overall({degree, std::move(why)}, findings));
}

using Names = std::vector<std::string>;

TEST(Consistency, the_list_is_closed_and_codes_go_there_and_back)
{
    for (const Degree degree : all_degrees)
        EXPECT_EQ(degree_named(code_of(degree)), degree);
    EXPECT_FALSE(degree_named("C5"));
    EXPECT_FALSE(degree_named(""));
    EXPECT_FALSE(degree_named("c1"));
}

TEST(Consistency, no_findings_is_not_not_consistent)
{
    EXPECT_EQ(overall(Degree::not_consistent, {}), Names{"absence_is_not_inconsistent"});
    EXPECT_EQ(
        overall(Degree::not_consistent, {physical(std::nullopt, Presence::not_found)}, "Nothing was seen."),
        Names{"absence_is_not_inconsistent"}
    );
    EXPECT_EQ(check_overall({Degree::not_consistent, ""}, {}).front().gravity, Gravity::stops);
}

TEST(Consistency, what_was_not_found_carries_no_degree)
{
    const std::vector<Weighed> absent{physical(Degree::not_consistent, Presence::not_found)};
    EXPECT_EQ(problems(check_findings(absent)), Names{"degree_without_finding"});
    EXPECT_EQ(allowed_degrees(Presence::not_found), std::vector<Degree>{Degree::not_attributed});
    EXPECT_EQ(allowed_degrees(Presence::found), all_degrees);
}

TEST(Consistency, not_consistent_needs_a_finding_that_says_so)
{
    EXPECT_EQ(overall(Degree::not_consistent, {physical(Degree::consistent)}), Names{"not_consistent_without_finding"});
    EXPECT_TRUE(overall(Degree::not_consistent, {physical(Degree::not_consistent)}).empty());
}

TEST(Consistency, going_beyond_the_findings_needs_a_written_reason)
{
    const std::vector<Weighed> weak{physical(Degree::consistent), physical(Degree::consistent)};
    EXPECT_EQ(overall(Degree::highly_consistent, weak), Names{"overall_beyond_findings"});
    EXPECT_EQ(overall(Degree::highly_consistent, weak, "  \n"), Names{"overall_beyond_findings"});
    EXPECT_TRUE(overall(Degree::highly_consistent, weak, "Distribution of all scars together.").empty());
    EXPECT_TRUE(overall(Degree::consistent, weak).empty());
}

TEST(Consistency, an_opinion_without_any_finding_needs_a_reason_too)
{
    EXPECT_EQ(overall(Degree::consistent, {}), Names{"overall_beyond_findings"});
    EXPECT_TRUE(overall(Degree::consistent, {}, "Symptoms that the person described.").empty());
}

TEST(Consistency, typical_is_not_stronger_than_highly_consistent_in_the_psychological_part)
{
    EXPECT_FALSE(says_more(Degree::typical, Degree::highly_consistent, Domain::psychological));
    EXPECT_FALSE(says_more(Degree::highly_consistent, Degree::typical, Domain::psychological));
    EXPECT_TRUE(says_more(Degree::typical, Degree::highly_consistent, Domain::physical));
    EXPECT_TRUE(overall(Degree::typical, {psychological(Degree::highly_consistent)}).empty());
}

TEST(Consistency, diagnostic_is_rare_for_psychological_findings_and_asked_about)
{
    const std::vector<Weighed> finding{psychological(Degree::diagnostic)};
    EXPECT_EQ(problems(check_findings(finding)), Names{"psychological_diagnostic"});
}

TEST(Consistency, not_attributed_is_for_findings_without_a_reported_cause)
{
    Weighed finding = physical(Degree::not_attributed);
    EXPECT_EQ(problems(check_findings(std::vector{finding})), Names{"not_attributed_with_cause"});
    finding.cause_reported = false;
    EXPECT_TRUE(check_findings(std::vector{finding}).empty());
}

TEST(Consistency, a_finding_without_a_degree_is_still_to_be_done)
{
    const auto found = check_findings(std::vector{physical(std::nullopt)});
    EXPECT_EQ(found, (std::vector<Noticed>{{"finding_without_degree", Gravity::missing, "f"}}));
    EXPECT_TRUE(check_findings(std::vector{physical(std::nullopt, Presence::not_examined)}).empty());
}

TEST(Consistency, a_term_is_found_whole_and_the_longest_counts)
{
    EXPECT_EQ(term_in("The scars are highly consistent with the account.", english_terms()), Degree::highly_consistent);
    EXPECT_EQ(term_in("They are Consistent With it.", english_terms()), Degree::consistent);
    EXPECT_EQ(term_in("It is not consistent with it.", english_terms()), Degree::not_consistent);
    EXPECT_FALSE(term_in("It is inconsistent with it.", english_terms()));
    EXPECT_FALSE(term_in("It is compatible.", english_terms()));
    EXPECT_FALSE(term_in("Typical of burns, diagnostic of falanga.", english_terms()));
}

std::string read(const std::string& path)
{
    const std::ifstream file(std::string(PANOH_SOURCE_DIR) + "/" + path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

TEST(Consistency, the_english_catalogue_has_the_exact_terms)
{
    const std::string catalogue = read("locale/en/istanbul_lists.po");
    for (const Term& term : english_terms()) {
        const std::string entry =
            "msgid \"list.consistency." + std::string(code_of(term.degree)) + "\"\nmsgstr \"" + term.words + "\"\n";
        EXPECT_NE(catalogue.find(entry), std::string::npos) << entry;
    }
}

TEST(Consistency, every_term_is_marked_until_a_physician_confirms_it)
{
    const std::string list = read("packs/istanbul/lists/consistency.yaml");
    std::istringstream lines(list);
    std::size_t marked = 0;
    for (std::string line; std::getline(lines, line);)
        if (line.find("code: C") != std::string::npos && line.find("confirm: true") != std::string::npos) ++marked;
    EXPECT_EQ(marked, all_degrees.size());
}

rc::Gen<Weighed> any_weighed()
{
    return rc::gen::build<Weighed>(
        rc::gen::set(&Weighed::record, rc::gen::just(std::string("f"))),
        rc::gen::set(&Weighed::domain, rc::gen::element(Domain::physical, Domain::psychological)),
        rc::gen::set(
            &Weighed::presence, rc::gen::element(Presence::found, Presence::not_found, Presence::not_examined)
        ),
        rc::gen::set(
            &Weighed::degree,
            rc::gen::elementOf(std::vector<std::optional<Degree>>{
                std::nullopt,
                Degree::not_consistent,
                Degree::consistent,
                Degree::highly_consistent,
                Degree::typical,
                Degree::diagnostic,
                Degree::not_attributed})
        )
    );
}

RC_GTEST_PROP(Consistency, a_degree_that_a_finding_carries_never_goes_beyond_the_findings, ())
{
    auto findings = *rc::gen::container<std::vector<Weighed>>(any_weighed());
    const auto degree =
        *rc::gen::element(Degree::consistent, Degree::highly_consistent, Degree::typical, Degree::diagnostic);
    Weighed carrier = physical(degree);
    findings.push_back(carrier);
    const auto names = overall(degree, findings);
    RC_ASSERT(std::ranges::find(names, "overall_beyond_findings") == names.end());
}

RC_GTEST_PROP(Consistency, more_findings_of_the_same_degree_never_make_a_higher_one, ())
{
    const auto count = *rc::gen::inRange(1, 40);
    const std::vector<Weighed> findings(static_cast<std::size_t>(count), physical(Degree::consistent));
    for (const Degree degree : {Degree::highly_consistent, Degree::typical, Degree::diagnostic})
        RC_ASSERT(overall(degree, findings) == Names{"overall_beyond_findings"});
}

RC_GTEST_PROP(Consistency, not_consistent_is_refused_whenever_nothing_was_found, ())
{
    auto findings = *rc::gen::container<std::vector<Weighed>>(any_weighed());
    for (Weighed& each : findings)
        if (each.presence == Presence::found) each.presence = Presence::not_found;
    RC_ASSERT(overall(Degree::not_consistent, findings, "reason") == Names{"absence_is_not_inconsistent"});
}

RC_GTEST_PROP(Consistency, the_order_of_findings_changes_nothing, ())
{
    auto findings = *rc::gen::container<std::vector<Weighed>>(any_weighed());
    const auto degree = *rc::gen::elementOf(all_degrees);
    const auto before = overall(degree, findings);
    std::ranges::reverse(findings);
    RC_ASSERT(overall(degree, findings) == before);
}

}  // namespace
}  // namespace panoh::evaluation
