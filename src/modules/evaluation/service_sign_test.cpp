// SPDX-License-Identifier: AGPL-3.0-or-later
// What a signature keeps, what it closes, what comes after, and when a draft may go.
#include "base/embedded.hpp"
#include "modules/casework/name_index.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/evaluation/service_destroy.hpp"
#include "modules/files/making.hpp"
#include "modules/files/service.hpp"
#include "records/registers.hpp"

namespace panoh::evaluation {
namespace {

namespace json = boost::json;
using access::Verb;
using forms::Compartment;

struct Signed : WithEvaluations<casework::Casework> {
    RecordId id = open_one(physician);
    /// As the program itself asks: with the rule that closes what was signed.
    records::Records strict{node.vault(), node.access(), casework::index_names, closes};

    void sign_it()
    {
        ready(physician, id);
        const auto outcome = signed_by(physician, id);
        ASSERT_TRUE(outcome.has_value() && outcome->saved());
    }
    SignedReport report()
    {
        auto found = signed_report(records(), physician.caller(), at(physician, id), false);
        EXPECT_TRUE(found.has_value() && found->has_value());
        return found && *found ? std::move(**found) : SignedReport{};
    }
    std::string bytes_of(const SignedReport& report, std::string_view type)
    {
        const files::Attachment* file = report.text.of_type(type);
        EXPECT_NE(file, nullptr) << type;
        if (file == nullptr) return {};
        const auto bytes = files::bytes_of_attachment(node.vault(), *file);
        EXPECT_TRUE(bytes.has_value());
        return bytes ? bytes->reveal() : std::string();
    }
    RecordId photograph()
    {
        vault::Vault& vault = node.vault();
        const auto upload = vault.begin_upload(physician.actor().user, Sensitive<std::string>("canary.jpg"));
        EXPECT_TRUE(vault.add_to_upload(physician.actor().user, *upload, 0, panoh::bytes_of("canary-bytes")));
        const auto outcome = files::attach(
            records(),
            physician.caller(),
            {at(physician, id).draft, Compartment::medical, {}},
            *upload,
            form_of({{"kind", "photograph"}}),
            batch()
        );
        EXPECT_TRUE(outcome.has_value() && outcome->saved());
        return outcome ? outcome->record : RecordId{};
    }
    forms::Submission addendum(const char* reason = "new_result")
    {
        return form_of({{"reason", reason}, {"text", "canary-text"}, {"changes_degree", "no"}, {"truthful", "yes"}});
    }
    /// The profile of the organisation, with its rule.
    void write_rule(const char* day)
    {
        Member& coordinator = node.sign_in("coordinator");
        const auto file = records::own_register(records(), coordinator.caller());
        ASSERT_TRUE(file.has_value());
        vault::Batch writing;
        writing.id = batch();
        writing.records.push_back(records::new_record(
            node.vault().random(),
            "organisation_profile",
            *file,
            {{"draft_rule_on", day}},
            {{"name", "House"}, {"draft_rule", "Drafts go a month after signing."}}
        ));
        ASSERT_TRUE(records().write(coordinator.caller(), std::move(writing)));
    }
    std::vector<HeldBack> held()
    {
        physician.new_request();
        const auto found = held_back(records(), physician.caller(), at(physician, id));
        EXPECT_TRUE(found.has_value());
        return found ? *found : std::vector<HeldBack>{};
    }
    Result<records::FormOutcome> ask()
    {
        physician.new_request();
        const auto form = form_of({{"reason", "The month is over"}});
        return ask_destruction(records(), physician.caller(), at(physician, id), form, batch());
    }
    /// A second evaluator who does not sign.
    Member& reviewer()
    {
        Member& member = node.sign_in("psychologist");
        EXPECT_TRUE(
            assign(records(), physician.caller(), at(physician, id), member.actor().user, "reviewer", false, batch())
        );
        member.new_request();
        return member;
    }
};

TEST_F(Signed, the_last_signature_keeps_the_very_files_that_were_seen)
{
    ready(physician, id);
    const auto frozen = freeze(records(), physician.caller(), at(physician, id), false);
    ASSERT_TRUE(frozen.has_value());
    const auto seen = text_for(records(), physician.caller(), at(physician, id), false, frozen->sha256);
    ASSERT_TRUE(seen.has_value() && seen->has_value());
    ASSERT_TRUE(signed_by(physician, id)->saved());
    const SignedReport kept = report();
    ASSERT_EQ(kept.text.files.size(), 3U);
    for (const std::string_view type : {pdf_type, docx_type, json_type})
        EXPECT_EQ(kept.text.of_type(type)->sha256, (*seen)->of_type(type)->sha256) << type;
    EXPECT_EQ(bytes_of(kept, json_type), frozen->text.reveal());
    EXPECT_EQ(kept.text.of_type(json_type)->sha256, kept.text.sha256) << "the fingerprint is that of a file";
    for (const files::Attachment& file : kept.text.files)
        EXPECT_EQ(file.file, at(physician, id).line.file) << "not in the draft";
}

TEST_F(Signed, what_was_signed_reads_back_as_it_was)
{
    const RecordId finding = scar(physician, id, {{"shape", "canary-shape"}});
    sign_it();
    const auto text = signed_text(records(), report());
    ASSERT_TRUE(text.has_value());
    ASSERT_EQ(text->contents.findings.size(), 1U);
    EXPECT_EQ(text->contents.findings.front().id, finding);
    EXPECT_EQ(text_of(text->contents.findings.front(), "shape"), "canary-shape");
    EXPECT_EQ(text->contents.evaluators.size(), 1U);
    EXPECT_EQ(text_of(text->evaluation, "ip_edition"), "ip2022");
    EXPECT_FALSE(read_frozen(Sensitive<std::string>("{}x")).has_value());
}

TEST_F(Signed, a_lawyer_sees_nothing_of_the_document_before_it_is_signed)
{
    Member& lawyer = on_case("lawyer");
    ASSERT_TRUE(assign(records(), physician.caller(), at(physician, id), lawyer.actor().user, "lawyer", false, batch())
    );
    physician.new_request();
    ready(physician, id);
    lawyer.new_request();
    const auto before = signed_report(records(), lawyer.caller(), at(lawyer, id), false);
    ASSERT_TRUE(before.has_value());
    EXPECT_FALSE(before->has_value());
    EXPECT_TRUE(files::attachments_of(records(), lawyer.caller(), at(lawyer, id).line.file)->empty());
    ASSERT_TRUE(signed_by(physician, id)->saved());
    lawyer.new_request();
    const auto after = signed_report(records(), lawyer.caller(), at(lawyer, id), false);
    ASSERT_TRUE(after.has_value() && after->has_value());
    EXPECT_EQ((*after)->text.files.size(), 3U);
}

TEST_F(Signed, photographs_of_a_signed_draft_and_the_signed_files_are_not_changed_any_more)
{
    const RecordId photo = photograph();
    const auto record = records().read(physician.caller(), photo);
    ASSERT_TRUE(record.has_value());
    EXPECT_TRUE(strict.may_change(physician.caller(), *record));
    sign_it();
    physician.new_request();
    EXPECT_FALSE(strict.may_change(physician.caller(), *record));
    EXPECT_FALSE(strict.may(physician.caller(), Verb::write, record->file, Compartment::medical));
    const auto removed = casework::remove_record(strict, physician.caller(), photo, 1, batch(), "canary");
    ASSERT_FALSE(removed.has_value());
    EXPECT_EQ(removed.error().code, ErrorCode::conflict);
    const auto kept = records().read(physician.caller(), report().text.files.front().record);
    ASSERT_TRUE(kept.has_value());
    EXPECT_FALSE(strict.may_change(physician.caller(), *kept));
    EXPECT_FALSE(casework::remove_record(strict, physician.caller(), kept->id, 1, batch(), "canary").has_value());
    EXPECT_TRUE(strict.may(physician.caller(), Verb::write, kept->file, Compartment::legal)) << "addenda go on";
}

TEST_F(Signed, only_a_signer_adds_and_a_withdrawal_is_known)
{
    Member& colleague = reviewer();
    sign_it();
    EXPECT_FALSE(add_addendum(records(), colleague.caller(), at(colleague, id), false, addendum(), batch()));
    physician.new_request();
    const auto added = add_addendum(records(), physician.caller(), at(physician, id), false, addendum(), batch());
    ASSERT_TRUE(added.has_value() && added->saved());
    EXPECT_FALSE(is_withdrawn(*addenda_of(records(), physician.caller(), at(physician, id), false)));
    ASSERT_TRUE(
        add_addendum(records(), physician.caller(), at(physician, id), false, addendum("withdrawn"), batch())->saved()
    );
    EXPECT_TRUE(is_withdrawn(*addenda_of(records(), physician.caller(), at(physician, id), false)));
    EXPECT_EQ(report().text.files.size(), 3U) << "what was signed stays";
}

TEST_F(Signed, an_announced_addendum_is_over_when_it_is_signed)
{
    sign_it();
    const auto announced =
        begin_hold(records(), physician.caller(), at(physician, id), false, form_of({{"reason", "addendum"}}), batch());
    ASSERT_TRUE(announced.has_value() && announced->saved());
    physician.new_request();
    EXPECT_TRUE(holds_of(records(), physician.caller(), at(physician, id), false)->front().is_open());
    ASSERT_TRUE(add_addendum(records(), physician.caller(), at(physician, id), false, addendum(), batch())->saved());
    EXPECT_FALSE(holds_of(records(), physician.caller(), at(physician, id), false)->front().is_open());
}

TEST_F(Signed, a_draft_stays_without_a_rule_that_was_written_before)
{
    EXPECT_THAT(held(), gt::Contains(HeldBack::not_signed));
    sign_it();
    EXPECT_THAT(held(), gt::ElementsAre(HeldBack::no_rule));
    EXPECT_FALSE(ask().has_value());
    write_rule("2099-01-01");
    EXPECT_THAT(held(), gt::ElementsAre(HeldBack::rule_is_younger));
    EXPECT_FALSE(ask().has_value());
}

TEST_F(Signed, a_dispute_an_addendum_a_remark_and_photographs_hold_a_draft_back)
{
    write_rule("2020-01-01");
    ASSERT_TRUE(enter(physician, id, "review_remark", {{"remark", "A word"}}).saved());
    photograph();
    sign_it();
    for (const char* reason : {"dispute", "addendum"}) {
        const auto begun =
            begin_hold(records(), physician.caller(), at(physician, id), false, form_of({{"reason", reason}}), batch());
        ASSERT_TRUE(begun.has_value() && begun->saved()) << reason;
        physician.new_request();
    }
    EXPECT_THAT(
        held(), gt::UnorderedElementsAre(HeldBack::dispute, HeldBack::addendum, HeldBack::remark, HeldBack::photographs)
    );
    EXPECT_FALSE(ask().has_value());
}

TEST_F(Signed, two_people_destroy_a_draft_and_what_was_signed_stays)
{
    write_rule("2020-01-01");
    scar(physician, id);
    Member& colleague = reviewer();
    sign_it();
    const FileId draft = at(physician, id).draft;
    const std::string pdf = bytes_of(report(), pdf_type);
    EXPECT_TRUE(held().empty());
    ASSERT_TRUE(ask().has_value());
    physician.new_request();
    const auto alone = answer_destruction(records(), physician.caller(), at(physician, id), true, "yes", batch());
    ASSERT_FALSE(alone.has_value());
    EXPECT_EQ(alone.error().code, ErrorCode::denied);
    EXPECT_FALSE(node.vault().is_erased(draft));
    colleague.new_request();
    const auto agreed = answer_destruction(records(), colleague.caller(), at(colleague, id), true, "Agreed", batch());
    ASSERT_TRUE(agreed.has_value()) << agreed.error().detail;
    EXPECT_TRUE(node.vault().is_erased(draft));
    physician.new_request();
    const Opened after = at(physician, id);
    EXPECT_TRUE(after.draft.is_none());
    EXPECT_FALSE(node.vault().can_open(physician.keys(), draft, Compartment::medical));
    EXPECT_EQ(bytes_of(report(), pdf_type), pdf);
    EXPECT_EQ(signed_text(records(), report())->contents.findings.size(), 1U);
    const auto done = destruction_of(records(), physician.caller(), after);
    ASSERT_TRUE(done.has_value() && done->has_value());
    EXPECT_EQ((*done)->state, "destroyed");
    EXPECT_EQ((*done)->decided_by, physician.actor().user);
    EXPECT_EQ((*done)->agreed_by, colleague.actor().user);
    EXPECT_EQ((*done)->rule.reveal(), "Drafts go a month after signing.");
}

TEST_F(Signed, a_destroyed_draft_opens_nowhere_after_a_restart)
{
    write_rule("2020-01-01");
    Member& colleague = reviewer();
    sign_it();
    const FileId draft = at(physician, id).draft;
    ASSERT_TRUE(ask().has_value());
    colleague.new_request();
    ASSERT_TRUE(answer_destruction(records(), colleague.caller(), at(colleague, id), true, "Agreed", batch()));
    node.restart();
    Member& again = node.sign_in("physician");
    EXPECT_TRUE(node.vault().is_erased(draft));
    EXPECT_FALSE(node.vault().can_open(again.keys(), draft, Compartment::medical));
    EXPECT_TRUE(evaluation::opened(node.records(), again.caller(), id)->draft.is_none());
}

TEST_F(Signed, a_colleague_may_say_no_and_the_draft_stays)
{
    write_rule("2020-01-01");
    Member& colleague = reviewer();
    sign_it();
    ASSERT_TRUE(ask().has_value());
    EXPECT_FALSE(ask().has_value()) << "it is asked already";
    colleague.new_request();
    EXPECT_FALSE(answer_destruction(records(), colleague.caller(), at(colleague, id), true, "", batch()).has_value());
    ASSERT_TRUE(answer_destruction(records(), colleague.caller(), at(colleague, id), false, "Wait", batch()));
    physician.new_request();
    EXPECT_FALSE(node.vault().is_erased(at(physician, id).draft));
    EXPECT_EQ((*destruction_of(records(), physician.caller(), at(physician, id)))->state, "declined");
    ASSERT_TRUE(ask().has_value()) << "it may be asked anew";
    physician.new_request();
    EXPECT_TRUE(withdraw_destruction(records(), physician.caller(), at(physician, id), batch()));
}

TEST_F(Signed, what_is_kept_apart_has_signatures_files_and_addenda_of_its_own)
{
    const auto made = open_apart(
        records(), physician.caller(), at(physician, id), form_of({{"no_consent_reason", "on paper"}}), batch()
    );
    ASSERT_TRUE(made.has_value() && made->saved());
    physician.new_request();
    scar(physician, id, {{"shape", "canary-apart"}}, true);
    ready(physician, id, true);
    ASSERT_TRUE(signed_by(physician, id, true)->saved());
    physician.new_request();
    const Opened evaluation = at(physician, id);
    const auto apart = signed_report(records(), physician.caller(), evaluation, true);
    ASSERT_TRUE(apart.has_value() && apart->has_value());
    for (const files::Attachment& file : (*apart)->text.files)
        EXPECT_EQ(file.file, evaluation.apart);
    EXPECT_FALSE(signed_report(records(), physician.caller(), evaluation, false)->has_value());
    ASSERT_TRUE(add_addendum(records(), physician.caller(), evaluation, true, addendum(), batch())->saved());
    EXPECT_EQ(addenda_of(records(), physician.caller(), evaluation, true)->size(), 1U);
    EXPECT_TRUE(addenda_of(records(), physician.caller(), evaluation, false)->empty());
    EXPECT_FALSE(strict.may(physician.caller(), Verb::write, evaluation.apart, Compartment::medical));
    EXPECT_TRUE(strict.may(physician.caller(), Verb::write, evaluation.draft, Compartment::medical));
}

}  // namespace
}  // namespace panoh::evaluation
