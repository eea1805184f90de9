// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "modules/evaluation/service.hpp"

/// What services of signing have in common.
namespace panoh::evaluation {

/// Where signatures of a part lie: the main file, or what is kept apart.
FileId report_file(const Opened& evaluation, bool apart);
/// What they are about: the draft, or what is kept apart.
FileId draft_file(const Opened& evaluation, bool apart);
/// A further revision of a record, with what it says now.
vault::RecordChange revision_of(const vault::Record& record);

}  // namespace panoh::evaluation
