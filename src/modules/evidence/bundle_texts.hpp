// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evidence/archive.hpp"
#include "modules/evidence/bundle.hpp"

#include <functional>
#include <string>
#include <vector>

/// The files of a bundle. Everything that a stranger needs, and nothing that takes this program to read.
namespace panoh::evidence {

/// "originals/A-2026-0043-E01.jpg"; empty for a thing.
std::string original_name(const Item& item);

/// Files of signatures, public keys and, when they were asked for, free words of every entry.
std::vector<ArchivePart> signature_parts(const TakenOut& out);

/// The transcript of the ledger, and every entry as it lies there with what opens its outer layer and its codes.
std::vector<ArchivePart> ledger_parts(const TakenOut& out);

/// The extract of custody for programs.
std::string custody_json(const TakenOut& out);

/// What `sha256sum -c` checks: a line for every file with its hash. Hashes of originals are those of their items.
std::string sums_of(const TakenOut& out, const std::vector<ArchivePart>& texts);

/// The commands of the guide, as they are typed in a folder where the bundle was unpacked.
inline constexpr const char* hash_command = "sha256sum -c SHA256SUMS";
inline constexpr const char* signature_command =
    "for s in signatures/*.statement; do openssl pkeyutl -verify -rawin -pubin"
    " -inkey \"keys/$(cat \"${s%.statement}.key\").pem\" -sigfile \"${s%.statement}.sig\" -in \"$s\"; done";
inline constexpr const char* previous_command = "sha256sum signatures/*.statement";
inline constexpr const char* read_command = "for s in signatures/*.statement; do tr '\\000' '\\n' < \"$s\"; echo; done";
/// Every signed line names the ledger as it was before: is it the one of the transcript?
inline constexpr const char* order_command =
    R"(for s in signatures/*.statement; do
      n=$(grep -ao '"ledger_entry":[0-9]*' "$s" | tr -dc 0-9)
      h=$(head -n "$n" ledger/transcript.txt | sha256sum | cut -c1-64)
      grep -aq "\"ledger_sha256\":\"$h\"" "$s" && echo "$s: OK" || echo "$s: DIFFERENT"
    done)";
/// Does every entry stand in the transcript?
inline constexpr const char* standing_command =
    R"(for e in ledger/*.entry; do
      h=$(sha256sum < "$e" | cut -c1-64)
      grep -q " $h\$" ledger/transcript.txt && echo "$e: OK" || echo "$e: MISSING"
    done)";
/// Was the entry signed by the same key, and does it hold the signed line?
inline constexpr const char* opening_command =
    R"(mkdir -p opened; for e in ledger/*.entry; do
      n=$(basename "$e" .entry)
      read -r k1 c1 from size k2 c2 < "ledger/$n.open"
      tail -c +33 "$e" | head -c -16 | openssl enc -d -chacha20 -K "$k1" -iv "$c1" > "opened/$n"
      { printf 'panoh/entry/v1\0'; head -c -64 "opened/$n"; } > "opened/$n.message"
      tail -c 64 "opened/$n" > "opened/$n.sig"
      openssl pkeyutl -verify -rawin -pubin -inkey "keys/$(cat "signatures/$n.key").pem" \
        -sigfile "opened/$n.sig" -in "opened/$n.message"
      h=$(sha256sum < "signatures/$n.statement" | cut -c1-64)
      tail -c "+$from" "opened/$n" | head -c "$size" | openssl enc -d -chacha20 -K "$k2" -iv "$c2" \
        | grep -q "\"statement_sha256\":\"$h\"" && echo "$n: OK" || echo "$n: DIFFERENT"
    done)";

}  // namespace panoh::evidence
