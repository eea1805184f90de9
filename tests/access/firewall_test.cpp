// SPDX-License-Identifier: AGPL-3.0-or-later
// Care and forensic work are apart: by the rules for every role, and by keys on a real node.
#include "modules/casework/pages_for_test.hpp"
#include "modules/evaluation/evaluation_for_test.hpp"
#include "modules/files/module.hpp"
#include "modules/files/service.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <set>

namespace panoh::evaluation {
namespace {

using access::Access;
using access::Actor;
using access::Subject;
using access::Verb;
using forms::Compartment;
using forms::FileKind;

constexpr std::array of_evaluation{Compartment::core, Compartment::legal, Compartment::medical};
constexpr std::array of_person{
    Compartment::core, Compartment::identity, Compartment::social, Compartment::medical, Compartment::psychological};

/// Whether a role lets somebody read a part of a file, assigned to it or not.
bool may_read(const Access& access, const std::string& role, FileKind kind, Compartment part, bool assigned)
{
    const auto organisation = system_random().id<OrganisationId>();
    const Actor actor{system_random().id<UserId>(), organisation, {role}};
    return access.decide(actor, Verb::read, Subject{kind, part, organisation, assigned}).allowed;
}

TEST(Firewall, NoRoleReadsAnEvaluationWithoutBeingAssignedToIt)
{
    const Access access(testing::shipped_roles());
    for (const auto& [role, what] : access.roles().all()) {
        for (const Compartment part : of_evaluation) {
            EXPECT_FALSE(may_read(access, role, FileKind::evaluation, part, false)) << role;
        }
    }
}

TEST(Firewall, NoRoleReadsAPersonsCareWithoutBeingAssignedToThePerson)
{
    const Access access(testing::shipped_roles());
    for (const auto& [role, what] : access.roles().all()) {
        for (const Compartment part : of_person) {
            EXPECT_FALSE(may_read(access, role, FileKind::person, part, false)) << role;
        }
    }
}

TEST(Firewall, RolesWithoutAProfessionOfHealthReadNothingOfADraftWhoeverAssignsThem)
{
    const Access access(testing::shipped_roles());
    const std::set<std::string> health{"physician", "psychologist", "psychiatrist", "forensic_evaluator"};
    for (const auto& [role, what] : access.roles().all()) {
        EXPECT_EQ(may_read(access, role, FileKind::evaluation, Compartment::medical, true), health.contains(role))
            << role;
    }
}

struct Walls : WithEvaluations<casework::Casework> {
    FileId person = matter.persons.front();

    /// Opens nothing of the evaluation, neither by the rules nor by keys.
    void expect_closed(Member& who, const Opened& evaluation)
    {
        who.new_request();
        EXPECT_FALSE(evaluation::opened(records(), who.caller(), evaluation.record.id));
        for (const FileId& file : {evaluation.line.file, evaluation.draft}) {
            for (const Compartment part : of_evaluation) {
                EXPECT_FALSE(records().may(who.caller(), Verb::read, file, part));
                EXPECT_FALSE(node.vault().can_open(who.keys(), file, part));
            }
        }
    }
};

TEST_F(Walls, a_therapist_of_the_person_reads_nothing_of_their_evaluation)
{
    const RecordId id = open_one(physician);
    ASSERT_FALSE(scar(physician, id).is_none());
    const Opened evaluation = at(physician, id);
    for (const char* role : {"psychologist", "psychiatrist", "social_worker", "lawyer", "forensic_evaluator"}) {
        SCOPED_TRACE(role);
        Member& therapist = on_case(role);
        EXPECT_TRUE(node.vault().can_open(therapist.keys(), person, Compartment::core)) << "works on the person";
        expect_closed(therapist, evaluation);
    }
}

TEST_F(Walls, an_evaluator_reads_nothing_of_the_persons_care_unless_assigned_to_it)
{
    Member& therapist = on_case("psychologist");
    const auto upload = node.vault().begin_upload(therapist.actor().user, Sensitive<std::string>("session.txt"));
    ASSERT_TRUE(upload && node.vault().add_to_upload(therapist.actor().user, *upload, 0, bytes_of("words")));
    const files::Place place{person, Compartment::psychological, {}};
    ASSERT_TRUE(files::attach(records(), therapist.caller(), place, *upload, form_of({{"kind", "other"}}), batch()));
    ASSERT_TRUE(node.vault().can_open(therapist.keys(), person, Compartment::psychological));
    const RecordId id = open_one(physician);
    for (const char* role : {"psychiatrist", "forensic_evaluator"}) {
        SCOPED_TRACE(role);
        Member& evaluator = node.sign_in(role);
        const UserId user = evaluator.actor().user;
        ASSERT_TRUE(assign(records(), physician.caller(), at(physician, id), user, "evaluator", false, batch()));
        evaluator.new_request();
        const Opened seen = at(evaluator, id);
        EXPECT_TRUE(node.vault().can_open(evaluator.keys(), seen.draft, Compartment::medical)) << "works on the draft";
        for (const Compartment part : of_person) {
            EXPECT_FALSE(records().may(evaluator.caller(), Verb::read, person, part));
            EXPECT_FALSE(node.vault().can_open(evaluator.keys(), person, part));
        }
    }
}

TEST_F(Walls, a_dual_role_is_recorded_with_its_reason_beside_the_name)
{
    const auto refused = open_evaluation(
        records(), physician.caller(), subject(), form_of(opening({{"treats_person", "yes"}})), batch()
    );
    ASSERT_TRUE(refused.has_value());
    ASSERT_EQ(refused->problems.size(), 1U);
    EXPECT_EQ(refused->problems.front().field, "dual_role");
    const auto made = open_evaluation(
        records(),
        physician.caller(),
        subject(),
        form_of(opening({{"treats_person", "yes"}, {"dual_role", "The only physician 6612"}})),
        batch()
    );
    ASSERT_TRUE(made && made->problems.empty());
    const auto evaluators = records().of_file(physician.caller(), at(physician, made->evaluation).draft, "evaluator");
    ASSERT_TRUE(evaluators && evaluators->size() == 1);
    EXPECT_EQ(evaluators->front().content.reveal().at("dual_role").as_string(), "The only physician 6612");
    EXPECT_TRUE(evaluators->front().coded.at("treats_person").as_bool());
}

/// A photograph of a finding, with the pages of files.
struct Photographs : WithEvaluations<casework::Pages> {
    Photographs()
    {
        for (web::Route& route : files::routes(std::make_shared<const documents::Previewer>(PANOH_PREVIEW))) {
            const std::string pattern = route.pattern;
            router.add(route.method, pattern, std::move(route));
        }
    }
    /// A picture of two by two pixels.
    static Bytes png()
    {
        return *from_hex("89504e470d0a1a0a0000000d4948445200000002000000020802000000fdd49a730000001049444154789c6338"
                         "b1650110314028003bbe087128fa94f30000000049454e44ae426082");
    }
};

TEST_F(Photographs, of_findings_stay_closed_until_opened_on_purpose_and_opening_is_noted)
{
    const RecordId id = open_one(physician);
    const RecordId finding = scar(physician, id);
    const FileId draft = at(physician, id).draft;
    const UserId user = physician.actor().user;
    const auto upload = node.vault().begin_upload(user, Sensitive<std::string>("knee.png"));
    ASSERT_TRUE(upload && node.vault().add_to_upload(user, *upload, 0, png()));
    forms::Submission form;
    form.add("kind", "photograph");
    const files::Place place{draft, Compartment::medical, finding};
    const auto attached = files::attach(records(), physician.caller(), place, *upload, form, batch());
    ASSERT_TRUE(attached && attached->saved());
    const std::string page = "/attachments/" + attached->record.text();
    const auto noted = [&](std::string_view action) {
        return std::any_of(reads.begin(), reads.end(), [&](const vault::ReadFact& read) {
            return read.action == action && read.record == attached->record && read.file == draft && read.allowed;
        });
    };
    for (const std::string& list : {page, "/files/" + draft.text() + "/attachments?about=" + finding.text()}) {
        const auto closed = get(physician, list);
        EXPECT_EQ(closed.status, 200) << list;
        EXPECT_EQ(closed.body.find("/picture\""), std::string::npos) << list;
        EXPECT_FALSE(noted("attachment_opened")) << list;
    }
    EXPECT_NE(get(physician, page + "/open").body.find("/picture\""), std::string::npos);
    EXPECT_TRUE(noted("attachment_opened"));
    EXPECT_EQ(get(physician, page + "/picture").status, 200);
    EXPECT_TRUE(noted("attachment_picture"));
    for (const char* way : {"", "/open", "/picture", "/download"})
        EXPECT_GE(get(worker, page + way).status, 403) << "the team of the case";
}

}  // namespace
}  // namespace panoh::evaluation
