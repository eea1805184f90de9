// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/evaluation/service.hpp"

#include "modules/evaluation/drawings.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"

namespace panoh::evaluation {
namespace {

using Evaluations = WithEvaluations<casework::Casework>;
using forms::Compartment;

TEST_F(Evaluations, opening_makes_a_main_file_and_a_draft_with_every_section)
{
    const RecordId id = open_one(physician);
    const Opened evaluation = at(physician, id);
    EXPECT_EQ(evaluation.line.number, "A-E-2026-0001");
    EXPECT_EQ(evaluation.line.state, "in_progress");
    EXPECT_FALSE(evaluation.draft.is_none());
    EXPECT_NE(evaluation.draft, evaluation.line.file);
    EXPECT_TRUE(evaluation.apart.is_none());
    const auto contents = contents_of(records(), physician.caller(), evaluation.draft);
    ASSERT_TRUE(contents);
    EXPECT_EQ(contents->sections.size(), records().schema().list("report_sections")->codes.size());
    ASSERT_EQ(contents->evaluators.size(), 1U);
    EXPECT_EQ(text_of(contents->evaluators[0], "who"), physician.actor().user.text());
    EXPECT_TRUE(is_lead(evaluation, physician.actor().user));
}

TEST_F(Evaluations, nothing_is_opened_without_a_consent_or_a_reason_or_a_word_about_the_dual_role)
{
    const auto fields_of = [&](const Typed& more) {
        const auto outcome = open_evaluation(records(), physician.caller(), subject(), form_of(opening(more)), batch());
        std::vector<std::string> fields;
        for (std::size_t at = 0; outcome && at < outcome->problems.size(); ++at)
            fields.push_back(outcome->problems[at].field);
        return fields;
    };
    EXPECT_THAT(fields_of({{"no_consent_reason", "  "}}), gt::ElementsAre("no_consent_reason"));
    EXPECT_THAT(fields_of({{"treats_person", ""}}), gt::ElementsAre("treats_person"));
    EXPECT_THAT(fields_of({{"treats_person", "yes"}}), gt::ElementsAre("dual_role"));
    EXPECT_TRUE(lines(records(), physician.caller())->empty());
}

TEST_F(Evaluations, a_consent_to_examination_is_named_and_needs_no_reason)
{
    saved(worker, matter.persons.front(), "consent", {{"purpose", "examination"}, {"answer", "yes"}});
    physician.new_request();
    const auto outcome = open_evaluation(
        records(), physician.caller(), subject(), form_of(opening({{"no_consent_reason", ""}})), batch()
    );
    ASSERT_TRUE(outcome && outcome->saved());
    EXPECT_TRUE(has(at(physician, outcome->evaluation).record, "consent_examination"));
}

TEST_F(Evaluations, a_form_that_is_sent_twice_opens_one_evaluation)
{
    const BatchId same = batch();
    const auto first = open_evaluation(records(), physician.caller(), subject(), form_of(opening()), same);
    const auto again = open_evaluation(records(), physician.caller(), subject(), form_of(opening()), same);
    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->evaluation, again->evaluation);
    EXPECT_EQ(lines(records(), physician.caller())->size(), 1U);
}

TEST_F(Evaluations, a_draft_is_closed_to_the_team_of_the_case_and_to_the_lawyer_who_has_the_main_file)
{
    const RecordId id = open_one(physician);
    const Opened evaluation = at(physician, id);
    Member& lawyer = on_case("lawyer");
    for (Member* member : {&worker, &lawyer}) {
        member->new_request();
        EXPECT_FALSE(evaluation::opened(records(), member->caller(), id));
        EXPECT_FALSE(node.vault().can_open(member->keys(), evaluation.draft, Compartment::medical));
    }
    ASSERT_TRUE(assign(records(), physician.caller(), evaluation, lawyer.actor().user, "lawyer", false, batch()));
    ASSERT_TRUE(enter(physician, id, "request_for_expertise", {{"asked_by", "lawyer"}, {"state", "accepted"}}).saved());
    lawyer.new_request();
    const Opened seen = at(lawyer, id);
    EXPECT_TRUE(seen.draft.is_none());
    EXPECT_TRUE(node.vault().can_open(lawyer.keys(), evaluation.line.file, Compartment::legal));
    EXPECT_FALSE(node.vault().can_open(lawyer.keys(), evaluation.draft, Compartment::medical));
    EXPECT_FALSE(records().may(lawyer.caller(), access::Verb::write, evaluation.line.file, Compartment::core));
}

TEST_F(Evaluations, a_coordinator_sees_that_there_is_one_and_not_of_whom)
{
    const RecordId id = open_one(physician);
    Member& coordinator = node.sign_in("coordinator");
    const auto seen = lines(records(), coordinator.caller());
    ASSERT_TRUE(seen && seen->size() == 1);
    EXPECT_EQ(seen->front().number, "A-E-2026-0001");
    EXPECT_TRUE(seen->front().person.is_none());
    EXPECT_TRUE(seen->front().kind.empty());
    EXPECT_FALSE(evaluation::opened(records(), coordinator.caller(), id));
}

TEST_F(Evaluations, the_lead_alone_assigns_and_whoever_leaves_loses_the_keys)
{
    const RecordId id = open_one(physician);
    Member& psychologist = node.sign_in("psychologist");
    Member& second = node.sign_in("psychiatrist");
    const UserId& user = psychologist.actor().user;
    EXPECT_FALSE(
        assign(records(), physician.caller(), at(physician, id), worker.actor().user, "evaluator", false, batch())
    );
    ASSERT_TRUE(assign(records(), physician.caller(), at(physician, id), user, "evaluator", false, batch()));
    psychologist.new_request();
    const Opened seen = at(psychologist, id);
    ASSERT_FALSE(seen.draft.is_none());
    const auto refused =
        assign(records(), psychologist.caller(), seen, second.actor().user, "reviewer", false, batch());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::denied);
    ASSERT_TRUE(end_work(records(), physician.caller(), at(physician, id), user, batch()));
    psychologist.new_request();
    EXPECT_FALSE(evaluation::opened(records(), psychologist.caller(), id));
    EXPECT_FALSE(node.vault().can_open(psychologist.keys(), seen.draft, Compartment::medical));
}

TEST_F(Evaluations, findings_are_numbered_and_a_mark_names_region_and_side)
{
    const RecordId id = open_one(physician);
    const RecordId first = scar(physician, id);
    scar(physician, id);
    const Drawing* drawing = drawing_of(all_drawings(), "D04");
    ASSERT_NE(drawing, nullptr);
    const auto region = std::find_if(drawing->regions.begin(), drawing->regions.end(), [](const Region& each) {
        return each.code == "ear" && each.side == "left";
    });
    ASSERT_NE(region, drawing->regions.end());
    const auto point = point_in(*drawing, *region);
    ASSERT_TRUE(point);
    const auto finding = records().read(physician.caller(), first);
    const auto marked =
        add_mark(records(), physician.caller(), at(physician, id), *finding, {drawing, *point}, batch());
    ASSERT_TRUE(marked) << marked.error().detail;
    const auto beside =
        add_mark(records(), physician.caller(), at(physician, id), *finding, {drawing, {1, 1}}, batch());
    ASSERT_FALSE(beside);
    EXPECT_EQ(beside.error().message.id.text(), "evaluation.mark.beside");
    const auto contents = contents_of(records(), physician.caller(), at(physician, id).draft);
    ASSERT_TRUE(contents && contents->marks.size() == 1 && contents->findings.size() == 2);
    EXPECT_EQ(text_of(contents->marks[0], "region"), "ear");
    EXPECT_EQ(text_of(contents->findings[0], "region"), "ear") << "the finding had said none";
    EXPECT_EQ(text_of(contents->findings[0], "side"), "left");
    EXPECT_EQ(number_of(contents->findings[1]), 2);
}

TEST_F(Evaluations, what_was_not_found_carries_no_degree)
{
    const RecordId id = open_one(physician);
    const auto absent = enter(physician, id, "finding", {{"presence", "not_found"}, {"system", "skin"}});
    ASSERT_TRUE(absent.saved());
    const auto weighed = enter(
        physician,
        id,
        "conclusion",
        {{"scope", "physical_finding"}, {"about", absent.record.text()}, {"degree", "C0"}, {"reason", "none seen"}}
    );
    ASSERT_EQ(weighed.problems.size(), 1U);
    EXPECT_EQ(weighed.problems[0].message.id.text(), "evaluation.problem.degree_without_finding");
    const auto overall =
        enter(physician, id, "conclusion", {{"scope", "overall"}, {"degree", "C0"}, {"reason", "no marks"}});
    EXPECT_FALSE(overall.saved()) << "absence of findings is not “not consistent with”";
}

TEST_F(Evaluations, an_overall_degree_beyond_the_findings_needs_a_reason)
{
    const RecordId id = open_one(physician);
    const RecordId finding = scar(physician, id);
    ASSERT_TRUE(enter(
                    physician,
                    id,
                    "conclusion",
                    {{"scope", "physical_finding"}, {"about", finding.text()}, {"degree", "C1"}, {"reason", "could be"}}
    ).saved());
    Typed overall{{"scope", "overall"}, {"degree", "C3"}, {"reason", "all together"}};
    const auto refused = enter(physician, id, "conclusion", overall);
    ASSERT_FALSE(refused.saved());
    EXPECT_EQ(refused.problems[0].field, "beyond_findings");
    overall.emplace_back("beyond_findings", "the pattern of all of them");
    EXPECT_TRUE(enter(physician, id, "conclusion", overall).saved());
}

TEST_F(Evaluations, a_section_says_when_a_cited_record_has_changed)
{
    const RecordId id = open_one(physician);
    const auto event = saved(worker, matter.file, "event", {{"heading", "A night"}});
    ASSERT_TRUE(event.saved());
    physician.new_request();
    vault::Record narrative = section(physician, id, "narrative");
    const auto offers = offers_for(records(), physician.caller(), at(physician, id), narrative);
    ASSERT_TRUE(offers);
    if (offers->empty()) GTEST_SKIP() << "events are entered by their own slice";
    Typed typed{
        {std::string(asked_input), "yes"},
        {std::string(cite_input), event.record.text()},
        {"state", "in_progress"},
        {"text", "As told"}};
    const auto cite = [&] {
        narrative = section(physician, id, "narrative");
        return save_section(
            records(), physician.caller(), at(physician, id), narrative, narrative.revision, form_of(typed), batch()
        );
    };
    ASSERT_TRUE(cite()->saved());
    narrative = section(physician, id, "narrative");
    auto cited = cited_by(records(), physician.caller(), narrative);
    ASSERT_EQ(cited.size(), 1U);
    EXPECT_FALSE(cited[0].has_changed());
    forms::Submission changed = form_of({{"heading", "Two nights"}});
    ASSERT_TRUE(records().save(worker.caller(), {"event", matter.file, event.record, 1}, changed, batch())->saved());
    cited = cited_by(records(), physician.caller(), narrative);
    EXPECT_TRUE(cited[0].has_changed());
    ASSERT_TRUE(cited[0].shown);
    EXPECT_EQ(text_of(*cited[0].shown, "heading"), "A night") << "the text that was cited";
    typed[2].second = "complete";
    EXPECT_FALSE(cite()->saved()) << "somebody has to say which text holds";
    typed.emplace_back(std::string(renew_input), event.record.text());
    ASSERT_TRUE(cite()->saved());
    EXPECT_FALSE(cited_by(records(), physician.caller(), section(physician, id, "narrative"))[0].has_changed());
}

TEST_F(Evaluations, what_is_kept_apart_has_keys_of_its_own)
{
    const RecordId id = open_one(physician);
    Member& psychologist = node.sign_in("psychologist");
    ASSERT_TRUE(
        assign(records(), physician.caller(), at(physician, id), psychologist.actor().user, "evaluator", false, batch())
    );
    const auto refused = open_apart(records(), physician.caller(), at(physician, id), form_of({}), batch());
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->problems.size(), 1U) << "it needs a consent of its own, or a reason";
    const auto made = open_apart(
        records(), physician.caller(), at(physician, id), form_of({{"no_consent_reason", "on paper"}}), batch()
    );
    ASSERT_TRUE(made && made->saved());
    scar(physician, id, {}, true);
    psychologist.new_request();
    const Opened seen = at(psychologist, id);
    EXPECT_TRUE(seen.apart.is_none());
    const FileId apart = at(physician, id).apart;
    EXPECT_FALSE(node.vault().can_open(psychologist.keys(), apart, Compartment::medical));
    EXPECT_TRUE(contents_of(records(), physician.caller(), seen.draft)->findings.empty());
}

TEST_F(Evaluations, all_sign_the_same_text_and_then_nothing_changes)
{
    const RecordId id = open_one(physician);
    Member& psychologist = node.sign_in("psychologist");
    ASSERT_TRUE(
        assign(records(), physician.caller(), at(physician, id), psychologist.actor().user, "evaluator", false, batch())
    );
    psychologist.new_request();
    ASSERT_TRUE(enter(
                    psychologist,
                    id,
                    "evaluator",
                    {{"who", psychologist.actor().user.text()},
                     {"printed_name", "Ms Example"},
                     {"profession", "psychologist"},
                     {"treats_person", "no"},
                     {"conflict", "no"}}
    ).saved());
    const RecordId finding = scar(physician, id);
    const forms::Submission signature = form_of({{"truthful", "yes"}, {"place", "Here"}});
    const auto signs = [&](Member& who, const std::string& hash) {
        who.new_request();
        return sign(records(), who.caller(), at(who, id), false, hash, signature, batch());
    };
    const auto hash = [&] {
        return freeze(records(), physician.caller(), at(physician, id), false)->sha256;
    };
    EXPECT_FALSE(signs(physician, hash())) << "it is not open for signatures";
    ready(physician, id);
    const std::string first = hash();
    EXPECT_EQ(first, hash()) << "the same revisions give the same bytes";
    ASSERT_TRUE(signs(physician, first)->saved());
    EXPECT_EQ(at(physician, id).line.state, "in_review");
    ASSERT_TRUE(enter(physician, id, "review_remark", {{"remark", "A word"}}).saved());
    EXPECT_EQ(hash(), first) << "drafting aids are not signed";
    scar(physician, id);
    EXPECT_NE(hash(), first);
    EXPECT_FALSE(signs(psychologist, first)) << "the text has changed";
    EXPECT_FALSE(signs(psychologist, hash())) << "nobody has seen a document of it";
    ready(physician, id);
    ASSERT_TRUE(signs(psychologist, hash())->saved());
    EXPECT_EQ(at(physician, id).line.state, "in_review") << "the first signature is void";
    ASSERT_TRUE(signs(physician, hash())->saved());
    EXPECT_EQ(at(physician, id).line.state, "signed");
    const Opened closed = at(physician, id);
    const records::FormChange change{"finding", closed.draft, finding, 1};
    const auto late = save_part(
        records(), physician.caller(), closed, change, form_of({{"presence", "found"}, {"kind", "burn_scald"}}), batch()
    );
    ASSERT_FALSE(late);
    EXPECT_EQ(late.error().message.id.text(), "evaluation.problem.closed");
}

TEST_F(Evaluations, an_addendum_stands_beside_what_was_signed)
{
    const RecordId id = open_one(physician);
    const forms::Submission added =
        form_of({{"reason", "new_result"}, {"text", "canary-result"}, {"changes_degree", "no"}, {"truthful", "yes"}});
    EXPECT_FALSE(add_addendum(records(), physician.caller(), at(physician, id), false, added, batch()));
    ready(physician, id);
    const auto frozen = freeze(records(), physician.caller(), at(physician, id), false);
    ASSERT_TRUE(sign(
                    records(),
                    physician.caller(),
                    at(physician, id),
                    false,
                    frozen->sha256,
                    form_of({{"truthful", "yes"}, {"place", "Here"}}),
                    batch()
    )
                    ->saved());
    const auto outcome = add_addendum(records(), physician.caller(), at(physician, id), false, added, batch());
    ASSERT_TRUE(outcome && outcome->saved());
    const auto kept = records().read(physician.caller(), outcome->record);
    EXPECT_EQ(text_of(*kept, "sha256").size(), 64U);
    EXPECT_EQ(signatures_of(records(), physician.caller(), at(physician, id), false)->front().sha256, frozen->sha256);
}

}  // namespace
}  // namespace panoh::evaluation
