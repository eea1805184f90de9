// SPDX-License-Identifier: AGPL-3.0-or-later
// A bundle, as a stranger checks it: with sha256sum and openssl alone.
#include "modules/evidence/archive.hpp"
#include "modules/evidence/bundle_texts.hpp"
#include "modules/evidence/evidence_for_test.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace panoh::evidence {
namespace {

namespace fs = std::filesystem;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

struct Bundles : Evidence {
    RecordId photo = received_file(png());
    RecordId shirt = received();
    fs::path folder = fs::temp_directory_path() / ("panoh-bundle-" + photo.text());

    ~Bundles() override { fs::remove_all(folder); }

    [[nodiscard]] Inputs wanted() const
    {
        return {
            {"items", photo.text()},
            {"items", shirt.text()},
            {"recipient", "justice"},
            {"recipient_words", "Court of the city"},
            {"purpose", "The hearing in December"}};
    }
    std::string asked(Inputs inputs)
    {
        const auto answer = post(worker, case_page("/bundle"), std::move(inputs));
        EXPECT_EQ(answer.status, 303) << answer.body;
        return target_of(answer);
    }
    web::Response answered(Member& who, const std::string& address, const char* answer = "approve")
    {
        return post(who, address + "/answer", {{"answer", answer}, {"reason", "It is needed"}});
    }
    static std::string whole(const web::Response& response)
    {
        std::string bytes;
        while (response.source && bytes.size() < response.source->length) {
            const auto piece = response.source->read(bytes.size(), 1'000);
            if (!piece || piece->empty()) break;
            bytes += *piece;
        }
        return bytes;
    }
    /// Unpacked into `folder`.
    void fetched(Inputs inputs)
    {
        const std::string address = asked(std::move(inputs));
        ASSERT_EQ(answered(coordinator, address).status, 303);
        const auto response = post(worker, address + "/file", {});
        ASSERT_EQ(response.status, 200) << response.body;
        const std::string bytes = whole(response);
        ASSERT_EQ(bytes.size(), response.source->length);
        fs::create_directories(folder);
        std::ofstream(folder / "bundle.zip", std::ios::binary) << bytes;
        ASSERT_EQ(run("python3 -m zipfile -e bundle.zip ."), 0) << said_there();
        fs::remove(folder / "bundle.zip");
    }
    [[nodiscard]] int run(const std::string& command) const
    {
        // NOLINTNEXTLINE(cert-env33-c): what the guide tells a stranger to type
        return std::system(("cd '" + folder.string() + "' && ( " + command + " ) > ../" + out_name() + " 2>&1").c_str()
        );
    }
    [[nodiscard]] std::string out_name() const { return folder.filename().string() + ".out"; }
    [[nodiscard]] static std::string text_in(const fs::path& path)
    {
        std::ostringstream text;
        text << std::ifstream(path, std::ios::binary).rdbuf();
        return text.str();
    }
    [[nodiscard]] std::string said_there() const { return text_in(folder.parent_path() / out_name()); }
    [[nodiscard]] std::string file(const std::string& name) const { return text_in(folder / name); }
};

std::size_t count_of(const std::string& text, std::string_view word)
{
    std::size_t count = 0;
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

TEST_F(Bundles, a_stranger_checks_everything_with_sha256sum_and_openssl)
{
    ASSERT_NO_FATAL_FAILURE(fetched(wanted()));
    EXPECT_EQ(run(hash_command), 0) << said_there();
    EXPECT_EQ(run(signature_command), 0);
    // received and taken out, of two items; and the head of the ledger
    EXPECT_EQ(count_of(said_there(), "Signature Verified Successfully"), 5U) << said_there();
    EXPECT_EQ(run(read_command), 0);
    const std::string number = held(photo).item.number;
    EXPECT_THAT(
        said_there(),
        AllOf(HasSubstr("panoh/statement/v1"), HasSubstr(held(photo).item.bytes.sha256), HasSubstr(number))
    );
    EXPECT_EQ(file("originals/" + number + ".png"), png());
    EXPECT_EQ(run(previous_command), 0);
    EXPECT_THAT(file("signatures/" + number + "-002.statement"), HasSubstr(said_there().substr(0, 64)));
    fs::remove(folder.parent_path() / out_name());
}

TEST_F(Bundles, a_changed_original_or_statement_is_found_by_the_same_commands)
{
    ASSERT_NO_FATAL_FAILURE(fetched(wanted()));
    const std::string number = held(photo).item.number;
    std::ofstream(folder / ("originals/" + number + ".png"), std::ios::app) << "x";
    EXPECT_NE(run(hash_command), 0);
    std::string statement = file("signatures/" + number + "-001.statement");
    statement.replace(statement.find("received"), 8, "verified");
    std::ofstream(folder / ("signatures/" + number + "-001.statement"), std::ios::binary) << statement;
    static_cast<void>(run(signature_command));
    EXPECT_EQ(count_of(said_there(), "Signature Verified Successfully"), 4U) << said_there();
    fs::remove(folder.parent_path() / out_name());
}

TEST_F(Bundles, a_stranger_sees_that_every_entry_stands_in_the_ledger)
{
    ASSERT_NO_FATAL_FAILURE(fetched(wanted()));
    static_cast<void>(run(order_command));
    EXPECT_EQ(count_of(said_there(), ": OK"), 5U) << said_there();
    EXPECT_EQ(count_of(said_there(), "DIFFERENT"), 0U);
    static_cast<void>(run(standing_command));
    EXPECT_EQ(count_of(said_there(), ": OK"), 4U) << said_there();
    static_cast<void>(run(opening_command));
    EXPECT_EQ(count_of(said_there(), "Signature Verified Successfully"), 4U) << said_there();
    EXPECT_EQ(count_of(said_there(), ": OK"), 4U) << said_there();
    EXPECT_NE(run("grep -ra 'the mother' ."), 0) << "the words of an entry stay closed: " << said_there();
    EXPECT_NE(run("grep -vE '^[0-9]+ [0-9a-f]{64}$' ledger/transcript.txt"), 0) << said_there();
    EXPECT_THAT(file("HOW-TO-VERIFY.en.txt"), AllOf(HasSubstr(opening_command), HasSubstr(standing_command)));
    EXPECT_THAT(file("HOW-TO-VERIFY.ru.txt"), AllOf(HasSubstr(order_command), HasSubstr("журнал")));
    fs::remove(folder.parent_path() / out_name());
}

TEST_F(Bundles, another_ledger_entry_or_order_is_found_by_the_same_commands)
{
    ASSERT_NO_FATAL_FAILURE(fetched(wanted()));
    const std::string photo_number = held(photo).item.number;
    const std::string shirt_number = held(shirt).item.number;
    const std::string entry = "ledger/" + photo_number + "-001.entry";
    const std::string untouched = file(entry);
    std::string changed = untouched;
    changed.back() ^= 1;
    std::ofstream(folder / entry, std::ios::binary) << changed;
    static_cast<void>(run(standing_command));
    EXPECT_THAT(said_there(), HasSubstr(entry + ": MISSING"));

    // The entry of another item in its place: it stands in the ledger, and does not hold what was signed here.
    std::ofstream(folder / entry, std::ios::binary) << file("ledger/" + shirt_number + "-001.entry");
    std::ofstream(folder / ("ledger/" + photo_number + "-001.open"), std::ios::binary)
        << file("ledger/" + shirt_number + "-001.open");
    static_cast<void>(run(opening_command));
    EXPECT_THAT(said_there(), HasSubstr(photo_number + "-001: DIFFERENT"));

    std::string transcript = file("ledger/transcript.txt");
    transcript.at(transcript.find(' ') + 1) = transcript.at(transcript.find(' ') + 1) == '0' ? '1' : '0';
    std::ofstream(folder / "ledger/transcript.txt", std::ios::binary) << transcript;
    static_cast<void>(run(order_command));
    EXPECT_EQ(count_of(said_there(), "DIFFERENT"), 5U) << said_there();
    fs::remove(folder.parent_path() / out_name());
}

TEST_F(Bundles, words_that_may_name_a_source_stay_here_unless_they_were_asked_for)
{
    ASSERT_NO_FATAL_FAILURE(fetched(wanted()));
    EXPECT_NE(run("grep -r 'the mother' ."), 0) << said_there();
    EXPECT_FALSE(fs::exists(folder / "details"));
    EXPECT_THAT(file("HOW-TO-VERIFY.en.txt"), HasSubstr(hash_command));
    EXPECT_THAT(file("HOW-TO-VERIFY.ru.txt"), AllOf(HasSubstr(signature_command), HasSubstr("Как проверить")));
    EXPECT_THAT(file("custody.txt"), AllOf(HasSubstr(held(shirt).item.number), Not(HasSubstr("the mother"))));
    fs::remove(folder.parent_path() / out_name());
}

TEST_F(Bundles, words_that_were_asked_for_have_the_hash_that_was_signed)
{
    Inputs inputs = wanted();
    inputs.emplace_back("with_details", "yes");
    ASSERT_NO_FATAL_FAILURE(fetched(inputs));
    const std::string name = held(shirt).item.number + "-001";
    EXPECT_THAT(file("details/" + name + ".json"), HasSubstr("the mother"));
    EXPECT_THAT(
        file("signatures/" + name + ".statement"), HasSubstr(vault::sha256_of(file("details/" + name + ".json")))
    );
    fs::remove(folder.parent_path() / out_name());
}

TEST_F(Bundles, a_bundle_leaves_once_within_the_hour_after_a_colleague_agreed)
{
    const std::string address = asked(wanted());
    EXPECT_EQ(post(worker, address + "/file", {}).status, 409);
    EXPECT_EQ(answered(worker, address).status, 403);
    EXPECT_EQ(answered(node.sign_in("other_worker"), address).status, 404);
    EXPECT_EQ(answered(coordinator, address).status, 303);
    EXPECT_EQ(post(worker, address + "/file", {}).status, 200);
    EXPECT_EQ(post(worker, address + "/file", {}).status, 409);
    const std::string late = asked(wanted());
    EXPECT_EQ(answered(coordinator, late).status, 303);
    node.clock().advance(std::chrono::minutes(61));
    EXPECT_EQ(post(worker, late + "/file", {}).status, 409);
}

TEST_F(Bundles, fetching_stands_in_the_chain_of_every_item)
{
    const std::string address = asked(wanted());
    EXPECT_EQ(answered(coordinator, address).status, 303);
    EXPECT_EQ(post(worker, address + "/file", {}).status, 200);
    for (const RecordId& item : {photo, shirt}) {
        EXPECT_EQ(held(item).events.back().event, "exported");
        EXPECT_EQ(first_broken(held(item).item.number, held(item).events), 0);
    }
    EXPECT_TRUE(std::any_of(reads.begin(), reads.end(), [&](const vault::ReadFact& read) {
        return read.action == "evidence_taken_out" && read.record == photo;
    }));
}

TEST_F(Bundles, nothing_is_asked_for_without_the_consent_that_the_recipient_needs)
{
    Inputs inputs = wanted();
    for (auto& [field, text] : inputs) {
        if (field == "recipient") text = "media";
    }
    const auto refused = post(worker, case_page("/bundle"), inputs);
    EXPECT_EQ(refused.status, 422);
    EXPECT_THAT(refused.body, AllOf(HasSubstr("has not agreed"), HasSubstr("The hearing in December")));
}

TEST_F(Bundles, consent_that_was_taken_back_meanwhile_stops_the_bundle)
{
    const std::string address = asked(wanted());
    EXPECT_EQ(answered(coordinator, address).status, 303);
    ASSERT_TRUE(saved(
                    worker,
                    made.persons.front(),
                    "consent",
                    {{"purpose", "share_justice"}, {"answer", "no"}, {"recipients", "justice"}}
    ).saved());
    EXPECT_EQ(post(worker, address + "/file", {}).status, 409);
    EXPECT_NE(held(photo).events.back().event, "exported");
}

TEST_F(Bundles, whoever_approves_learns_the_case_and_the_purpose_and_no_item)
{
    const std::string address = asked(wanted());
    const auto page = get(coordinator, address);
    EXPECT_THAT(page.body, AllOf(HasSubstr("The hearing in December"), HasSubstr("Court of the city")));
    EXPECT_THAT(page.body, Not(HasSubstr("Shirt")));
    services.my_work_notices = {bundles_on_my_work};
    EXPECT_THAT(get(coordinator, "/").body, HasSubstr("asks to take evidence out"));
    EXPECT_EQ(get(node.sign_in("worker_b"), address).status, 404);
}

TEST(Archives, give_every_byte_whatever_the_pieces)
{
    std::vector<ArchivePart> parts(2);
    parts[0].name = "a.txt";
    parts[0].text = "abc";
    parts[1].name = "b/c.bin";
    const Bytes bytes(3'000, 7);
    parts[1].size = bytes.size();
    parts[1].checksum = checksum(0, bytes);
    parts[1].read = [&](std::uint64_t offset, std::size_t length) -> Result<Bytes> {
        return Bytes(
            bytes.begin() + static_cast<std::ptrdiff_t>(offset),
            bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset + length, bytes.size()))
        );
    };
    const auto archive = Archive::of(std::move(parts));
    ASSERT_TRUE(archive.has_value());
    const auto at_once = archive->read(0, archive->size() + 10);
    ASSERT_TRUE(at_once.has_value());
    EXPECT_EQ(at_once->size(), archive->size());
    std::string pieces;
    while (pieces.size() < archive->size())
        pieces += *archive->read(pieces.size(), 7);
    EXPECT_EQ(pieces, *at_once);
    EXPECT_EQ(checksum(0, bytes_of("123456789")), 0xCBF43926U);
}

}  // namespace
}  // namespace panoh::evidence
