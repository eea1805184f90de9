// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/words/words.hpp"
#include "vault/request/desk.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>

namespace panoh::request {
namespace {

namespace files = std::filesystem;
namespace json = boost::json;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::SizeIs;

/// A published page whose receipts are cheap, and the keys behind it.
class DeskTest : public ::testing::Test {
protected:
    static std::string fresh_folder()
    {
        Bytes name(8);
        system_random().fill(name);
        return (files::temp_directory_path() / ("panoh_request_" + to_hex(name))).string();
    }

    DeskTest()
    {
        published.announcement.takes_requests = true;
        published.announcement.cost = {1, 1};
        published.drop_key = keys.drop_box().open_key;
        published.takers = {taker({"TJ"}, first_team, false), taker({}, second_team, true)};
        EXPECT_TRUE(desk.spool().publish(published));
    }
    ~DeskTest() override { files::remove_all(folder); }

    Taker taker(std::vector<std::string> regions, const crypto::BoxPair& team, bool by_default)
    {
        return {random.id<TeamId>(), random.id<KeyId>(), team.open_key, std::move(regions), by_default};
    }

    Desk::Asking asking(std::string text, std::string region = "TJ-DU")
    {
        Desk::Asking made;
        made.message = Sensitive<json::object>(json::object{{"kind", "first"}, {"words", std::move(text)}});
        made.region = std::move(region);
        made.seed = desk.fresh_name(32);
        made.language = "ru";
        made.address = "192.0.2.7";
        return made;
    }
    std::string send(const Desk::Asking& what)
    {
        const auto words = desk.send(published, what);
        EXPECT_TRUE(words) << (words ? "" : words.error().detail);
        return words ? words->reveal() : std::string();
    }
    Result<Desk::Visit> visit(const std::string& words)
    {
        return desk.visit(published, Sensitive<std::string>(words), "192.0.2.7");
    }
    /// What came in, opened with a team's key; what is for another team is left.
    std::vector<json::object> arrived(const crypto::BoxPair& team)
    {
        std::vector<json::object> found;
        const auto report = desk.spool().import_messages(
            keys,
            [&](const Message& message) -> Result<bool> {
                const auto plain = crypto::open_sealed(team, message.sealed);
                if (!plain) return false;
                ByteReader reader(plain->view());
                found.push_back(json::parse(text_of(reader.sized())).as_object());
                return true;
            },
            100
        );
        EXPECT_TRUE(report);
        return found;
    }
    /// Whether any file below the folder shows this text.
    bool disk_shows(std::string_view text) const
    {
        for (const auto& each : files::recursive_directory_iterator(folder)) {
            if (!each.is_regular_file()) continue;
            std::ifstream file(each.path(), std::ios::binary);
            const std::string bytes((std::istreambuf_iterator<char>(file)), {});
            if (bytes.find(text) != std::string::npos) return true;
        }
        return false;
    }

    SeededRandom random{5};
    FixedClock clock{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 9h)};
    vault::NodeKeys keys = vault::NodeKeys::create(random);
    crypto::BoxPair first_team = crypto::BoxPair::from_secret(crypto::SecretKey::random(random));
    crypto::BoxPair second_team = crypto::BoxPair::from_secret(crypto::SecretKey::random(random));
    std::string folder = fresh_folder();
    Desk desk{folder, clock, random};
    Published published;
};

TEST_F(DeskTest, ARequestIsReadByTheTeamThatServesTheRegionAndByNobodyElse)
{
    send(asking("canary words"));
    EXPECT_FALSE(disk_shows("canary"));
    EXPECT_THAT(arrived(second_team), SizeIs(0));
    const auto found = arrived(first_team);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].at("words").as_string(), "canary words");
    EXPECT_THAT(arrived(first_team), SizeIs(0));
}

TEST_F(DeskTest, WhatNobodyServesGoesToTheOneByDefault)
{
    send(asking("from afar", "GE-TB"));
    EXPECT_THAT(arrived(first_team), SizeIs(0));
    EXPECT_THAT(arrived(second_team), SizeIs(1));
}

TEST_F(DeskTest, EightWordsLeadBackHoweverTheyAreTyped)
{
    const std::string words = send(asking("one"));
    EXPECT_EQ(std::count(words.begin(), words.end(), ' '), 7);
    EXPECT_FALSE(disk_shows(words));
    std::string typed = "  " + words + " . ";
    for (auto at = typed.find(' ', 4); at != std::string::npos; at = typed.find(' ', at + 3))
        typed.replace(at, 1, ",  ");
    EXPECT_TRUE(visit(words));
    EXPECT_TRUE(visit(typed));
    EXPECT_EQ(visit(words + " ещё").error().code, ErrorCode::not_found);
    EXPECT_EQ(visit("").error().code, ErrorCode::not_found);
}

TEST_F(DeskTest, TheSameFormSentAgainHasTheSameWordsAndCountsOnce)
{
    const auto what = asking("one");
    const std::string words = send(what);
    clock.advance(10min);
    EXPECT_EQ(send(what), words);
    EXPECT_THAT(arrived(first_team), SizeIs(1));
    clock.advance(2h);
    EXPECT_EQ(desk.send(published, what).error().code, ErrorCode::conflict);
}

TEST_F(DeskTest, AnAnswerIsOpenedByTheWordsAndTheTeamLearnsThatItWasSeen)
{
    const std::string words = send(asking("one"));
    const auto message = arrived(first_team).at(0);
    const std::string place(message.at("place").as_string());
    const std::string reply_key(message.at("reply_key").as_string());
    const std::string id = desk.fresh_name();
    ASSERT_TRUE(desk.answer(place, reply_key, id, Sensitive<std::string>("canary answer")));
    ASSERT_TRUE(desk.answer(place, reply_key, id, Sensitive<std::string>("canary answer")));
    EXPECT_FALSE(disk_shows("canary"));

    const auto here = visit(words);
    ASSERT_TRUE(here);
    const auto told = json::object{{"kind", "seen"}};
    const auto answers = desk.answers(published, *here, told);
    ASSERT_TRUE(answers);
    ASSERT_THAT(*answers, SizeIs(1));
    EXPECT_EQ(answers->at(0).text.reveal(), "canary answer");
    EXPECT_FALSE(answers->at(0).seen);
    EXPECT_TRUE(desk.answers(published, *here, told)->at(0).seen);
    const auto notes = arrived(first_team);
    ASSERT_THAT(notes, SizeIs(1));
    EXPECT_EQ(notes[0].at("kind").as_string(), "seen");
    EXPECT_EQ(notes[0].at("answers").as_array().at(0).as_string(), id);

    desk.remove_answer(*here, id);
    EXPECT_THAT(*desk.answers(published, *here, told), SizeIs(0));
}

TEST_F(DeskTest, AVisitIsCarriedSealedAndSendsMoreToTheSameTeam)
{
    const std::string words = send(asking("one"));
    const std::string place(arrived(first_team).at(0).at("place").as_string());
    const auto here = visit(words);
    ASSERT_TRUE(here);
    const std::string carried = desk.carried(*here);
    EXPECT_THAT(carried, ::testing::Not(HasSubstr(place)));
    const auto again = desk.carried_visit(carried);
    ASSERT_TRUE(again);
    published.takers.insert(published.takers.begin(), taker({"TJ"}, second_team, false));
    const Sensitive<json::object> more(json::object{{"kind", "more"}, {"words", "two"}});
    ASSERT_TRUE(desk.send_more(published, *again, more, "192.0.2.7"));
    const auto found = arrived(first_team);
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].at("place").as_string(), place);
    EXPECT_FALSE(desk.carried_visit(carried.substr(1)));
    clock.advance(Carrying::key_lives + 1min);
    EXPECT_FALSE(desk.carried_visit(carried));
}

TEST_F(DeskTest, AFileOpensWithItsOwnKeyOnly)
{
    const Desk::FileNames names{desk.fresh_name(), desk.fresh_name(32)};
    const Bytes content(100'000, std::uint8_t{'q'});
    ASSERT_TRUE(desk.send_file(published, names, content, "192.0.2.7"));
    EXPECT_FALSE(disk_shows("qqqqqqqq"));
    const auto key = crypto::SecretKey::from(*from_hex(names.key));
    const auto report = desk.spool().import_files(
        keys,
        [&](const SentFile& file) -> Result<bool> {
            EXPECT_EQ(to_hex(file.id), names.id);
            EXPECT_EQ(*open_file(*key, file), content);
            EXPECT_FALSE(open_file(crypto::SecretKey::random(random), file));
            return true;
        },
        10
    );
    ASSERT_TRUE(report);
    EXPECT_EQ(report->taken, 1U);
    EXPECT_FALSE(desk.spool().has_files());
    EXPECT_EQ(
        desk.send_file(published, names, Bytes(largest_file + 1), "192.0.2.7").error().code, ErrorCode::too_large
    );
}

TEST_F(DeskTest, ANetworkCannotKeepEverybodyElseOut)
{
    const auto from = [&](const char* address) {
        auto what = asking("again");
        what.address = address;
        return desk.send(published, what).has_value();
    };
    int taken = 0;
    for (int count = 0; count < 40; ++count)
        taken += from("198.51.100.9") ? 1 : 0;
    EXPECT_EQ(taken, 12);
    EXPECT_TRUE(from("203.0.113.5"));
    EXPECT_FALSE(from("198.51.100.200"));
    clock.advance(61min);
    EXPECT_TRUE(from("198.51.100.9"));
}

TEST_F(DeskTest, WrongWordsAreCountedAndThoseBehindAnOnionServiceAreNotLockedOutByTen)
{
    const auto tries = [&](const char* address, int most) {
        int tried = 0;
        for (int count = 0; count < most; ++count) {
            const auto found = desk.visit(published, Sensitive<std::string>("no such words"), address);
            tried += found.error().code == ErrorCode::not_found ? 1 : 0;
        }
        return tried;
    };
    EXPECT_EQ(tries("198.51.100.9", 60), 20);
    EXPECT_EQ(tries("127.0.0.1", 60), 60);
}

TEST_F(DeskTest, WhatAFormCarriesGoesOnAfterTheProcessReplacedItself)
{
    const Sensitive<std::string> text("half an answer");
    const std::string sealed = desk.carrying().seal("form", text);
    EXPECT_FALSE(desk.carrying().open("another form", sealed));
    Desk next(folder, clock, random);
    EXPECT_FALSE(next.carrying().open("form", sealed));
    next.carrying().take_over(desk.carrying().hand_over().view());
    const auto opened = next.carrying().open("form", sealed);
    ASSERT_TRUE(opened);
    EXPECT_EQ(opened->reveal(), "half an answer");
}

TEST_F(DeskTest, WhatIsServedApartIsServedByThatProcessAlone)
{
    published.announcement.served_apart = true;
    ASSERT_TRUE(desk.spool().publish(published));
    EXPECT_EQ(desk.published().error().code, ErrorCode::not_found);
    const Desk process(folder, clock, random, true);
    EXPECT_TRUE(process.published());
}

TEST_F(DeskTest, ThreadsThatNobodyCameBackToGo)
{
    const std::string words = send(asking("one"));
    desk.forget_old();
    EXPECT_TRUE(visit(words));
    for (const auto& each : files::directory_iterator(folder + "/threads"))
        files::last_write_time(each.path(), files::file_time_type::clock::now() - 24h * 500);
    desk.forget_old();
    EXPECT_FALSE(visit(words));
}

TEST(PublishedPage, ComesBackAsItWasWritten)
{
    SeededRandom random(3);
    Published page;
    page.announcement.takes_requests = true;
    page.announcement.takes_files = false;
    page.announcement.leave_to = "https://example.org/";
    page.announcement.about = {{"en", "About"}, {"ru", "О нас"}};
    page.announcement.lines = {{"id", true, "100", {{"ru", "Помощь"}}, {{"ru", "всегда"}}, {"TJ-DU"}}};
    page.announcement.cost = {64, 3};
    page.takers = {{random.id<TeamId>(), random.id<KeyId>(), {}, {"TJ-DU"}, true}};
    page.regions = {"TJ-DU", "TJ-SU"};
    page.training = true;
    const auto read = published_of(to_text(page));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_text(*read), to_text(page));
    EXPECT_EQ(read->announcement.lines.at(0).name.at("ru"), "Помощь");
    EXPECT_FALSE(published_of("{}"));
    EXPECT_FALSE(published_of("not a page"));
}

TEST(Receipts, HaveEightWordsOfAListThatTheReaderKnows)
{
    SeededRandom random(9);
    const auto seed = crypto::SecretKey::random(random);
    const auto bits = [](const char* language) {
        return words::entropy_bits(language, words_of_a_receipt);
    };
    EXPECT_GE(bits("ru"), 77.0);
    EXPECT_GE(bits("en"), 77.0);
    EXPECT_EQ(receipt_words(seed, "ru").reveal(), receipt_words(seed, "tg").reveal());
    EXPECT_EQ(receipt_words(seed, "en").reveal(), receipt_words(seed, "ka").reveal());
    EXPECT_NE(receipt_words(seed, "en").reveal(), receipt_words(seed, "ru").reveal());
}

}  // namespace
}  // namespace panoh::request
