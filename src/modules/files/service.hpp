// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/files/types.hpp"
#include "records/records.hpp"

#include <string>
#include <vector>

namespace panoh::files {

/// Parts of a file to which this caller may attach something, in the order of compartments.
std::vector<const forms::RecordType*>
places_for(const records::Records& records, const records::Caller& caller, const FileId& file);

/// Whether something may be attached there. `not_found` for a file, part or record that is not there for the caller,
/// `denied` when the caller may not write there.
Result<const forms::RecordType*>
check_place(const records::Records& records, const records::Caller& caller, const Place& place);

/// Makes a record of a file that has come in. With problems nothing is written and the upload waits on. The media type
/// is found in the bytes. The batch names the record, so that a repeated form answers as the first did.
Result<records::FormOutcome> attach(
    const records::Records& records,
    const records::Caller& caller,
    const Place& place,
    const BlobId& upload,
    const forms::Submission& submission,
    const BatchId& batch
);

/// `not_found` for a record that is no attachment; reading it is noted.
Result<Attachment>
open_attachment(const records::Records& records, const records::Caller& caller, const RecordId& record);

/// Attachments of a part of a file that the caller may read, newest first; none of parts that are closed to them.
Result<std::vector<Attachment>>
attachments_of(const records::Records& records, const records::Caller& caller, const FileId& file);

/// Bytes of the original from `offset` on.
Result<Bytes>
read_original(const vault::Vault& vault, const Attachment& attachment, std::uint64_t offset, std::size_t length);

}  // namespace panoh::files
