// SPDX-License-Identifier: AGPL-3.0-or-later
// kill -9 while writing: what was answered "saved" is there, and nothing is half there.
#include "vault/ledger/entry.hpp"
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

constexpr int kills = 500;
constexpr std::string_view type_name = "note";

/// Whoever writes holds the key: no roles are needed here.
class OneHolder final : public vault::HolderPolicy {
public:
    explicit OneHolder(const UserId& user)
        : user_(user)
    {}
    [[nodiscard]] std::vector<vault::Holder>
    holders(const vault::FileFact&, forms::Compartment, const vault::FileWork&, const vault::Directory&) const override
    {
        return {vault::Holder::user(user_)};
    }
    [[nodiscard]] Result<vault::Assignments>
    assignments(const vault::Workspace&, std::span<const FileId>) const override
    {
        return vault::Assignments{};
    }

private:
    UserId user_;
};

forms::Schema small_schema()
{
    forms::RecordType type;
    type.name = type_name;
    type.file = forms::FileKind::contact;
    forms::Field field;
    field.name = "round";
    field.kind = forms::FieldKind::number;
    field.coded = true;
    type.fields.push_back(field);
    forms::Schema schema;
    schema.types[std::string(type_name)] = type;
    return schema;
}

/// Secrets that every life of the writer shares.
struct Secrets {
    std::array<std::uint8_t, 32> node_key{};
    std::array<std::uint8_t, 32> box{};
    std::array<std::uint8_t, 32> seed{};
    UserId user = system_random().id<UserId>();
    OrganisationId organisation = system_random().id<OrganisationId>();

    Secrets()
    {
        for (auto* key : {&node_key, &box, &seed})
            system_random().fill(*key);
    }
    [[nodiscard]] vault::NodeKeys node_keys() const
    {
        std::map<std::uint32_t, crypto::SecretKey> epochs;
        epochs.emplace(1, crypto::SecretKey(std::span<const std::uint8_t, 32>(node_key)));
        return vault::NodeKeys(std::move(epochs));
    }
    [[nodiscard]] vault::UserKeys user_keys() const
    {
        vault::UserBundle bundle;
        bundle.user = user;
        bundle.box_secret = crypto::SecretKey(std::span<const std::uint8_t, 32>(box));
        bundle.sign_seed = crypto::SecretKey(std::span<const std::uint8_t, 32>(seed));
        return vault::UserKeys(bundle);
    }
};

/// Two records in a new file: both or none of them may ever be seen.
using Pair = std::array<RecordId, 2>;

class Life {
public:
    Life(const std::string& folder, const Secrets& secrets)
        : schema_(small_schema())
        , policy_(secrets.user)
        , keys_(secrets.user_keys())
        , secrets_(&secrets)
    {
        auto store = storage::open_sqlite_store(folder);
        if (!store) ::_exit(10);
        store_ = std::move(*store);
        vault_ = std::make_unique<vault::Vault>(
            *store_, schema_, policy_, std::vector<std::string>{}, system_clock(), system_random()
        );
        const auto report = vault_->open(secrets.node_keys());
        if (!report || !report->quarantined.empty()) ::_exit(11);
        if (vault_->head(storage::Chain::records).seq == 0) found();
        if (!vault_->admit(keys_)) ::_exit(12);
    }

    [[nodiscard]] bool has(const Pair& pair)
    {
        return vault_->read(keys_, pair[0]).has_value() && vault_->read(keys_, pair[1]).has_value();
    }

    [[nodiscard]] bool is_whole(const Pair& pair) const
    {
        return vault_->revision_of(pair[0]).has_value() == vault_->revision_of(pair[1]).has_value();
    }

    Pair write()
    {
        Pair pair{system_random().id<RecordId>(), system_random().id<RecordId>()};
        vault::Batch batch;
        batch.id = system_random().id<BatchId>();
        vault::FileFact fact;
        fact.file = system_random().id<FileId>();
        fact.kind = forms::FileKind::contact;
        fact.organisation = secrets_->organisation;
        fact.year = 2026;
        fact.ordinal = vault_->next_ordinal(fact.kind, fact.organisation, fact.year);
        batch.files.push_back({fact, {}});
        for (const RecordId& record : pair) {
            batch.records.push_back({record, fact.file, std::string(type_name), 0, {{"round", 1}}, {}, false});
        }
        if (!vault_->write(keys_, std::move(batch))) ::_exit(13);
        return pair;
    }

private:
    void found()
    {
        vault::User user;
        user.id = secrets_->user;
        user.login = "writer";
        user.organisation = secrets_->organisation;
        user.open_key = keys_.box().open_key;
        user.verify_key = keys_.signer().verify_key;
        std::vector<vault::DirectoryFact> facts;
        facts.emplace_back(std::move(user));
        if (!vault_->found(std::move(facts))) ::_exit(14);
    }

    forms::Schema schema_;
    OneHolder policy_;
    vault::UserKeys keys_;
    const Secrets* secrets_;
    std::unique_ptr<storage::Store> store_;
    std::unique_ptr<vault::Vault> vault_;
};

/// Announces each pair before it is written, and again when the vault said that it is saved.
struct Line {
    Pair pair;
    bool saved = false;
};

[[noreturn]] void live(const std::string& folder, const Secrets& secrets, const std::vector<Line>& past, int pipe)
{
    Life life(folder, secrets);
    for (const Line& line : past) {
        if (line.saved && !life.has(line.pair)) ::_exit(20);
        if (!life.is_whole(line.pair)) ::_exit(21);
    }
    for (;;) {
        const Line line{life.write(), true};
        if (::write(pipe, &line, sizeof line) != static_cast<ssize_t>(sizeof line)) ::_exit(15);
    }
}

TEST(Kill, FiveHundredTimesWhileWritingLosesNothing)
{
    ASSERT_TRUE(crypto::self_test());
    std::string folder = (std::filesystem::temp_directory_path() / "panoh-kill-XXXXXX").string();
    ASSERT_NE(::mkdtemp(folder.data()), nullptr);
    const Secrets secrets;
    SeededRandom random(7);
    std::vector<Line> lines;
    std::size_t checked_from = 0;
    for (int round = 0; round < kills; ++round) {
        std::array<int, 2> pipe{};
        ASSERT_EQ(::pipe(pipe.data()), 0);
        // Older pairs were checked in earlier rounds; the last rounds check them all once more.
        const std::vector<Line> past(
            lines.begin() + static_cast<std::ptrdiff_t>(round + 1 == kills ? 0 : checked_from), lines.end()
        );
        checked_from = lines.size();
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(pipe[0]);
            live(folder, secrets, past, pipe[1]);
        }
        ::close(pipe[1]);
        Line line;
        const std::uint32_t wanted = 1 + random.below(6);
        for (std::uint32_t saved = 0; saved < wanted; ++saved) {
            if (::read(pipe[0], &line, sizeof line) != static_cast<ssize_t>(sizeof line)) break;
            lines.push_back(line);
        }
        ::usleep(random.below(3000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        ASSERT_TRUE(WIFSIGNALED(status)) << "round " << round << " ended by itself with code " << WEXITSTATUS(status);
        while (::read(pipe[0], &line, sizeof line) == static_cast<ssize_t>(sizeof line))
            lines.push_back(line);
        ::close(pipe[0]);
    }
    EXPECT_GE(lines.size(), static_cast<std::size_t>(kills));
    {
        auto store = storage::open_sqlite_store_for_reading(folder);
        ASSERT_TRUE(store);
        const auto report = ledger::walk(**store, storage::Chain::records);
        ASSERT_TRUE(report);
        EXPECT_EQ(report->problem, "");
    }
    Life last(folder, secrets);
    for (const Line& line : lines)
        EXPECT_TRUE(last.has(line.pair));
    std::filesystem::remove_all(folder);
}

}  // namespace
}  // namespace panoh
