// SPDX-License-Identifier: AGPL-3.0-or-later
// The demo as a node: whole, sealed, recognised, made once and for the same people.
#include "main/demo/data.hpp"
#include "main/demo/demo_for_test.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace panoh::demo {

namespace {

namespace fs = std::filesystem;
namespace json = boost::json;

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
    const std::size_t invited = 1;
    EXPECT_EQ(directory->users().size(), everybody().size() + those_who_left().size() + invited);
    std::set<std::string> regions;
    std::set<std::string> languages;
    std::set<std::string> roles;
    for (const auto& [id, organisation] : directory->organisations())
        regions.insert(organisation.regions.begin(), organisation.regions.end());
    for (const Person& person : everybody()) {
        if (!person.waits) roles.insert(person.role);
        languages.insert(person.language);
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

TEST_F(ADemo, leaves_nothing_readable_on_the_disk)
{
    std::vector<std::string> canaries;
    for (const char* name :
         {"staff",
          "calls",
          "cases_early",
          "cases_late",
          "cases_years",
          "cases_now",
          "cases_people",
          "custody",
          "evidence",
          "hotline",
          "events",
          "evaluation",
          "expertise",
          "coalition"}) {
        const auto data = read_data(name);
        ASSERT_TRUE(data.has_value()) << data.error().detail;
        collect_texts(*data, canaries);
    }
    auto people = everybody();
    const auto left = those_who_left();
    people.insert(people.end(), left.begin(), left.end());
    for (const Person& person : people) {
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
