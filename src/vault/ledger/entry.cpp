// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/ledger/entry.hpp"

#include "base/check.hpp"

#include <algorithm>

namespace panoh::ledger {

namespace {

constexpr std::string_view magic = "PN";
constexpr std::string_view signature_purpose = "panoh/entry/v1";
constexpr std::size_t padding = 256;

Bytes clear_part(std::uint32_t epoch)
{
    ByteWriter writer;
    writer.raw(bytes_of(magic));
    writer.u8(format_version);
    writer.u8(suite);
    writer.u32(epoch);
    return std::move(writer).take();
}

Bytes place_data(BytesView clear, storage::Chain chain, std::uint64_t seq)
{
    ByteWriter writer;
    writer.raw(clear);
    writer.u8(static_cast<std::uint8_t>(chain));
    writer.u64(seq);
    return std::move(writer).take();
}

Bytes box_data(const Header& header, std::string_view box_name)
{
    ByteWriter writer;
    writer.raw(encode(header));
    writer.u8(0);
    writer.raw(bytes_of(box_name));
    return std::move(writer).take();
}

Bytes signed_bytes(const SignedEntry& entry)
{
    ByteWriter writer;
    writer.sized(encode(entry.header));
    writer.sized(entry.coded);
    writer.sized(entry.content);
    return std::move(writer).take();
}

template <class AnyId>
AnyId read_id(ByteReader& reader)
{
    return AnyId::from_bytes(reader.raw(AnyId::size)).value_or(AnyId{});
}

bool is_known(std::uint8_t kind)
{
    return kind >= static_cast<std::uint8_t>(EntryKind::record)
           && kind <= static_cast<std::uint8_t>(EntryKind::erasure);
}

}  // namespace

Bytes encode(const Header& header)
{
    ByteWriter writer;
    writer.u8(static_cast<std::uint8_t>(header.kind));
    writer.u8(header.flags);
    writer.raw(header.file.view());
    writer.raw(header.record.view());
    writer.raw(header.author.view());
    writer.raw(header.batch.view());
    writer.u16(header.batch_index);
    writer.u16(header.batch_count);
    writer.sized(header.type);
    writer.u16(header.type_version);
    writer.u32(header.revision);
    writer.u32(header.base);
    writer.u8(header.compartment);
    writer.raw(header.key.view());
    writer.u64(static_cast<std::uint64_t>(header.written_at.time_since_epoch().count()));
    return std::move(writer).take();
}

Result<Header> decode_header(BytesView bytes)
{
    ByteReader reader(bytes);
    Header header;
    const std::uint8_t kind = reader.u8();
    header.kind = static_cast<EntryKind>(kind);
    header.flags = reader.u8();
    header.file = read_id<FileId>(reader);
    header.record = read_id<RecordId>(reader);
    header.author = read_id<UserId>(reader);
    header.batch = read_id<BatchId>(reader);
    header.batch_index = reader.u16();
    header.batch_count = reader.u16();
    header.type = std::string(text_of(reader.sized()));
    header.type_version = reader.u16();
    header.revision = reader.u32();
    header.base = reader.u32();
    header.compartment = reader.u8();
    header.key = read_id<KeyId>(reader);
    header.written_at = Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(reader.u64())));
    if (!reader.finished() || !is_known(kind)) return fail(ErrorCode::damaged, "an entry header does not read");
    return header;
}

Bytes seal_box(const crypto::SecretKey& key, const Header& header, std::string_view box_name, std::string_view text)
{
    std::string padded(text);
    padded.resize((text.size() / padding + 1) * padding, ' ');
    Bytes box = crypto::seal(key, bytes_of(padded), box_data(header, box_name));
    crypto::wipe(padded);
    return box;
}

Result<std::string>
open_box(const crypto::SecretKey& key, const Header& header, std::string_view box_name, BytesView box)
{
    auto plain = crypto::open(key, box, box_data(header, box_name));
    if (!plain) return plain.error();
    std::string text(text_of(*plain));
    crypto::wipe(*plain);
    return text;
}

SignedEntry sign_entry(const crypto::SignPair& author, Header header, Bytes coded, Bytes content)
{
    SignedEntry entry{std::move(header), std::move(coded), std::move(content), {}};
    entry.signature = crypto::sign(author, signature_purpose, signed_bytes(entry));
    return entry;
}

bool signature_holds(const crypto::PublicKey& author, const SignedEntry& entry)
{
    return crypto::verify(author, signature_purpose, signed_bytes(entry), entry.signature);
}

storage::StoredEntry place(
    storage::Chain chain,
    const storage::Head& head,
    std::uint32_t epoch,
    const crypto::SecretKey& node_key,
    const SignedEntry& entry
)
{
    ByteWriter inner;
    inner.raw(signed_bytes(entry));
    inner.raw(entry.signature);
    storage::StoredEntry stored;
    stored.seq = head.seq + 1;
    stored.previous = head.hash;
    stored.epoch = epoch;
    stored.sealed = clear_part(epoch);
    const Bytes box = crypto::seal(node_key, inner.bytes(), place_data(stored.sealed, chain, stored.seq));
    stored.sealed.insert(stored.sealed.end(), box.begin(), box.end());
    stored.hash = link_hash(stored.previous, stored.seq, stored.sealed);
    return stored;
}

Result<SignedEntry> unplace(storage::Chain chain, const crypto::SecretKey& node_key, const storage::StoredEntry& stored)
{
    const Bytes expected = clear_part(stored.epoch);
    const BytesView sealed(stored.sealed);
    if (sealed.size() < clear_size || !std::equal(expected.begin(), expected.end(), sealed.begin())) {
        return fail(ErrorCode::damaged, "entry " + std::to_string(stored.seq) + " has an unknown format");
    }
    const auto inner =
        crypto::open(node_key, sealed.subspan(clear_size), place_data(sealed.first(clear_size), chain, stored.seq));
    if (!inner) return fail(ErrorCode::damaged, "entry " + std::to_string(stored.seq) + " does not open");
    ByteReader reader(*inner);
    auto header = decode_header(reader.sized());
    const BytesView coded = reader.sized();
    const BytesView content = reader.sized();
    const BytesView signature = reader.raw(std::tuple_size_v<crypto::Signature>);
    if (!header || !reader.finished()) {
        return fail(ErrorCode::damaged, "entry " + std::to_string(stored.seq) + " does not read");
    }
    SignedEntry entry{
        std::move(*header),
        Bytes(coded.begin(), coded.end()),
        Bytes(content.begin(), content.end()),
        {},
    };
    std::copy(signature.begin(), signature.end(), entry.signature.begin());
    return entry;
}

Hash256 link_hash(const Hash256& previous, std::uint64_t seq, BytesView sealed)
{
    ByteWriter number;
    number.u64(seq);
    return crypto::hash({previous, number.bytes(), sealed});
}

Result<ChainReport> walk(storage::Store& store, storage::Chain chain)
{
    ChainReport report;
    auto done = store.scan(chain, 0, [&](const storage::StoredEntry& stored) {
        const auto wrong = [&](const char* sentence) {
            report.first_bad = report.entries + 1;
            report.problem = sentence;
            return false;
        };
        if (stored.seq != report.entries + 1) return wrong("an entry is missing");
        if (stored.previous != report.head) return wrong("the entry does not follow the one before it");
        const Bytes expected = clear_part(stored.epoch);
        if (stored.sealed.size() < clear_size || !std::equal(expected.begin(), expected.end(), stored.sealed.begin())) {
            return wrong("the entry has an unknown format");
        }
        if (stored.hash != link_hash(stored.previous, stored.seq, stored.sealed)) {
            return wrong("the entry was changed after it was written");
        }
        ++report.entries;
        report.head = stored.hash;
        return true;
    });
    if (!done) return done.error();
    return report;
}

}  // namespace panoh::ledger
