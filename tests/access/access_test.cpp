// SPDX-License-Identifier: AGPL-3.0-or-later
#include "access/consent.hpp"
#include "records/files.hpp"
#include "support/test_node.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace panoh::access {
namespace {

using testing::Member;
using testing::TestNode;
using namespace std::chrono_literals;

constexpr std::array all_kinds{
    FileKind::person,
    FileKind::case_file,
    FileKind::register_file,
    FileKind::contact,
    FileKind::evaluation,
    FileKind::knowledge,
};
constexpr std::array all_verbs{Verb::desk, Verb::read, Verb::write, Verb::assign};
constexpr std::array all_compartments{
    Compartment::core,
    Compartment::identity,
    Compartment::social,
    Compartment::medical,
    Compartment::psychological,
    Compartment::account,
    Compartment::legal,
};

Access shipped()
{
    return Access(testing::shipped_roles());
}

TEST(Decide, DeniesWithoutARole)
{
    const Access access = shipped();
    const auto organisation = system_random().id<OrganisationId>();
    const Actor nobody{system_random().id<UserId>(), organisation, {}};
    for (const FileKind kind : all_kinds) {
        for (const Verb verb : all_verbs) {
            for (const Compartment compartment : all_compartments) {
                EXPECT_FALSE(access.decide(nobody, verb, {kind, compartment, organisation, true}));
            }
        }
    }
}

TEST(Decide, NeverLetsAnAdministratorReportWriterOrAuditorSeeAFileOfSomebody)
{
    const Access access = shipped();
    const auto organisation = system_random().id<OrganisationId>();
    for (const char* role : {"technical_administrator", "report_writer", "auditor"}) {
        const Actor actor{system_random().id<UserId>(), organisation, {role}};
        for (const FileKind kind : all_kinds) {
            for (const Compartment compartment : all_compartments) {
                const bool about_nobody = kind == FileKind::register_file && compartment == Compartment::core;
                const bool may = about_nobody && role == std::string_view("report_writer");
                EXPECT_EQ(access.decide(actor, Verb::read, {kind, compartment, organisation, true}).allowed, may);
            }
        }
    }
}

TEST(Decide, TherapyNotesAndForensicFindingsAreApart)
{
    const Access access = shipped();
    const auto organisation = system_random().id<OrganisationId>();
    const auto may_read = [&](const char* role, Compartment compartment) {
        const Actor actor{system_random().id<UserId>(), organisation, {role}};
        return access.decide(actor, Verb::read, {FileKind::person, compartment, organisation, true}).allowed;
    };
    EXPECT_TRUE(may_read("psychologist", Compartment::psychological));
    EXPECT_FALSE(may_read("psychologist", Compartment::medical));
    EXPECT_FALSE(may_read("forensic_evaluator", Compartment::psychological));
    EXPECT_FALSE(may_read("social_worker", Compartment::medical));
    EXPECT_FALSE(may_read("lawyer", Compartment::medical));
}

/// More roles and more assignment never take anything away.
RC_GTEST_PROP(Decide, IsMonotone, ())
{
    static const Access access = shipped();
    std::vector<std::string> names;
    for (const auto& [name, role] : access.roles().all())
        names.push_back(name);
    const auto some = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(names));
    const auto one_more = *rc::gen::elementOf(names);
    const auto organisation = system_random().id<OrganisationId>();
    const Actor fewer{system_random().id<UserId>(), organisation, some};
    Actor more = fewer;
    more.roles.push_back(one_more);
    const Subject subject{
        *rc::gen::elementOf(all_kinds),
        *rc::gen::elementOf(all_compartments),
        organisation,
        *rc::gen::arbitrary<bool>(),
        *rc::gen::arbitrary<bool>(),
        *rc::gen::arbitrary<bool>()};
    Subject assigned = subject;
    assigned.assigned = true;
    Subject open = subject;
    open.restricted = false;
    const Verb verb = *rc::gen::elementOf(all_verbs);
    if (access.decide(fewer, verb, subject)) {
        RC_ASSERT(access.decide(more, verb, subject).allowed);
        RC_ASSERT(access.decide(fewer, verb, assigned).allowed);
        RC_ASSERT(access.decide(fewer, verb, open).allowed);
    }
}

TEST(Decide, AssigningIsForWhoeverSeesTheDeskOfAMatterAndHasTheAbility)
{
    const Access access = shipped();
    const auto organisation = system_random().id<OrganisationId>();
    const auto may = [&](const char* role, FileKind kind, Compartment compartment, const OrganisationId& of_file) {
        const Actor actor{system_random().id<UserId>(), organisation, {role}};
        return access.decide(actor, Verb::assign, {kind, compartment, of_file, false}).allowed;
    };
    EXPECT_TRUE(may("coordinator", FileKind::case_file, Compartment::core, organisation));
    EXPECT_TRUE(may("coordinator", FileKind::contact, Compartment::core, organisation));
    EXPECT_FALSE(may("coordinator", FileKind::case_file, Compartment::account, organisation));
    EXPECT_FALSE(may("coordinator", FileKind::person, Compartment::core, organisation));
    EXPECT_FALSE(may("coordinator", FileKind::register_file, Compartment::core, organisation));
    EXPECT_FALSE(may("coordinator", FileKind::case_file, Compartment::core, system_random().id<OrganisationId>()));
    EXPECT_FALSE(may("social_worker", FileKind::case_file, Compartment::core, organisation));
    EXPECT_FALSE(may("technical_administrator", FileKind::case_file, Compartment::core, organisation));
}

TEST(Decide, ARestrictedCaseIsForThoseWhoAreNamedOnIt)
{
    const Access access = shipped();
    const auto organisation = system_random().id<OrganisationId>();
    const Actor coordinator{system_random().id<UserId>(), organisation, {"coordinator"}};
    Subject subject{FileKind::case_file, Compartment::core, organisation};
    subject.restricted = true;
    for (const Verb verb : all_verbs)
        EXPECT_FALSE(access.decide(coordinator, verb, subject));
    subject.named = true;
    EXPECT_TRUE(access.decide(coordinator, Verb::desk, subject));
    EXPECT_TRUE(access.decide(coordinator, Verb::write, subject));
}

TEST(Decide, WhoeverIsOnlyNamedSeesTheCoreOfTheCaseAndNothingElse)
{
    const Access access = shipped();
    const auto organisation = system_random().id<OrganisationId>();
    const Actor worker{system_random().id<UserId>(), organisation, {"social_worker"}};
    const auto may_read = [&](FileKind kind, Compartment compartment) {
        Subject subject{kind, compartment, organisation};
        subject.named = true;
        return access.decide(worker, Verb::read, subject).allowed;
    };
    EXPECT_TRUE(may_read(FileKind::case_file, Compartment::core));
    EXPECT_FALSE(may_read(FileKind::case_file, Compartment::account));
    EXPECT_FALSE(may_read(FileKind::person, Compartment::core));
    EXPECT_FALSE(may_read(FileKind::person, Compartment::identity));
}

/// `scope` for lists and `decide` for one file give the same answer, for every role, verb and part.
TEST(Scope, AgreesWithDecideForEveryRoleAndFile)
{
    TestNode node;
    Member& worker = node.sign_in("social_worker");
    Member& stranger = node.sign_in("worker_b");
    std::vector<FileId> files;
    const auto add = [&](Member& author, FileKind kind, const char* type, boost::json::object coded) {
        auto file = records::new_file(node.vault(), kind, author.actor().organisation, {author.actor().user});
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        batch.files.push_back(file.change);
        batch.records.push_back(records::new_record(system_random(), type, file.change.fact.file, std::move(coded)));
        const RecordId record = batch.records.back().id;
        if (kind == FileKind::case_file) {
            batch.records.push_back(records::new_record(
                system_random(),
                "assignment",
                file.change.fact.file,
                {{"user", author.actor().user.text()}, {"role", "social_worker"}}
            ));
        }
        EXPECT_TRUE(node.vault().write(author.keys(), std::move(batch)));
        files.push_back(file.change.fact.file);
        return record;
    };
    add(worker, FileKind::contact, "contact", {{"number", "1"}});
    const RecordId person = add(worker, FileKind::person, "person", {{"number", "2"}});
    add(worker, FileKind::case_file, "case", {{"number", "3"}});
    vault::Batch link;
    link.id = system_random().id<BatchId>();
    link.records.push_back(records::new_record(
        system_random(), "participation", files.back(), {{"person", person.text()}, {"role", "direct_victim"}}
    ));
    ASSERT_TRUE(node.vault().write(worker.keys(), std::move(link)));
    add(worker, FileKind::case_file, "case", {{"number", "6"}});
    vault::Batch requests;
    requests.id = system_random().id<BatchId>();
    requests.records.push_back(records::new_record(
        system_random(),
        "case_restriction",
        files.back(),
        {{"state", "in_force"}, {"coordinator", node.member("coordinator").actor().user.text()}}
    ));
    requests.records.push_back(records::new_record(
        system_random(),
        "case_transfer",
        files.at(2),
        {{"state", "asked"}, {"to", node.member("other_worker").actor().user.text()}}
    ));
    ASSERT_TRUE(node.vault().write(worker.keys(), std::move(requests)));
    add(worker, FileKind::case_file, "case", {{"number", "7"}});
    vault::Batch hidden;
    hidden.id = system_random().id<BatchId>();
    hidden.records.push_back(records::new_record(
        system_random(),
        "case_restriction",
        files.back(),
        {{"state", "lift_asked"}, {"coordinator", stranger.actor().user.text()}}
    ));
    ASSERT_TRUE(node.vault().write(worker.keys(), std::move(hidden)));
    add(stranger, FileKind::contact, "contact", {{"number", "4"}});
    add(stranger, FileKind::case_file, "case", {{"number", "5"}});

    int allowed = 0;
    std::vector<Actor> actors;
    for (const auto& [name, role] : node.access().roles().all())
        actors.push_back(node.member(name).actor());
    actors.push_back(node.member("other_worker").actor());
    actors.push_back(stranger.actor());
    for (const Actor& actor : actors) {
        for (const FileId& file : files) {
            const FileKind kind = node.vault().file(file)->kind;
            for (const Verb verb : all_verbs) {
                for (const Compartment compartment : all_compartments) {
                    const bool one = node.access().decide(actor, verb, node.vault(), file, compartment).allowed;
                    Scope scope = node.access().scope(actor, verb, kind, compartment, "f.file");
                    scope.parameters.push_back(vault::sql(file));
                    const auto rows = node.vault().workspace().query(
                        "SELECT 1 FROM files f WHERE " + scope.condition + " AND f.file=?", scope.parameters
                    );
                    ASSERT_TRUE(rows) << rows.error().detail;
                    EXPECT_EQ(one, !rows->empty()) << actor.roles[0] << " " << forms::name_of(compartment);
                    allowed += one ? 1 : 0;
                }
            }
        }
    }
    EXPECT_GT(allowed, 10);
}

std::chrono::sys_days day(int year, unsigned month, unsigned of_month)
{
    return std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(of_month));
}

Consent a_yes()
{
    Consent consent;
    consent.record = system_random().id<RecordId>();
    consent.purpose = "share_coalition";
    consent.answer = "yes";
    consent.recipients = {"coalition"};
    consent.given_on = day(2026, 1, 10);
    consent.order = 5;
    return consent;
}

const Disclosure to_coalition{"share_coalition", "coalition", {Compartment::core}};

TEST(MayDisclose, NeedsAnAnswerInForceForThisPurposeRecipientAndPart)
{
    const auto today = day(2026, 11, 22);
    EXPECT_EQ(may_disclose({}, to_coalition, today).reason, "none");
    EXPECT_TRUE(may_disclose({a_yes()}, to_coalition, today));
    Consent changed = a_yes();
    changed.answer = "no";
    EXPECT_EQ(may_disclose({changed}, to_coalition, today).reason, "refused");
    changed = a_yes();
    changed.until = day(2026, 11, 21);
    EXPECT_EQ(may_disclose({changed}, to_coalition, today).reason, "expired");
    changed = a_yes();
    changed.given_on = day(2027, 1, 1);
    EXPECT_EQ(may_disclose({changed}, to_coalition, today).reason, "none");
    changed = a_yes();
    changed.recipients = {"media"};
    EXPECT_EQ(may_disclose({changed}, to_coalition, today).reason, "recipient");
    changed = a_yes();
    changed.compartments = {"medical"};
    EXPECT_EQ(may_disclose({changed}, to_coalition, today).reason, "part");
    changed = a_yes();
    changed.purpose = "publication";
    EXPECT_EQ(may_disclose({changed}, to_coalition, today).reason, "none");
}

TEST(MayDisclose, TheLatestAnswerCounts)
{
    Consent withdrawn = a_yes();
    withdrawn.answer = "withdrawn";
    withdrawn.order = 9;
    EXPECT_EQ(may_disclose({withdrawn, a_yes()}, to_coalition, day(2026, 11, 22)).reason, "withdrawn");
    withdrawn.order = 1;
    EXPECT_TRUE(may_disclose({withdrawn, a_yes()}, to_coalition, day(2026, 11, 22)));
}

TEST(Assignments, AreAnErrorWhenTheyCannotBeLookedUpAndThenNobodyMayDoAnything)
{
    TestNode node;
    const auto workspace = vault::Workspace::create(node.schema(), {});
    ASSERT_TRUE(workspace) << "tables without the views of access";
    EXPECT_FALSE(node.access().assignments(**workspace, {}));
}

TEST(Roles, WhoeverAssignsSeesTheTeam)
{
    EXPECT_FALSE(Roles::load("roles.yaml", "roles: {x: {may: [assign]}}"));
    EXPECT_TRUE(Roles::load("roles.yaml", "roles: {x: {may: [assign, see_team]}}"));
}

TEST(Roles, AMistakeNamesItsLine)
{
    const auto roles =
        Roles::load("roles.yaml", "roles:\n  clerk:\n    may: [work]\n    files:\n      case: { read: [core] }\n");
    ASSERT_FALSE(roles);
    EXPECT_NE(roles.error().detail.find("roles.yaml:5"), std::string::npos) << roles.error().detail;
    EXPECT_FALSE(Roles::load("roles.yaml", "roles: {x: {may: [], teams: [], fils: {}}}"));
}

}  // namespace
}  // namespace panoh::access
