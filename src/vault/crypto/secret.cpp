// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/crypto/secret.hpp"

#include "base/check.hpp"

#include <sodium.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <sys/mman.h>
#include <utility>
#include <vector>

namespace panoh::crypto {

namespace {

/// Slots of 32 bytes in pages that are locked and left out of core dumps.
class Arena {
public:
    std::uint8_t* take()
    {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) grow();
        std::uint8_t* slot = free_.back();
        free_.pop_back();
        return slot;
    }

    void give_back(std::uint8_t* slot) noexcept
    {
        sodium_memzero(slot, SecretKey::size);
        const std::lock_guard lock(mutex_);
        free_.push_back(slot);
    }

    [[nodiscard]] bool locked() const noexcept { return locked_; }

private:
    static constexpr std::size_t chunk_size = 65536;

    void grow()
    {
        void* pages = ::mmap(nullptr, chunk_size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        PANOH_CHECK(pages != MAP_FAILED);
        if (::mlock(pages, chunk_size) != 0) locked_ = false;
        ::madvise(pages, chunk_size, MADV_DONTDUMP);
        auto* bytes = static_cast<std::uint8_t*>(pages);
        slots_ += chunk_size / SecretKey::size;
        free_.reserve(slots_);
        for (std::size_t at = 0; at < chunk_size; at += SecretKey::size)
            free_.push_back(bytes + at);
    }

    std::mutex mutex_;
    std::vector<std::uint8_t*> free_;
    std::size_t slots_ = 0;
    std::atomic<bool> locked_ = true;
};

Arena& arena()
{
    static auto* shared = new Arena;  // NOLINT(cppcoreguidelines-owning-memory): outlives every key
    return *shared;
}

}  // namespace

SecretKey::SecretKey()
    : slot_(arena().take())
{}

SecretKey::SecretKey(std::span<const std::uint8_t, size> bytes)
    : SecretKey()
{
    std::copy(bytes.begin(), bytes.end(), slot_);
}

SecretKey SecretKey::random(Random& random)
{
    SecretKey key;
    random.fill(key.writable());
    return key;
}

std::optional<SecretKey> SecretKey::from(BytesView bytes)
{
    if (bytes.size() != size) return std::nullopt;
    return SecretKey(bytes.first<size>());
}

SecretKey::SecretKey(SecretKey&& other) noexcept
    : slot_(std::exchange(other.slot_, nullptr))
{}

SecretKey& SecretKey::operator=(SecretKey&& other) noexcept
{
    std::swap(slot_, other.slot_);
    return *this;
}

SecretKey::~SecretKey()
{
    if (slot_ != nullptr) arena().give_back(slot_);
}

SecretKey SecretKey::copy() const
{
    return SecretKey(view());
}

std::span<const std::uint8_t, SecretKey::size> SecretKey::view() const noexcept
{
    PANOH_CHECK(slot_ != nullptr);
    return std::span<const std::uint8_t, size>(slot_, size);
}

std::span<std::uint8_t, SecretKey::size> SecretKey::writable() noexcept
{
    PANOH_CHECK(slot_ != nullptr);
    return std::span<std::uint8_t, size>(slot_, size);
}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept
{
    std::swap(bytes_, other.bytes_);
    return *this;
}

SecretBytes::~SecretBytes()
{
    wipe(bytes_);
}

void wipe(std::span<std::uint8_t> bytes) noexcept
{
    sodium_memzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) noexcept
{
    sodium_memzero(text.data(), text.size());
    text.clear();
}

bool arena_is_locked() noexcept
{
    const SecretKey probe;
    return arena().locked();
}

}  // namespace panoh::crypto
