// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "forms/definition.hpp"
#include "web/pages/components.hpp"

/// What a part of a page that is closed already holds of a record.
namespace panoh::web {

/// All answered fields as term and description, accounts open: for `closed_account`, so that one step opens them.
Html account_facts(const PageContext& context, const forms::RecordType& type, const boost::json::object& merged);

}  // namespace panoh::web
