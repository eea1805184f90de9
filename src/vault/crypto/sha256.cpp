// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/crypto/sha256.hpp"

#include <sodium.h>

namespace panoh::crypto {

struct Sha256::State {
    crypto_hash_sha256_state hash{};
    ~State() { sodium_memzero(&hash, sizeof hash); }
};

Sha256::Sha256()
    : state_(std::make_unique<State>())
{
    crypto_hash_sha256_init(&state_->hash);
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(BytesView piece)
{
    crypto_hash_sha256_update(&state_->hash, piece.data(), piece.size());
}

Hash256 Sha256::so_far() const
{
    State copy;
    copy.hash = state_->hash;
    Hash256 out{};
    crypto_hash_sha256_final(&copy.hash, out.data());
    return out;
}

Hash256 Sha256::finish()
{
    Hash256 out{};
    crypto_hash_sha256_final(&state_->hash, out.data());
    return out;
}

}  // namespace panoh::crypto
