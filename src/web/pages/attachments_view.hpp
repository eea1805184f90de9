// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "web/pages/components.hpp"

namespace panoh::web {

/// "Files": how many belong to a record, or to the whole part of the file when `about` is none, and the way to attach
/// one. Nothing where the part takes no attachments.
Html attachments_section(
    const PageContext& context, const FileId& file, forms::Compartment compartment, const RecordId& about
);

}  // namespace panoh::web
