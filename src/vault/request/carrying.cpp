// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/request/carrying.hpp"

namespace panoh::request {

namespace {

/// Coarse enough that the length of a page tells little of an answer.
constexpr std::size_t padding = 1024;

Bytes padded(std::string_view text)
{
    ByteWriter writer;
    writer.sized(text);
    Bytes plain = std::move(writer).take();
    plain.resize((plain.size() + padding - 1) / padding * padding);
    return plain;
}

}  // namespace

void Carrying::forget_old()
{
    const auto now = clock_->monotonic();
    std::erase_if(keys_, [&](const auto& each) { return now - each.second.made > key_lives; });
}

std::string Carrying::seal(std::string_view purpose, const Sensitive<std::string>& text)
{
    const std::lock_guard lock(mutex_);
    forget_old();
    const auto now = clock_->monotonic();
    if (keys_.empty() || now - keys_.rbegin()->second.made > new_key_after) {
        const std::uint32_t number = keys_.empty() ? 1 : keys_.rbegin()->first + 1;
        keys_.emplace(number, Kept{crypto::SecretKey::random(*random_), now});
    }
    const auto& [number, kept] = *keys_.rbegin();
    Bytes plain = padded(text.reveal());
    ByteWriter writer;
    writer.u32(number);
    writer.raw(crypto::seal(kept.key, plain, bytes_of(purpose)));
    crypto::wipe(plain);
    return to_base64url(writer.bytes());
}

std::optional<Sensitive<std::string>> Carrying::open(std::string_view purpose, std::string_view sealed)
{
    const auto bytes = from_base64url(sealed);
    if (!bytes) return std::nullopt;
    const std::lock_guard lock(mutex_);
    forget_old();
    ByteReader reader(*bytes);
    const auto found = keys_.find(reader.u32());
    if (!reader.ok() || found == keys_.end()) return std::nullopt;
    auto plain = crypto::open(found->second.key, reader.rest(), bytes_of(purpose));
    if (!plain) return std::nullopt;
    ByteReader inside(*plain);
    Sensitive<std::string> text{std::string(text_of(inside.sized()))};
    const bool whole = inside.ok();
    crypto::wipe(*plain);
    return whole ? std::optional(std::move(text)) : std::nullopt;
}

crypto::SecretBytes Carrying::hand_over()
{
    const std::lock_guard lock(mutex_);
    forget_old();
    ByteWriter writer;
    for (const auto& [number, kept] : keys_) {
        writer.u32(number);
        writer.u64(static_cast<std::uint64_t>(kept.made.count()));
        writer.raw(kept.key.view());
    }
    return crypto::SecretBytes(std::move(writer).take());
}

void Carrying::take_over(BytesView handed)
{
    const std::lock_guard lock(mutex_);
    ByteReader reader(handed);
    while (reader.ok() && !reader.finished()) {
        const std::uint32_t number = reader.u32();
        const std::chrono::nanoseconds made(static_cast<std::int64_t>(reader.u64()));
        auto key = crypto::SecretKey::from(reader.raw(crypto::SecretKey::size));
        if (reader.ok() && key) keys_.insert_or_assign(number, Kept{std::move(*key), made});
    }
    forget_old();
}

}  // namespace panoh::request
