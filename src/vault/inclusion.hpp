// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/bytes.hpp"
#include "base/result.hpp"
#include "vault/crypto/crypto.hpp"
#include "vault/crypto/sha256.hpp"
#include "vault/storage/store.hpp"

#include <cstdint>
#include <mutex>
#include <string>

/// How a stranger sees with `sha256sum` and `openssl` alone that an entry stands in the ledger (docs/encryption.md).
///
///   line of an entry = its number in decimal ‖ " " ‖ SHA-256 of its sealed bytes in hex ‖ "\n"
///   transcript of N  = the lines of entries 1 … N of the chain of records
///
/// A statement of custody names the SHA-256 of the transcript as it was signed, so that whoever signs vouches for the
/// order of everything before it. Hashes of sealed bytes tell nothing about the entries that stay here.
namespace panoh::vault {

/// The line of one entry.
std::string transcript_line(const storage::StoredEntry& stored);

/// The running hash of the transcript. Thread-safe.
class TranscriptHash {
public:
    /// Of the first `entries` entries, in hex; `not_found` when there are not so many.
    Result<std::string> upto(storage::Store& store, std::uint64_t entries);

private:
    std::mutex mutex_;
    crypto::Sha256 hash_;
    std::uint64_t entries_ = 0;
};

/// One entry with what opens its outer layer and its coded box, and nothing else.
struct InclusionProof {
    std::uint64_t seq = 0;
    Bytes sealed;                ///< as it lies in the ledger: clear part ‖ nonce ‖ text ‖ tag
    crypto::OneBoxKey outer;     ///< opens to: header ‖ boxes ‖ signature
    std::size_t coded_from = 0;  ///< where the text of the coded box begins in that, counted from 1
    std::size_t coded_size = 0;
    crypto::OneBoxKey coded;
};

}  // namespace panoh::vault
