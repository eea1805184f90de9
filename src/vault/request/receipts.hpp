// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/random.hpp"
#include "base/sensitive.hpp"
#include "vault/crypto/crypto.hpp"

#include <string>
#include <string_view>

/// Eight words with which somebody without an account finds the answers to what they wrote, and nobody else does.
namespace panoh::request {

inline constexpr std::size_t words_of_a_receipt = 8;  ///< 96 bits of the shortest list

/// Always the same words for a seed and a language, so that a form that is sent twice has one receipt. A language
/// without a list gets the words of one that its speakers are likely to read.
Sensitive<std::string> receipt_words(const crypto::SecretKey& seed, std::string_view language);

/// What the words turn into: where answers lie, and what opens them. Neither can be had from the other.
struct Receipt {
    std::string place;  ///< 32 hexadecimal digits
    crypto::BoxPair box;
};

/// Argon2id over the words, however they were typed: case, «ё», punctuation and spaces do not count. `busy` when
/// memory is short. Callers bound how many run at once.
Result<crypto::Stretched>
stretch_receipt(const Sensitive<std::string>& words, const crypto::Salt& salt, const crypto::StretchCost& cost);
Receipt receipt_of(const crypto::Stretched& stretched);

/// The record that stands for something known by its name alone: the same for the same purpose and name.
RecordId record_named(std::string_view purpose, std::string_view name);

/// Whether a text is a place.
bool is_place(std::string_view text) noexcept;

}  // namespace panoh::request
