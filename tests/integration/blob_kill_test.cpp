// SPDX-License-Identifier: AGPL-3.0-or-later
// kill -9 while a file comes in: nothing half is left, and what was kept for later goes on.
#include "vault/storage/sqlite_store.hpp"
#include "vault/vault.hpp"

#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace panoh {
namespace {

constexpr int kills = 60;
constexpr std::size_t file_size = 6 * vault::blob_chunk + 77;
constexpr std::size_t piece = 70'000;

class NoHolders final : public vault::HolderPolicy {
public:
    [[nodiscard]] std::vector<vault::Holder>
    holders(const vault::FileFact&, forms::Compartment, const vault::FileWork&, const vault::Directory&) const override
    {
        return {};
    }
    [[nodiscard]] Result<vault::Assignments>
    assignments(const vault::Workspace&, std::span<const FileId>) const override
    {
        return vault::Assignments{};
    }
};

Bytes file_bytes()
{
    Bytes bytes(file_size);
    SeededRandom(5).fill(bytes);
    return bytes;
}

struct Secrets {
    std::array<std::uint8_t, 32> node_key{};
    vault::UserBundle bundle = vault::UserBundle::create(system_random().id<UserId>(), system_random());

    Secrets() { system_random().fill(node_key); }
};

struct Life {
    forms::Schema schema;
    NoHolders policy;
    std::unique_ptr<storage::Store> store;
    std::unique_ptr<vault::Vault> vault;
    vault::UserKeys keys;

    Life(const std::string& folder, const Secrets& secrets)
        : keys(secrets.bundle)
    {
        auto opened = storage::open_sqlite_store(folder);
        if (!opened) ::_exit(10);
        store = std::move(*opened);
        vault = std::make_unique<vault::Vault>(
            *store, schema, policy, std::vector<std::string>{}, system_clock(), system_random()
        );
        std::map<std::uint32_t, crypto::SecretKey> epochs;
        epochs.emplace(1, crypto::SecretKey(std::span<const std::uint8_t, 32>(secrets.node_key)));
        if (!vault->open(vault::NodeKeys(std::move(epochs)))) ::_exit(11);
    }
};

/// Sends the kept file on from where it is, with files that nobody keeps in between, and says how far it is.
[[noreturn]] void live(const std::string& folder, const Secrets& secrets, const BlobId& kept, int pipe)
{
    Life life(folder, secrets);
    const Bytes bytes = file_bytes();
    const BytesView view(bytes);
    auto reached = life.vault->upload_position(life.keys, kept);
    if (!reached) ::_exit(12);
    std::uint64_t at = *reached;
    while (true) {
        const auto passing = life.vault->begin_upload(life.keys.user(), Sensitive<std::string>("passing"));
        if (!passing || !life.vault->add_to_upload(life.keys.user(), *passing, 0, view.first(300'000))) ::_exit(13);
        if (at < file_size) {
            const auto part = view.subspan(at, std::min<std::size_t>(piece, file_size - at));
            if (!life.vault->add_to_upload(life.keys.user(), kept, at, part)) ::_exit(14);
            at += part.size();
        }
        if (::write(pipe, &at, sizeof at) != static_cast<ssize_t>(sizeof at)) ::_exit(15);
        life.vault->abandon_upload(life.keys.user(), *passing);
    }
}

TEST(BlobKill, SixtyTimesWhileAFileComesInLeavesNothingHalf)
{
    ASSERT_TRUE(crypto::self_test());
    std::string folder = (std::filesystem::temp_directory_path() / "panoh-blob-kill-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const Secrets secrets;
    SeededRandom random(11);
    BlobId kept;
    {
        Life first(folder, secrets);
        const auto begun = first.vault->begin_upload(first.keys.user(), Sensitive<std::string>("recording"));
        ASSERT_TRUE(begun);
        kept = *begun;
        ASSERT_TRUE(first.vault->keep_upload(first.keys, kept, file_size));
    }
    for (int round = 0; round < kills; ++round) {
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(pipe[0]);
            live(folder, secrets, kept, pipe[1]);
        }
        ::close(pipe[1]);
        std::uint64_t at = 0;
        const std::uint32_t steps = 1 + random.below(8);
        for (std::uint32_t step = 0; step < steps; ++step) {
            if (::read(pipe[0], &at, sizeof at) != static_cast<ssize_t>(sizeof at)) break;
        }
        ::usleep(random.below(20'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round << " ended by itself with code " << WEXITSTATUS(status);
        ::close(pipe[0]);
        const Life after(folder, secrets);
        const auto left = vault::blobs_in(*after.store);
        ASSERT_TRUE(left);
        ASSERT_EQ(*left, std::vector<BlobId>{kept}) << "round " << round;
        const auto report = vault::check_blobs(*after.store);
        ASSERT_TRUE(report);
        ASSERT_EQ(report->problem, "") << "round " << round;
    }
    Life last(folder, secrets);
    const Bytes bytes = file_bytes();
    const auto position = last.vault->upload_position(last.keys, kept);
    ASSERT_TRUE(position);
    EXPECT_GT(*position, 0U);
    if (*position < file_size) {
        ASSERT_TRUE(last.vault->add_to_upload(last.keys.user(), kept, *position, BytesView(bytes).subspan(*position)));
    }
    const auto upload = last.vault->finish_upload(last.keys, kept);
    ASSERT_TRUE(upload) << upload.error().detail;
    EXPECT_EQ(upload->summary.sha256, crypto::sha256(bytes));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace panoh
