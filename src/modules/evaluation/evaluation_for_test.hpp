// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/casework/casework_for_test.hpp"
#include "modules/casework/store.hpp"
#include "modules/evaluation/cite.hpp"
#include "modules/evaluation/fields.hpp"
#include "modules/evaluation/service.hpp"
#include "modules/evaluation/service_addendum.hpp"
#include "modules/evaluation/service_marks.hpp"
#include "modules/evaluation/service_seal.hpp"
#include "modules/evaluation/service_sign.hpp"

#include <gmock/gmock.h>

/// Evaluations for tests: a case of a man with a physician on its team, and what the physician enters.
namespace panoh::evaluation {

using testing::Member;
namespace gt = ::testing;

using Typed = std::vector<std::pair<std::string, std::string>>;

inline forms::Submission form_of(const Typed& typed)
{
    forms::Submission form;
    for (const auto& [name, value] : typed)
        form.add(name, value);
    return form;
}

/// `Base` has the node and a case worker: `casework::Casework`, or its pages.
template <class Base>
struct WithEvaluations : Base {
    casework::OpenedCase matter = this->opened({casework::person(casework::one_name("Canary", "Orchard"))});
    Member& physician = on_case("physician");

    /// Somebody with this role, on the team of the case.
    Member& on_case(const char* role)
    {
        Member& member = this->node.sign_in(role);
        this->saved(this->worker, matter.file, "assignment", {{"user", member.actor().user.text()}, {"role", role}});
        member.new_request();
        return member;
    }
    [[nodiscard]] const Records& records() const { return this->node.records(); }
    [[nodiscard]] Subject subject() const
    {
        return {matter.record, casework::person_of_file(records(), matter.persons.front())->record};
    }
    static Typed opening(const Typed& more = {})
    {
        Typed typed{
            {"kind", "full"},
            {"ip_edition", "ip2022"},
            {"language", "en"},
            {"printed_name", "Dr Example"},
            {"profession", "physician"},
            {"treats_person", "no"},
            {"no_consent_reason", "consent is on paper"}};
        for (const auto& [name, value] : more) {
            std::erase_if(typed, [&](const auto& each) { return each.first == name; });
            typed.emplace_back(name, value);
        }
        return typed;
    }
    RecordId open_one(Member& who)
    {
        const auto outcome = open_evaluation(records(), who.caller(), subject(), form_of(opening()), this->batch());
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().detail);
        if (!outcome) return {};
        for (const auto& problem : outcome->problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return outcome->evaluation;
    }
    Opened at(Member& who, const RecordId& id)
    {
        auto found = opened(records(), who.caller(), id);
        EXPECT_TRUE(found.has_value()) << (found ? "" : found.error().detail);
        return found ? std::move(*found) : Opened{};
    }
    records::FormOutcome
    enter(Member& who, const RecordId& id, const char* type, const Typed& typed, bool apart = false)
    {
        const Opened evaluation = at(who, id);
        const records::FormChange change{type, file_for(records(), evaluation, type, apart), {}, 0};
        auto outcome = save_part(records(), who.caller(), evaluation, change, form_of(typed), this->batch());
        EXPECT_TRUE(outcome.has_value()) << (outcome ? "" : outcome.error().detail);
        return outcome ? std::move(*outcome) : records::FormOutcome{};
    }
    RecordId scar(Member& who, const RecordId& id, const Typed& more = {}, bool apart = false)
    {
        Typed typed{{"presence", "found"}, {"kind", "scar_atrophic"}, {"system", "skin"}};
        typed.insert(typed.end(), more.begin(), more.end());
        const auto outcome = enter(who, id, "finding", typed, apart);
        for (const auto& problem : outcome.problems)
            ADD_FAILURE() << problem.field << ": " << problem.message.id.text();
        return outcome.record;
    }
    /// A document as another slice would make it.
    static ReportFiles drawn()
    {
        return {
            Sensitive<std::string>("%PDF-1.7 canary"),
            Sensitive<std::string>("PK canary"),
            Sensitive<std::string>("Canary Orchard")};
    }
    /// Opens the draft for signatures, or makes the document of what stands there now.
    void ready(Member& who, const RecordId& id, bool apart = false)
    {
        const Opened evaluation = at(who, id);
        const auto frozen = freeze(records(), who.caller(), evaluation, apart);
        ASSERT_TRUE(frozen.has_value());
        const bool opens = !apart && evaluation.line.state == "in_progress";
        const auto done =
            offer_text(records(), who.caller(), evaluation, apart, *frozen, drawn(), opens, this->batch());
        EXPECT_TRUE(done.has_value()) << (done ? "" : done.error().detail);
    }
    /// A signature under what stands there now.
    Result<records::FormOutcome> signed_by(Member& who, const RecordId& id, bool apart = false)
    {
        who.new_request();
        const Opened evaluation = at(who, id);
        const auto frozen = freeze(records(), who.caller(), evaluation, apart);
        if (!frozen) return frozen.error();
        const auto form = form_of({{"truthful", "yes"}, {"place", "Here"}});
        return sign(records(), who.caller(), evaluation, apart, frozen->sha256, form, this->batch());
    }
    vault::Record section(Member& who, const RecordId& id, const char* code)
    {
        const auto contents = contents_of(records(), who.caller(), at(who, id).draft);
        EXPECT_TRUE(contents.has_value());
        const vault::Record* found = section_of(*contents, code);
        EXPECT_NE(found, nullptr) << code;
        return found == nullptr ? vault::Record{} : *found;
    }
};

}  // namespace panoh::evaluation
