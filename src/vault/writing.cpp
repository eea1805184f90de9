// SPDX-License-Identifier: AGPL-3.0-or-later
// From a batch of changes to a job for the writer.
#include "vault/state.hpp"

#include <algorithm>

namespace panoh::vault {

namespace {

using ledger::EntryKind;

constexpr int most_attempts = 3;

/// Prepares one batch in the thread that asked for it: keys, boxes, signatures.
class Preparation {
public:
    Preparation(const Vault::State& state, UserKeys& author, const Batch& batch)
        : state_(&state)
        , author_(&author)
        , batch_(&batch)
    {
        job_.batch = batch.id;
        job_.signed_with = author.signer().verify_key;
        job_.facts = batch.facts;
        job_.wraps = batch.wraps;
    }

    /// With a shared lock held.
    Result<Job> run()
    {
        for (const FileChange& change : batch_->files)
            job_.facts.emplace_back(change.fact);
        std::vector<ledger::SignedEntry> record_entries;
        for (const RecordChange& change : batch_->records) {
            auto entry = record_entry(change);
            if (!entry) return entry.error();
            record_entries.push_back(std::move(*entry));
        }
        std::vector<ledger::SignedEntry> directory_entries;
        for (const DirectoryFact& fact : batch_->directory) {
            directory_entries.push_back(plain_entry(EntryKind::directory, encode(fact)));
            auto copied = decode_directory_fact(directory_entries.back().coded);
            if (!copied) return copied.error();
            job_.directory.push_back(std::move(*copied));
        }
        if (!job_.facts.empty()) job_.records.push_back(plain_entry(EntryKind::keys, encode(job_.facts)));
        std::move(directory_entries.begin(), directory_entries.end(), std::back_inserter(job_.records));
        for (PendingRow& row : job_.rows)
            row.entry += job_.records.size();
        std::move(record_entries.begin(), record_entries.end(), std::back_inserter(job_.records));
        return std::move(job_);
    }

private:
    ledger::SignedEntry plain_entry(EntryKind kind, Bytes payload)
    {
        return ledger::sign_entry(
            author_->signer(), numbered(state_->plain_header(kind, author_->user(), batch_->id)), std::move(payload), {}
        );
    }

    ledger::Header numbered(ledger::Header header)
    {
        header.batch_index = ++index_;
        const std::size_t facts = batch_->facts.empty() && batch_->files.empty() ? 0 : 1;
        header.batch_count = static_cast<std::uint16_t>(batch_->records.size() + batch_->directory.size() + facts);
        return header;
    }

    Result<ledger::SignedEntry> record_entry(const RecordChange& change)
    {
        const forms::RecordType* type = state_->schema.type(change.type);
        if (type == nullptr) return fail(ErrorCode::internal, "a record of a type that no pack declares");
        const FileFact* file = file_of(change.file);
        if (file == nullptr || file->kind != type->file) return fail(ErrorCode::not_found, "there is no such file");
        const auto key = key_for(*file, type->compartment);
        if (!key) return key.error();
        ledger::Header header = numbered(state_->plain_header(EntryKind::record, author_->user(), batch_->id));
        header.flags = change.removed ? ledger::flag_removed : std::uint8_t{0};
        header.file = change.file;
        header.record = change.id;
        header.type = change.type;
        header.type_version = static_cast<std::uint16_t>(type->version);
        header.base = change.base;
        header.revision = change.base + 1;
        header.compartment = static_cast<std::uint8_t>(type->compartment);
        header.key = crypto::key_id(**key);
        std::string content = json_text(change.content.reveal());
        Bytes coded_box = ledger::seal_box(**key, header, ledger::coded_box, json_text(change.coded));
        Bytes content_box = ledger::seal_box(**key, header, ledger::content_box, content);
        crypto::wipe(content);
        const WorkspaceRow row{
            change.id,
            change.file,
            type->compartment,
            file->organisation,
            header.revision,
            author_->user(),
            header.written_at,
            0,
            change.removed,
        };
        auto rows = prepare_rows(state_->schema, change.type, row, change.coded);
        if (!rows) return rows.error();
        job_.rows.push_back({std::move(*rows), job_.rows.size()});
        return ledger::sign_entry(author_->signer(), std::move(header), std::move(coded_box), std::move(content_box));
    }

    const FileFact* file_of(const FileId& id) const
    {
        for (const FileChange& change : batch_->files) {
            if (change.fact.file == id) return &change.fact;
        }
        return state_->book.file(id);
    }

    Result<FileWork> work_on(const FileFact& file) const
    {
        for (const FileChange& change : batch_->files) {
            if (change.fact.file == file.file) return FileWork{change.assigned, {}, false};
        }
        const auto assignments = state_->policy.assignments(*state_->workspace, std::span(&file.file, 1));
        if (!assignments) return assignments.error();
        const auto found = assignments->find(file.file);
        return found == assignments->end() ? FileWork{} : found->second;
    }

    Result<const crypto::SecretKey*> key_for(const FileFact& file, Compartment compartment)
    {
        const auto made = made_.find({file.file, compartment});
        if (made != made_.end()) return author_->opened(made->second);
        const KeyFact* newest = state_->book.newest_key(file.file, compartment);
        if (newest == nullptr) return make_key(file, compartment);
        const auto key = state_->open_key(*author_, newest->key);
        if (!key) return key.error();
        if (*key == nullptr) {
            return fail(
                ErrorCode::denied,
                "the author holds no key to this part of the file",
                {msg("error.waiting_for_key"), {}}
            );
        }
        return *key;
    }

    /// The first key of a compartment goes to everybody whom the policy names, in the same batch.
    Result<const crypto::SecretKey*> make_key(const FileFact& file, Compartment compartment)
    {
        crypto::SecretKey key = crypto::SecretKey::random(state_->random);
        const KeyId id = crypto::key_id(key);
        job_.facts.emplace_back(KeyFact{id, file.file, compartment, 1});
        const auto work = work_on(file);
        if (!work) return work.error();
        bool held = false;
        for (const Holder& holder : state_->policy.holders(file, compartment, *work, *state_->directory)) {
            auto wrap = state_->wrap_for(*author_, holder, id, key);
            if (!wrap) continue;
            job_.wraps.push_back(std::move(*wrap));
            job_.facts.emplace_back(GrantFact{id, holder, false});
            held = true;
        }
        if (!held) return fail(ErrorCode::denied, "nobody would hold the key to this part of the file");
        made_[{file.file, compartment}] = id;
        return &author_->keep(id, std::move(key));
    }

    const Vault::State* state_;
    UserKeys* author_;
    const Batch* batch_;
    Job job_;
    std::uint16_t index_ = 0;
    std::map<std::pair<FileId, Compartment>, KeyId> made_;
};

std::vector<FileId> touched_files(const Batch& batch)
{
    std::vector<FileId> files;
    for (const RecordChange& change : batch.records) {
        if (std::find(files.begin(), files.end(), change.file) == files.end()) files.push_back(change.file);
    }
    return files;
}

}  // namespace

Result<Receipt> Vault::write(UserKeys& author, Batch batch)
{
    State& state = *state_;
    for (int attempt = 1;; ++attempt) {
        std::optional<Job> job;
        {
            const std::shared_lock lock(state.mutex);
            if (!state.workspace || !state.keys) return fail(ErrorCode::sealed, "the node is sealed");
            auto prepared = Preparation(state, author, batch).run();
            if (!prepared) return prepared.error();
            job = std::move(*prepared);
        }
        auto receipt = state.submit(std::move(*job));
        const bool again = !receipt && receipt.error().detail == key_exists_detail && attempt < most_attempts;
        if (again) continue;
        if (receipt && !receipt->repeated) {
            if (auto done = reconcile(author, touched_files(batch)); !done) return done.error();
        }
        return receipt;
    }
}

Result<void> Vault::found(std::vector<DirectoryFact> facts)
{
    State& state = *state_;
    Job job;
    {
        const std::shared_lock lock(state.mutex);
        if (!state.keys || state.records_head.seq != 0)
            return fail(ErrorCode::conflict, "the node was founded already");
        for (const DirectoryFact& fact : facts) {
            ledger::Header header = state.plain_header(EntryKind::directory, UserId{}, BatchId{});
            job.records.push_back(ledger::sign_entry(state.keys->signer(), std::move(header), encode(fact), {}));
        }
        job.directory = std::move(facts);
        job.signed_with = state.keys->signer().verify_key;
    }
    const auto done = state.submit(std::move(job));
    return done ? Result<void>{} : done.error();
}

Result<void> Vault::enter_reads(const UserKeys& reader, std::span<const ReadFact> reads)
{
    State& state = *state_;
    Job job;
    for (const ReadFact& read : reads) {
        ledger::Header header = state.plain_header(EntryKind::read, reader.user(), BatchId{});
        header.type = read.action;
        header.file = read.file;
        header.record = read.record;
        header.flags = read.allowed ? std::uint8_t{0} : flag_refused;
        job.reads.push_back(ledger::sign_entry(reader.signer(), std::move(header), {}, {}));
    }
    const auto done = state.submit(std::move(job));
    return done ? Result<void>{} : done.error();
}

Result<void> Vault::enter_node_event(const UserId& user, std::string action, bool allowed, std::optional<Timestamp> at)
{
    State& state = *state_;
    Job job;
    {
        const std::shared_lock lock(state.mutex);
        if (!state.keys) return fail(ErrorCode::sealed, "the node is sealed");
        ledger::Header header = state.plain_header(EntryKind::node, UserId{}, BatchId{});
        header.written_at = at.value_or(header.written_at);
        header.type = std::move(action);
        header.record = RecordId::from_bytes(user.view()).value_or(RecordId{});
        header.flags = allowed ? std::uint8_t{0} : flag_refused;
        job.reads.push_back(ledger::sign_entry(state.keys->signer(), std::move(header), {}, {}));
    }
    const auto done = state.submit(std::move(job));
    return done ? Result<void>{} : done.error();
}

}  // namespace panoh::vault
