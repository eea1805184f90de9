// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/message.hpp"
#include "base/result.hpp"
#include "records/work.hpp"
#include "web/html/url.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace panoh::web {

class PageContext;

/// A line of My work as a slice hands it in. The sentences name nobody.
struct WorkItem : records::WorkLine {
    Message what;                            ///< what is to be done
    std::string heading_field;               ///< text of `record` that stands in its place for those who may read it
    html::Url page = html::Url::local("/");  ///< where it is done
    std::optional<html::Url> home;           ///< where the number leads; none: to `page`
    std::optional<Message> remark;           ///< one more line, e.g. since when the coordinator knows
};

/// Whose work is wanted, and what counts as new.
struct WorkWish {
    bool everybody = false;  ///< of the whole organisation, as far as the reader sees it; else the reader's own
    std::string today;       ///< "2026-11-22"
    Timestamp since{};       ///< the reader's last visit: what was written later is new
};

/// How a slice puts its lines into My work: within the reader's rights, in any order. `app.cpp` lists the providers.
using WorkProvider = std::function<Result<std::vector<WorkItem>>(PageContext&, const WorkWish&)>;

/// Days as "2026-11-22", both included.
struct DaySpan {
    std::string first;
    std::string last;
};

/// What the calendar shows besides the lines of My work: also what is over, and what nobody has to do.
using CalendarProvider = std::function<Result<std::vector<WorkItem>>(PageContext&, const WorkWish&, const DaySpan&)>;

}  // namespace panoh::web
