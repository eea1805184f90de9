// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/sensitive.hpp"
#include "forms/definition.hpp"
#include "vault/blobs.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace panoh::files {

/// An attachment as its reader sees it.
struct Attachment {
    RecordId record;
    FileId file;
    std::string type;  ///< record type: one for each part of a file
    forms::Compartment compartment = forms::Compartment::core;
    std::uint32_t revision = 0;
    bool removed = false;
    std::string number;  ///< neutral: "A-2026-0043-601"
    std::string kind;    ///< of list `attachment_kinds`
    std::string received_on;
    std::string media_type;
    std::uint64_t size = 0;
    std::string sha256;  ///< hex
    RecordId about;      ///< the record that it belongs to, or none
    bool delicate = false;
    Sensitive<std::string> name;       ///< as people call it
    Sensitive<std::string> file_name;  ///< as the sender's machine called it
    std::optional<vault::BlobKey> blob;
    UserId author;  ///< of the newest revision
    Timestamp written_at{};
};

/// Where something is to be attached.
struct Place {
    FileId file;
    forms::Compartment compartment = forms::Compartment::core;
    RecordId about;  ///< a record of that part of the file, or none
};

}  // namespace panoh::files
