// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/demo/recognise.hpp"

#include "main/demo/people.hpp"
#include "vault/keyring.hpp"
#include "vault/storage/sqlite.hpp"

#include <filesystem>

namespace panoh::demo {

namespace {

Error only_read()
{
    return fail(ErrorCode::internal, "the keyring is only looked at here");
}

/// The keyring of a node that may be running: rows are looked up, nothing is locked and nothing written.
class KeyringView final : public storage::Store {
public:
    explicit KeyringView(storage::Connection connection)
        : connection_(std::move(connection))
    {}

    Result<std::optional<Bytes>> get(storage::Area /*area*/, BytesView key) override
    {
        auto statement = connection_.prepare("SELECT value FROM rows WHERE key=?");
        if (!statement) return statement.error();
        statement->bind(1, key);
        const auto row = statement->step();
        if (!row) return row.error();
        if (!*row) return std::optional<Bytes>();
        const BytesView value = statement->blob(0);
        return std::optional(Bytes(value.begin(), value.end()));
    }

    Result<void> append(std::span<const storage::NewEntry> /*entries*/) override { return only_read(); }
    Result<std::optional<storage::StoredEntry>> read(storage::Chain /*chain*/, std::uint64_t /*seq*/) override
    {
        return only_read();
    }
    Result<void> scan(
        storage::Chain /*chain*/,
        std::uint64_t /*from*/,
        const std::function<bool(const storage::StoredEntry&)>& /*visitor*/
    ) override
    {
        return only_read();
    }
    Result<storage::Head> head(storage::Chain /*chain*/) override { return only_read(); }
    Result<void> put(storage::Area /*area*/, std::span<const storage::Row> /*rows*/) override { return only_read(); }
    Result<void> remove(storage::Area /*area*/, std::span<const Bytes> /*keys*/) override { return only_read(); }
    Result<std::vector<storage::Row>> rows(storage::Area /*area*/, BytesView /*prefix*/) override
    {
        return only_read();
    }
    Result<std::vector<Bytes>> keys(storage::Area /*area*/, BytesView /*prefix*/) override { return only_read(); }
    Result<void> copy_to(const std::string& /*folder*/) override { return only_read(); }

private:
    storage::Connection connection_;
};

Result<bool>
opens_a_slot(const vault::Keyring& keyring, const vault::NodeDescription& description, const Person& person)
{
    const auto account = account_of(person);
    const auto secret = accounts::stretch_passphrase(
        account.credentials.passphrase, account.credentials.login, description.salt, description.cost, std::nullopt
    );
    if (!secret) return secret.error();
    const auto slot = keyring.open_slot(*secret);
    if (!slot) return slot.error();
    return slot->has_value();
}

}  // namespace

Result<bool> is_demo_node(const std::string& folder)
{
    const std::string path = folder + "/keyring.db";
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) return false;
    const auto organisations = staff();
    if (!organisations) return organisations.error();
    auto connection = storage::Connection::open_file(path);
    if (!connection) return connection.error();
    KeyringView view(std::move(*connection));
    const vault::Keyring keyring(view);
    const auto description = keyring.describe();
    if (!description) return description.error();
    const bool as_cheap = description->cost.mebibytes == cost.mebibytes && description->cost.passes == cost.passes;
    if (!as_cheap || description->node_lock) return false;
    // Somebody may have changed their passphrase in the demo: then another's still opens a slot.
    for (const Organisation& organisation : *organisations) {
        for (const Person& person : organisation.people) {
            const auto opened = opens_a_slot(keyring, *description, person);
            if (!opened || *opened) return opened;
        }
    }
    return false;
}

}  // namespace panoh::demo
