// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/files/pages_parts.hpp"
#include "vault/vault.hpp"

#include <optional>
#include <string>
#include <string_view>

/// Files in forms of any slice: chosen, sent whole without scripts or in pieces with them, and kept until the form is
/// right. A broken line, a restart of the program or another day cost one piece.
namespace panoh::files {

inline constexpr std::string_view file_input = "file";
inline constexpr std::string_view upload_input = "upload";

/// The longest form that carries a file, in bytes; longer files need a browser with scripts.
inline constexpr std::size_t longest_form = 512U << 20U;

/// Where a file is chosen; or which one has come in.
struct FileChoice {
    std::string label;
    std::string hint;
    std::string mistake;  ///< about the file; empty: none
    const std::optional<vault::Upload>& upload;
};
Html file_choice(const PageContext& context, const FileChoice& choice);

/// A form with a file, below the reader's files that came in whole or in part and belong to nothing yet. `place` is the
/// address of the page with this form, `target` where it goes.
Html incoming_form(
    const PageContext& context,
    const Url& place,
    const Url& target,
    const Html& body,
    const std::optional<vault::Upload>& upload
);

/// The file of the form that was sent: taken while it came in, short enough to stand in the request, or one that waits
/// since an earlier try. None when nothing was chosen.
Result<std::optional<BlobId>> chosen_upload(PageContext& context);
/// The file that the address of a form names; none when it names none.
Result<std::optional<vault::Upload>> waiting_upload(PageContext& context);

}  // namespace panoh::files
