// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/state.hpp"

#include "vault/committing.hpp"

#include <algorithm>

namespace panoh::vault {

namespace json = boost::json;

std::string json_text(const json::object& object)
{
    return json::serialize(object);
}

Result<json::object> json_object(std::string_view padded)
{
    boost::system::error_code error;
    json::value value = json::parse(padded, error);
    if (error || !value.is_object()) return fail(ErrorCode::damaged, "a box does not hold an object");
    return std::move(value.as_object());
}

Vault::State::State(
    storage::Store& the_store,
    const forms::Schema& the_schema,
    const HolderPolicy& the_policy,
    std::vector<std::string> the_views,
    Clock& the_clock,
    Random& the_random
)
    : store(the_store)
    , schema(the_schema)
    , policy(the_policy)
    , views(std::move(the_views))
    , clock(the_clock)
    , random(the_random)
    , keyring(the_store)
{}

void Vault::State::index(const ledger::Header& header, std::uint64_t seq)
{
    if (previous_revision.size() <= seq) previous_revision.resize(seq + 1, 0);
    if (!header.batch.is_none()) batches[header.batch] = seq;
    if (header.kind != ledger::EntryKind::record) return;
    const auto [found, is_new] = records.try_emplace(header.record);
    RecordState& record = found->second;
    if (is_new) {
        records_of_file[header.file].push_back(header.record);
    } else {
        previous_revision[seq] = record.seq;
    }
    record = {
        header.file,
        header.key,
        seq,
        header.revision,
        static_cast<Compartment>(header.compartment),
        (header.flags & ledger::flag_removed) != 0,
    };
}

void Vault::State::apply(std::span<const Fact> facts)
{
    for (const Fact& fact : facts)
        book.apply(fact);
}

void Vault::State::apply(DirectoryFact fact, const Statement& by)
{
    if (const auto* user = std::get_if<User>(&fact)) verify_keys.emplace(user->id, user->verify_key);
    auto next = std::make_shared<Directory>(*directory);
    next->apply(std::move(fact), by);
    directory = std::move(next);
}

ledger::Header Vault::State::plain_header(ledger::EntryKind kind, const UserId& author, const BatchId& batch) const
{
    ledger::Header header;
    header.kind = kind;
    header.author = author;
    header.batch = batch;
    header.written_at = clock.now();
    return header;
}

Result<Receipt> Vault::State::submit(Job job)
{
    if (!writer) return fail(ErrorCode::sealed, "the node is sealed");
    return writer->submit(std::move(job)).get();
}

Result<ledger::SignedEntry> Vault::State::entry_at(storage::Chain chain, std::uint64_t seq) const
{
    auto stored = store.read(chain, seq);
    if (!stored) return stored.error();
    if (!stored->has_value()) return fail(ErrorCode::damaged, "an entry is missing from the ledger");
    const crypto::SecretKey* node_key = keys ? keys->of((*stored)->epoch) : nullptr;
    if (node_key == nullptr) return fail(ErrorCode::damaged, "an entry of an unknown node-key epoch");
    return ledger::unplace(chain, *node_key, **stored);
}

Result<Record> Vault::State::open_revision(UserKeys& reader, std::uint64_t seq) const
{
    const auto entry = entry_at(storage::Chain::records, seq);
    if (!entry) return entry.error();
    const ledger::Header& header = entry->header;
    const auto key = open_key(reader, header.key);
    if (!key) return key.error();
    if (*key == nullptr) return fail(ErrorCode::denied, "the reader holds no key to this record");
    auto coded = ledger::open_box(**key, header, ledger::coded_box, entry->coded);
    if (!coded) return coded.error();
    auto content = ledger::open_box(**key, header, ledger::content_box, entry->content);
    if (!content) return content.error();
    auto coded_object = json_object(*coded);
    auto content_object = json_object(*content);
    crypto::wipe(*content);
    if (!coded_object) return coded_object.error();
    if (!content_object) return content_object.error();
    return Record{
        header.record,
        header.file,
        header.type,
        static_cast<Compartment>(header.compartment),
        header.revision,
        header.author,
        header.written_at,
        seq,
        (header.flags & ledger::flag_removed) != 0,
        std::move(*coded_object),
        Sensitive<json::object>(std::move(*content_object)),
    };
}

Vault::Vault(
    storage::Store& store,
    const forms::Schema& schema,
    const HolderPolicy& policy,
    std::vector<std::string> views,
    Clock& clock,
    Random& random
)
    : state_(std::make_unique<State>(store, schema, policy, std::move(views), clock, random))
{}

Vault::~Vault() = default;

bool Vault::is_open() const noexcept
{
    const std::shared_lock lock(state_->mutex);
    return state_->keys != nullptr;
}

const Workspace& Vault::workspace() const
{
    PANOH_CHECK(state_->workspace != nullptr);
    return *state_->workspace;
}

std::shared_ptr<const Directory> Vault::directory() const
{
    const std::shared_lock lock(state_->mutex);
    return state_->directory;
}

std::optional<FileFact> Vault::file(const FileId& file) const
{
    const std::shared_lock lock(state_->mutex);
    const FileFact* found = state_->book.file(file);
    return found == nullptr ? std::nullopt : std::optional<FileFact>(*found);
}

std::vector<FileFact> Vault::files_of(FileKind kind, const OrganisationId& organisation) const
{
    const std::shared_lock lock(state_->mutex);
    return state_->book.files_of(kind, organisation);
}

std::uint32_t Vault::next_ordinal(FileKind kind, const OrganisationId& organisation, std::uint16_t year) const
{
    const std::shared_lock lock(state_->mutex);
    return state_->book.next_ordinal(kind, organisation, year);
}

storage::Head Vault::head(storage::Chain chain) const
{
    const std::shared_lock lock(state_->mutex);
    return chain == storage::Chain::records ? state_->records_head : state_->reads_head;
}

std::optional<std::uint32_t> Vault::revision_of(const RecordId& id) const
{
    const std::shared_lock lock(state_->mutex);
    const auto found = state_->records.find(id);
    return found == state_->records.end() ? std::nullopt : std::optional(found->second.revision);
}

bool Vault::has_batch(const BatchId& batch) const
{
    const std::shared_lock lock(state_->mutex);
    return state_->batches.contains(batch);
}

Keyring& Vault::keyring() noexcept
{
    return state_->keyring;
}

std::shared_ptr<const NodeKeys> Vault::node_keys() const
{
    const std::shared_lock lock(state_->mutex);
    return state_->keys;
}

const forms::Schema& Vault::schema() const noexcept
{
    return state_->schema;
}
Clock& Vault::clock() const noexcept
{
    return state_->clock;
}
Random& Vault::random() const noexcept
{
    return state_->random;
}

Sensitive<json::object> Record::merged() const
{
    json::object all = coded;
    for (const auto& [name, value] : content.reveal())
        all[name] = value;
    return Sensitive<json::object>(std::move(all));
}

}  // namespace panoh::vault
