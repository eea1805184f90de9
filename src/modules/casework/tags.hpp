// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "records/records.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Words of an organisation for cases that belong together in its work. They stand in its register: a tag of another
/// organisation has no name here and is left out.
namespace panoh::casework {

inline constexpr std::size_t longest_tag = 40;  ///< characters

struct Tag {
    RecordId record;
    std::uint32_t revision = 0;
    Sensitive<std::string> name;
    bool retired = false;   ///< stays where it is, and is put on no other case
    std::size_t cases = 0;  ///< that carry it, as far as the reader may read them
};

/// What is wrong with a name, beside the names that are taken already: empty, too long, in several lines, or there
/// already (letter case and spaces around it do not count).
std::optional<MessageId> tag_problem(std::string_view name, std::span<const std::string> taken);

/// The tags of the caller's organisation, by name; those in use first. Empty for who may not read the register.
Result<std::vector<Tag>> tags_of(const records::Records& records, const records::Caller& caller);

/// The same without counting cases.
Result<std::vector<Tag>> tag_names(const records::Records& records, const records::Caller& caller);

/// Adds a tag when `record` is none, else gives it another name. `invalid_input` with the sentence of `tag_problem`.
Result<void> save_tag(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    std::string name,
    const BatchId& batch
);
/// Takes a tag out of use, or back into it.
Result<void> retire_tag(
    const records::Records& records,
    const records::Caller& caller,
    const RecordId& record,
    std::uint32_t base,
    bool retired,
    const BatchId& batch
);

/// A tag as it stands on a case.
struct CaseTag {
    FileId file;    ///< of the case
    RecordId mark;  ///< of type `case_tag`
    RecordId tag;
};
/// Tags of the cases that the caller may read; only of the caller's organisation. Empty `files`: of all of them.
Result<std::vector<CaseTag>>
tags_on(const records::Records& records, const records::Caller& caller, std::span<const FileId> files);

/// Puts a tag on a case, once. `invalid_input` for a tag that is retired or not the organisation's.
Result<void> tag_case(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    const RecordId& tag,
    const BatchId& batch
);
/// Takes it off again; nothing when it is not there.
Result<void> untag_case(
    const records::Records& records,
    const records::Caller& caller,
    const FileId& case_file,
    const RecordId& tag,
    const BatchId& batch
);

}  // namespace panoh::casework
