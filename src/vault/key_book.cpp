// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/key_book.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace panoh::vault {

namespace {

/// Numbers are stored and never change.
enum class Tag : std::uint8_t { file = 1, key = 2, team_key = 3, grant = 4, erasure = 5, blob = 6 };

template <class... Visitors>
struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template <class... Visitors>
Overloaded(Visitors...) -> Overloaded<Visitors...>;

void write(ByteWriter& writer, const FileFact& fact)
{
    writer.u8(static_cast<std::uint8_t>(Tag::file));
    writer.raw(fact.file.view());
    writer.u8(static_cast<std::uint8_t>(fact.kind));
    writer.raw(fact.organisation.view());
    writer.u16(fact.year);
    writer.u32(fact.ordinal);
}

void write(ByteWriter& writer, const KeyFact& fact)
{
    writer.u8(static_cast<std::uint8_t>(Tag::key));
    writer.raw(fact.key.view());
    writer.raw(fact.file.view());
    writer.u8(static_cast<std::uint8_t>(fact.compartment));
    writer.u32(fact.epoch);
}

void write(ByteWriter& writer, const TeamKeyFact& fact)
{
    writer.u8(static_cast<std::uint8_t>(Tag::team_key));
    writer.raw(fact.key.view());
    writer.raw(fact.team.view());
    writer.u32(fact.epoch);
    writer.raw(fact.open_key);
}

void write(ByteWriter& writer, const GrantFact& fact)
{
    writer.u8(static_cast<std::uint8_t>(Tag::grant));
    writer.raw(fact.key.view());
    writer.u8(static_cast<std::uint8_t>(fact.holder.kind));
    writer.raw(fact.holder.id);
    writer.u8(fact.revoked ? 1 : 0);
}

void write(ByteWriter& writer, const ErasureFact& fact)
{
    writer.u8(static_cast<std::uint8_t>(Tag::erasure));
    writer.raw(fact.file.view());
}

void write(ByteWriter& writer, const BlobFact& fact)
{
    writer.u8(static_cast<std::uint8_t>(Tag::blob));
    writer.raw(fact.blob.view());
    writer.raw(fact.file.view());
    writer.u32(fact.chunks);
    writer.raw(fact.seal);
}

template <class AnyId>
AnyId read_id(ByteReader& reader)
{
    return AnyId::from_bytes(reader.raw(AnyId::size)).value_or(AnyId{});
}

std::optional<Fact> read(ByteReader& reader)
{
    switch (static_cast<Tag>(reader.u8())) {
    case Tag::file: {
        FileFact fact;
        fact.file = read_id<FileId>(reader);
        fact.kind = static_cast<FileKind>(reader.u8());
        fact.organisation = read_id<OrganisationId>(reader);
        fact.year = reader.u16();
        fact.ordinal = reader.u32();
        return fact;
    }
    case Tag::key: {
        KeyFact fact;
        fact.key = read_id<KeyId>(reader);
        fact.file = read_id<FileId>(reader);
        fact.compartment = static_cast<Compartment>(reader.u8());
        fact.epoch = reader.u32();
        return fact;
    }
    case Tag::team_key: {
        TeamKeyFact fact;
        fact.key = read_id<KeyId>(reader);
        fact.team = read_id<TeamId>(reader);
        fact.epoch = reader.u32();
        const BytesView open_key = reader.raw(fact.open_key.size());
        std::copy(open_key.begin(), open_key.end(), fact.open_key.begin());
        return fact;
    }
    case Tag::grant: {
        GrantFact fact;
        fact.key = read_id<KeyId>(reader);
        fact.holder.kind = static_cast<Holder::Kind>(reader.u8());
        const BytesView id = reader.raw(fact.holder.id.size());
        std::copy(id.begin(), id.end(), fact.holder.id.begin());
        fact.revoked = reader.u8() == 1;
        return fact;
    }
    case Tag::erasure:
        return ErasureFact{read_id<FileId>(reader)};
    case Tag::blob: {
        BlobFact fact;
        fact.blob = read_id<BlobId>(reader);
        fact.file = read_id<FileId>(reader);
        fact.chunks = reader.u32();
        const BytesView seal = reader.raw(fact.seal.size());
        std::copy(seal.begin(), seal.end(), fact.seal.begin());
        return fact;
    }
    }
    return std::nullopt;
}

}  // namespace

Bytes encode(std::span<const Fact> facts)
{
    ByteWriter writer;
    writer.u32(static_cast<std::uint32_t>(facts.size()));
    for (const Fact& fact : facts) {
        std::visit([&](const auto& each) { write(writer, each); }, fact);
    }
    return std::move(writer).take();
}

Result<std::vector<Fact>> decode_facts(BytesView bytes)
{
    ByteReader reader(bytes);
    std::vector<Fact> facts;
    const std::uint32_t count = reader.u32();
    for (std::uint32_t at = 0; at < count && reader.ok(); ++at) {
        auto fact = read(reader);
        if (!fact) return fail(ErrorCode::damaged, "an unknown fact about keys");
        facts.push_back(std::move(*fact));
    }
    if (!reader.finished()) return fail(ErrorCode::damaged, "facts about keys do not read");
    return facts;
}

void KeyBook::apply(const Fact& fact)
{
    std::visit(
        Overloaded{
            [&](const FileFact& each) {
                if (files_.insert_or_assign(each.file, each).second) {
                    files_by_kind_[{each.kind, each.organisation}].push_back(each.file);
                }
                auto& last = ordinals_[{each.kind, each.organisation, each.year}];
                last = std::max(last, each.ordinal);
            },
            [&](const KeyFact& each) {
                keys_[each.key] = each;
                keys_by_place_[{each.file, each.compartment}].push_back(each.key);
            },
            [&](const TeamKeyFact& each) { team_keys_[each.team].push_back(each); },
            [&](const GrantFact& each) {
                auto& holders = holders_[each.key];
                auto& held = held_[each.holder];
                if (each.revoked) {
                    std::erase(holders, each.holder);
                    std::erase(held, each.key);
                } else if (std::find(holders.begin(), holders.end(), each.holder) == holders.end()) {
                    holders.push_back(each.holder);
                    held.push_back(each.key);
                }
            },
            [&](const ErasureFact& each) { erased_.insert(each.file); },
            [&](const BlobFact& each) { blobs_[each.blob] = each; },
        },
        fact
    );
}

/// What the facts before this one, of the same batch, will have added.
struct KeyBook::Pending {
    std::map<Series, std::uint32_t> files;
    std::map<CompartmentOfFile, std::uint32_t> keys;
    std::map<TeamId, std::uint32_t> team_keys;
};

KeyBook::Misfit KeyBook::misfit(std::span<const Fact> facts) const
{
    Pending pending;
    for (const Fact& fact : facts) {
        const Misfit found = misfit(fact, pending);
        if (found != Misfit::none) return found;
    }
    return Misfit::none;
}

KeyBook::Misfit KeyBook::misfit(const Fact& fact, Pending& pending) const
{
    if (const auto* file = std::get_if<FileFact>(&fact)) {
        const std::uint32_t next = next_ordinal(file->kind, file->organisation, file->year);
        std::uint32_t& added = pending.files[{file->kind, file->organisation, file->year}];
        return file->ordinal == next + added++ && !files_.contains(file->file) ? Misfit::none : Misfit::number_taken;
    }
    if (const auto* key = std::get_if<KeyFact>(&fact)) {
        if (is_erased(key->file)) return Misfit::erased;
        const KeyFact* newest = newest_key(key->file, key->compartment);
        const std::uint32_t last = newest == nullptr ? 0 : newest->epoch;
        std::uint32_t& added = pending.keys[{key->file, key->compartment}];
        return key->epoch == last + ++added ? Misfit::none : Misfit::key_exists;
    }
    if (const auto* blob = std::get_if<BlobFact>(&fact)) {
        return is_erased(blob->file) ? Misfit::erased : Misfit::none;
    }
    if (const auto* team = std::get_if<TeamKeyFact>(&fact)) {
        const TeamKeyFact* newest = newest_team_key(team->team);
        std::uint32_t& added = pending.team_keys[team->team];
        return team->epoch == (newest == nullptr ? 0 : newest->epoch) + ++added ? Misfit::none : Misfit::key_exists;
    }
    return Misfit::none;
}

const FileFact* KeyBook::file(const FileId& file) const
{
    const auto found = files_.find(file);
    return found == files_.end() ? nullptr : &found->second;
}

const BlobFact* KeyBook::blob(const BlobId& blob) const
{
    const auto found = blobs_.find(blob);
    return found == blobs_.end() ? nullptr : &found->second;
}

bool KeyBook::is_erased(const FileId& file) const
{
    return erased_.contains(file);
}

std::vector<FileFact> KeyBook::files_of(FileKind kind, const OrganisationId& organisation) const
{
    std::vector<FileFact> found;
    const auto of_kind = files_by_kind_.find({kind, organisation});
    if (of_kind == files_by_kind_.end()) return found;
    for (const FileId& id : of_kind->second) {
        if (!is_erased(id)) found.push_back(files_.at(id));
    }
    std::sort(found.begin(), found.end(), [](const FileFact& left, const FileFact& right) {
        return std::tie(left.year, left.ordinal) < std::tie(right.year, right.ordinal);
    });
    return found;
}

std::uint32_t KeyBook::next_ordinal(FileKind kind, const OrganisationId& organisation, std::uint16_t year) const
{
    const auto found = ordinals_.find({kind, organisation, year});
    return found == ordinals_.end() ? 1 : found->second + 1;
}

const KeyFact* KeyBook::newest_key(const FileId& file, Compartment compartment) const
{
    const auto found = keys_by_place_.find({file, compartment});
    return found == keys_by_place_.end() ? nullptr : key(found->second.back());
}

const KeyFact* KeyBook::key(const KeyId& key) const
{
    const auto found = keys_.find(key);
    return found == keys_.end() ? nullptr : &found->second;
}

const TeamKeyFact* KeyBook::newest_team_key(const TeamId& team) const
{
    const auto found = team_keys_.find(team);
    return found == team_keys_.end() ? nullptr : &found->second.back();
}

std::vector<TeamKeyFact> KeyBook::team_keys(const TeamId& team) const
{
    const auto found = team_keys_.find(team);
    return found == team_keys_.end() ? std::vector<TeamKeyFact>{} : found->second;
}

std::vector<Holder> KeyBook::holders(const KeyId& key) const
{
    const auto found = holders_.find(key);
    return found == holders_.end() ? std::vector<Holder>{} : found->second;
}

bool KeyBook::holds(const Holder& holder, const KeyId& key) const
{
    const auto found = holders_.find(key);
    return found != holders_.end()
           && std::find(found->second.begin(), found->second.end(), holder) != found->second.end();
}

std::vector<KeyFact> KeyBook::keys_of(std::span<const Holder> holders) const
{
    std::vector<KeyFact> facts;
    std::unordered_set<KeyId> seen;
    for (const Holder& holder : holders) {
        const auto held = held_.find(holder);
        if (held == held_.end()) continue;
        for (const KeyId& id : held->second) {
            const KeyFact* fact = key(id);
            if (fact != nullptr && !is_erased(fact->file) && seen.insert(id).second) facts.push_back(*fact);
        }
    }
    return facts;
}

std::vector<KeyFact> KeyBook::keys_of_file(const FileId& file) const
{
    std::vector<KeyFact> facts;
    const auto first = keys_by_place_.lower_bound({file, Compartment{}});
    for (auto at = first; at != keys_by_place_.end() && at->first.first == file; ++at) {
        for (const KeyId& id : at->second)
            facts.push_back(keys_.at(id));
    }
    return facts;
}

}  // namespace panoh::vault
