// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"
#include "modules/casework/service.hpp"

#include <boost/json.hpp>

#include <chrono>
#include <string_view>
#include <vector>

/// What a screening page shows beside its form. Pure; nothing here concludes or decides about help.
namespace panoh::intake {

/// One sentence on what can still be documented. Rules of thumb, to be confirmed by a physician.
struct DocumentPoint {
    bool is_urgent = false;
    MessageId sentence;
};
/// By the time since the last event; what can always be documented comes last.
std::vector<DocumentPoint> what_can_be_documented(const boost::json::object& screening, std::chrono::sys_days today);

/// An element of CAT art. 1 beside what art. 16 asks, and the fields that note it.
struct ElementRow {
    MessageId name;
    MessageId article_1;
    MessageId article_16;
    std::vector<std::string_view> fields;
};
std::vector<ElementRow> element_rows();

/// Members of the family who may be affected, as persons of the case that is opened. Nobody of them was asked
/// anything yet.
std::vector<casework::CasePerson> family_of(const boost::json::object& screening);

}  // namespace panoh::intake
