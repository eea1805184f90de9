// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/demo.hpp"

#include "main/demo/calendar.hpp"
#include "main/demo/data.hpp"
#include "main/demo/people.hpp"
#include "main/demo/recognise.hpp"
#include "main/node.hpp"
#include "modules/casework/rules.hpp"
#include "modules/casework/store.hpp"
#include "support/test_node.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace panoh::demo {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

/// Noon in Dushanbe on 22 November 2026.
Timestamp noon()
{
    return Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(7));
}

std::vector<Person> everybody()
{
    std::vector<Person> people;
    const auto organisations = staff();
    for (const Organisation& organisation : *organisations)
        people.insert(people.end(), organisation.people.begin(), organisation.people.end());
    return people;
}

Person person_called(std::string_view login)
{
    const auto people = everybody();
    return *std::find_if(people.begin(), people.end(), [&](const Person& each) { return each.login == login; });
}

/// One demo for all tests that only look at it; each opens it anew.
class ADemo : public ::testing::Test {
protected:
    static void SetUpTestSuite()
    {
        folder_of_all = std::make_unique<panoh::testing::TemporaryFolder>();
        folder = folder_of_all->path() + "/demo";
        const auto built = build_demo(folder, noon());
        ASSERT_TRUE(built.has_value()) << built.error().detail;
    }
    static void TearDownTestSuite() { folder_of_all.reset(); }

    void open()
    {
        NodeOptions options;
        options.clock = &clock;
        auto opened = Node::open(folder, options);
        ASSERT_TRUE(opened.has_value()) << opened.error().detail;
        node = std::move(*opened);
    }

    Result<accounts::SignedIn> sign_in(const std::string& login)
    {
        const auto account = account_of(person_called(login));
        clock.advance(std::chrono::seconds(30));
        return node->accounts().sign_in(
            {login,
             account.credentials.passphrase,
             Sensitive<std::string>(accounts::current_code(account.credentials.totp_secret.view(), clock.now())),
             "127.0.0.1"}
        );
    }

    /// Everybody's share of the workspace.
    void open_for_all()
    {
        ASSERT_NO_FATAL_FAILURE(open());
        const auto signed_in = sign_in("operator");
        ASSERT_TRUE(signed_in.has_value()) << signed_in.error().detail;
        for (const Person& person : everybody()) {
            vault::UserKeys keys(account_of(person).bundle);
            ASSERT_TRUE(node->vault().admit(keys).has_value()) << person.login;
        }
    }

    std::int64_t count(const std::string& from) const
    {
        const auto rows = node->vault().workspace().query("SELECT count(*) AS n FROM " + from);
        EXPECT_TRUE(rows.has_value()) << from;
        return rows ? rows->integer(0, "n") : -1;
    }

    std::set<std::string> texts(const std::string& sql) const
    {
        std::set<std::string> found;
        const auto rows = node->vault().workspace().query(sql);
        EXPECT_TRUE(rows.has_value()) << sql;
        for (std::size_t row = 0; rows && row < rows->size(); ++row)
            found.insert(rows->text(row, "value"));
        return found;
    }

    static std::unique_ptr<panoh::testing::TemporaryFolder> folder_of_all;
    static std::string folder;
    static FixedClock clock;  ///< goes on from test to test: a code counts once
    std::unique_ptr<Node> node;
};

std::unique_ptr<panoh::testing::TemporaryFolder> ADemo::folder_of_all;
std::string ADemo::folder;
FixedClock ADemo::clock{noon() + std::chrono::minutes(10)};

void collect_texts(const json::value& value, std::vector<std::string>& texts)
{
    if (value.is_string()) {
        texts.emplace_back(value.get_string());
    } else if (value.is_array()) {
        for (const json::value& each : value.get_array())
            collect_texts(each, texts);
    } else {
        for (const auto& member : value.as_object())
            collect_texts(member.value(), texts);
    }
}

std::string contents(const fs::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

bool holds(const std::string& bytes, const std::string& text)
{
    return ::memmem(bytes.data(), bytes.size(), text.data(), text.size()) != nullptr;
}

}  // namespace

TEST_F(ADemo, has_chains_that_are_whole)
{
    auto store = storage::open_sqlite_store_for_reading(folder);
    ASSERT_TRUE(store.has_value());
    for (const auto chain : {storage::Chain::records, storage::Chain::reads}) {
        const auto report = ledger::walk(**store, chain);
        ASSERT_TRUE(report.has_value());
        EXPECT_EQ(report->first_bad, 0U) << report->problem;
        EXPECT_GT(report->entries, 100U);
    }
}

TEST_F(ADemo, has_entries_whose_signatures_hold)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    for (const auto chain : {storage::Chain::records, storage::Chain::reads}) {
        const auto report = node->vault().verify_signatures(chain);
        ASSERT_TRUE(report.has_value());
        EXPECT_EQ(report->first_bad, 0U) << report->problem;
    }
}

TEST_F(ADemo, lets_people_in_with_the_logins_that_the_seed_tells)
{
    ASSERT_NO_FATAL_FAILURE(open());
    for (const char* login : {"operator-en", "c-lawyer"}) {
        const auto signed_in = sign_in(login);
        ASSERT_TRUE(signed_in.has_value()) << login << ": " << signed_in.error().detail;
        EXPECT_TRUE(signed_in->quarantined.empty());
        EXPECT_EQ(node->vault().directory()->user(signed_in->user)->login, login);
    }
}

TEST_F(ADemo, is_a_training_node_of_three_organisations_with_every_role)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    const auto directory = node->vault().directory();
    EXPECT_EQ(directory->setting(accounts::training_setting), "yes");
    EXPECT_EQ(directory->organisations().size(), 3U);
    EXPECT_EQ(directory->users().size(), everybody().size());
    std::set<std::string> regions;
    std::set<std::string> languages;
    std::set<std::string> roles;
    for (const auto& [id, organisation] : directory->organisations())
        regions.insert(organisation.regions.begin(), organisation.regions.end());
    for (const auto& [id, user] : directory->users()) {
        roles.insert(user.roles.begin(), user.roles.end());
        languages.insert(user.language);
    }
    EXPECT_THAT(regions, ::testing::ElementsAre("TJ-DU", "TJ-SU"));
    EXPECT_THAT(languages, ::testing::ElementsAre("en", "ru"));
    for (const auto& [name, role] : node->access().roles().all())
        EXPECT_TRUE(roles.contains(name)) << name;
}

TEST_F(ADemo, leaves_one_newcomer_waiting_and_has_confirmed_everybody_else)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    const auto directory = node->vault().directory();
    for (const Person& person : everybody()) {
        const vault::User* user = directory->user_named(person.login);
        ASSERT_NE(user, nullptr) << person.login;
        EXPECT_EQ(directory->is_waiting(user->id), person.waits) << person.login;
        const auto& confirmed = directory->standing(user->id).confirmed;
        const bool begins = person.role == "coordinator" || person.role == accounts::administrator_role;
        EXPECT_EQ(confirmed && confirmed->by.is_none(), begins) << person.login;
    }
    const vault::User* coordinator = directory->user_named("coordinator");
    EXPECT_EQ(node->vault().to_confirm(coordinator->id).size(), 1U);
}

TEST_F(ADemo, tells_of_twenty_cases_and_of_contacts_in_every_state)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    EXPECT_EQ(count("t_case"), 20);
    EXPECT_EQ(count("t_contact"), 43);
    EXPECT_EQ(count("t_case_summary"), 20);
    EXPECT_EQ(count("t_person"), 29);
    EXPECT_EQ(count("t_participation"), 29);
    EXPECT_GE(count("t_person_identity"), 27);
    EXPECT_GE(count("t_screening"), 10);
    EXPECT_GE(count("t_note"), 20);
    EXPECT_GE(count("t_task"), 25);
    EXPECT_GE(count("t_risk_assessment"), 4);
    EXPECT_THAT(
        texts("SELECT DISTINCT status AS value FROM t_contact"),
        ::testing::ElementsAre("closed", "converted", "counted_only", "handed_over", "new", "screened", "set_apart")
    );
    EXPECT_THAT(
        texts("SELECT DISTINCT status AS value FROM t_case"),
        ::testing::ElementsAre("active", "closed", "open", "reopened", "waiting")
    );
    EXPECT_THAT(
        texts("SELECT DISTINCT answer AS value FROM t_consent"),
        ::testing::ElementsAre("no", "not_asked", "withdrawn", "yes")
    );
    EXPECT_EQ(count("t_contact WHERE paper_form_number IS NOT NULL"), 1);
    EXPECT_EQ(count("t_contact WHERE passed_on_to IS NOT NULL"), 2);
    EXPECT_EQ(count("t_contact WHERE passed_on_from IS NOT NULL"), 2);
    EXPECT_GE(count("t_contact WHERE call_back_by IS NOT NULL"), 4);
}

TEST_F(ADemo, shows_a_hotline_at_work)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    EXPECT_EQ(count("t_hotline_line"), 2);
    EXPECT_GE(count("t_duty_shift"), 50);
    EXPECT_EQ(count("t_contact WHERE apart IS NOT NULL"), 2);
    EXPECT_EQ(count("t_call_back_try"), 4);
    EXPECT_EQ(count("t_call_back_result WHERE result='kept'"), 1);
    EXPECT_EQ(count("t_danger_step"), 2);
    EXPECT_EQ(count("t_hand_over WHERE taken_at IS NULL"), 2);
    EXPECT_EQ(count("t_line_month"), 1);
    EXPECT_TRUE(node->desk().published().has_value());
    EXPECT_EQ(count("t_web_request"), 2);
    EXPECT_EQ(count("t_web_message"), 5);
    EXPECT_EQ(count("t_web_file"), 1);
}

TEST_F(ADemo, spans_six_years_that_end_now)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    const auto rows =
        node->vault().workspace().query("SELECT min(opened_on_low) AS a, max(opened_on_low) AS b FROM t_case");
    ASSERT_TRUE(rows.has_value());
    EXPECT_LT(rows->text(0, "a"), "2021-02-01");
    EXPECT_GT(rows->text(0, "b"), "2026-11-15");
    const auto last = node->vault().workspace().query("SELECT max(written_at) AS at FROM t_contact");
    ASSERT_TRUE(last.has_value());
    EXPECT_LE(last->integer(0, "at"), noon().time_since_epoch().count());
    EXPECT_GT(last->integer(0, "at"), (noon() - std::chrono::hours(1)).time_since_epoch().count());
}

TEST_F(ADemo, gives_a_worker_something_in_danger_overdue_due_today_and_soon)
{
    ASSERT_NO_FATAL_FAILURE(open_for_all());
    for (const char* login : {"worker", "worker2"}) {
        vault::UserKeys keys(account_of(person_called(login)).bundle);
        const auto actor = access::actor_of(*node->vault().directory(), keys.user());
        ASSERT_TRUE(actor.has_value());
        const records::Caller caller{*actor, &keys, nullptr, std::string(zone)};
        auto items = casework::work_items(node->records(), caller, false, "2026-11-22");
        ASSERT_TRUE(items.has_value()) << items.error().detail;
        std::set<casework::WorkGroup> groups;
        for (const auto& item : casework::arranged(std::move(*items), "2026-11-22"))
            groups.insert(item.group);
        using casework::WorkGroup;
        for (const auto group : {WorkGroup::danger, WorkGroup::overdue, WorkGroup::today, WorkGroup::soon})
            EXPECT_TRUE(groups.contains(group)) << login << " lacks group " << static_cast<int>(group);
    }
}

TEST_F(ADemo, leaves_nothing_readable_on_the_disk)
{
    std::vector<std::string> canaries;
    for (const char* name : {"staff", "calls", "cases_early", "cases_late", "hotline"}) {
        const auto data = read_data(name);
        ASSERT_TRUE(data.has_value()) << data.error().detail;
        collect_texts(*data, canaries);
    }
    for (const Person& person : everybody()) {
        const auto account = account_of(person);
        canaries.push_back(account.credentials.passphrase.reveal());
        canaries.push_back(to_base32(account.credentials.totp_secret.view()));
        canaries.emplace_back(text_of(account.credentials.totp_secret.view()));
    }
    // Shorter ones turn up by chance in what is sealed.
    constexpr std::size_t least = 5;
    std::erase_if(canaries, [](const std::string& text) { return text.size() < least; });
    ASSERT_GT(canaries.size(), 1000U);
    std::size_t looked_at = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        for (const std::string& canary : canaries)
            EXPECT_FALSE(holds(entry.path().string(), "/" + canary)) << entry.path();
        if (!entry.is_regular_file()) continue;
        // What the public page says is for everybody.
        if (entry.path().filename() == "page.json") continue;
        const std::string bytes = contents(entry.path());
        looked_at += bytes.size();
        for (const std::string& canary : canaries)
            EXPECT_FALSE(holds(bytes, canary)) << entry.path() << " holds \"" << canary << '"';
    }
    EXPECT_GT(looked_at, 500'000U);
}

TEST_F(ADemo, is_recognised_also_while_it_runs)
{
    const auto stopped = is_demo_node(folder);
    ASSERT_TRUE(stopped.has_value()) << stopped.error().detail;
    EXPECT_TRUE(*stopped);
    ASSERT_NO_FATAL_FAILURE(open());
    const auto running = is_demo_node(folder);
    ASSERT_TRUE(running.has_value()) << running.error().detail;
    EXPECT_TRUE(*running);
}

TEST(Demo, does_not_take_other_folders_for_a_demo)
{
    const panoh::testing::TemporaryFolder folder;
    EXPECT_FALSE(is_demo_node(folder.path()).value());
    accounts::InitRequest request;
    request.organisation = {"A", {{"en", "Another"}}, {}};
    request.login = "admin";
    request.name = Sensitive<std::string>("Somebody");
    request.cost = cost;
    ASSERT_TRUE(Node::create(folder.path() + "/node", request).has_value());
    EXPECT_FALSE(is_demo_node(folder.path() + "/node").value());
}

TEST(Demo, is_not_built_over_anything)
{
    const panoh::testing::TemporaryFolder folder;
    std::ofstream(folder.path() + "/kept.txt") << "kept";
    const auto built = build_demo(folder.path(), noon());
    ASSERT_FALSE(built.has_value());
    EXPECT_EQ(built.error().code, ErrorCode::conflict);
    EXPECT_EQ(contents(folder.path() + "/kept.txt"), "kept");
    fs::create_directory(folder.path() + "/new.unfinished");
    EXPECT_EQ(build_demo(folder.path() + "/new", noon()).error().code, ErrorCode::conflict);
}

TEST(Demo, can_be_made_in_the_first_minute_of_a_leap_day)
{
    const panoh::testing::TemporaryFolder folder;
    const Timestamp midnight(std::chrono::sys_days(std::chrono::year(2028) / 2 / 28) + std::chrono::hours(19));
    const auto built = build_demo(folder.path(), midnight);
    EXPECT_TRUE(built.has_value()) << built.error().detail;
}

TEST(Demo, tells_the_same_accounts_each_time_and_different_ones_for_each_person)
{
    std::set<std::string> passphrases;
    std::set<std::string> secrets;
    for (const Person& person : everybody()) {
        const auto first = account_of(person);
        const auto second = account_of(person);
        EXPECT_EQ(first.credentials.passphrase.reveal(), second.credentials.passphrase.reveal());
        EXPECT_EQ(to_base32(first.credentials.totp_secret.view()), to_base32(second.credentials.totp_secret.view()));
        passphrases.insert(first.credentials.passphrase.reveal());
        secrets.insert(to_base32(first.credentials.totp_secret.view()));
    }
    EXPECT_EQ(passphrases.size(), everybody().size());
    EXPECT_EQ(secrets.size(), everybody().size());
}

}  // namespace panoh::demo
