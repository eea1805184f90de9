// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/result.hpp"
#include "web/http/request.hpp"

#include <string>

namespace panoh::web {

/// Takes the files of one form while they come in, piece by piece, so that no body has to stand in memory. Called on
/// handler threads, one call after the other. One that dies between `begin` and `finish` lets go what it has: the line
/// broke. A failure refuses the request.
class FileReceiver {
public:
    FileReceiver() = default;
    FileReceiver(const FileReceiver&) = delete;
    FileReceiver& operator=(const FileReceiver&) = delete;
    virtual ~FileReceiver() = default;

    /// A file starts; `fields` are those that stood before it in the form.
    virtual Result<void> begin(const Parameters& fields, const Upload& file) = 0;
    virtual Result<void> take(BytesView piece) = 0;
    /// The file has come in; the answer becomes `Upload::stored`.
    virtual Result<std::string> finish() = 0;
};

}  // namespace panoh::web
