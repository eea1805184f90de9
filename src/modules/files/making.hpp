// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/files/types.hpp"
#include "records/records.hpp"

#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Attachments that the program itself makes: they go into a batch of another slice, whole or not at all with it.
namespace panoh::files {

/// A file in memory. The name is neutral: it is shown to whoever may read the attachment.
struct MadeFile {
    std::string name;
    std::string media_type;
    Sensitive<std::string> bytes;
};

/// Numbers of attachments are counted and taken in one step: held until the batch is written.
std::mutex& numbering();
/// The number that the next attachment of a part of a file gets; `ahead` others were counted before it.
Result<std::string>
next_number(const vault::Vault& vault, const forms::RecordType& type, const FileId& file, std::size_t ahead);

/// Seals files and holds what a batch needs to make attachments of them. What was not handed over is given up again.
class MadeFiles {
public:
    MadeFiles(const records::Records& records, const records::Caller& caller);
    MadeFiles(const MadeFiles&) = delete;
    MadeFiles& operator=(const MadeFiles&) = delete;
    MadeFiles(MadeFiles&&) = delete;
    MadeFiles& operator=(MadeFiles&&) = delete;
    ~MadeFiles();

    /// Seals the bytes of each; with `numbering()` held.
    Result<void> seal(const Place& place, std::string_view kind, std::span<const MadeFile> made);
    /// The records of the attachments and what is said of their bytes, once.
    void hand_over(vault::Batch& batch);

private:
    Result<void>
    seal_one(const forms::RecordType& type, const Place& place, std::string_view kind, const MadeFile& made);

    const records::Records* records_;
    const records::Caller* caller_;
    std::vector<BlobId> uploads_;
    std::vector<vault::RecordChange> made_;
    std::vector<vault::Fact> facts_;
};

/// All bytes of an attachment; `damaged` when they are not those that its record tells of.
Result<Sensitive<std::string>> bytes_of_attachment(const vault::Vault& vault, const Attachment& attachment);

}  // namespace panoh::files
