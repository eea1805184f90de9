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

}  // namespace panoh::evidence
