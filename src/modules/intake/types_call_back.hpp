// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/sensitive.hpp"
#include "modules/intake/types.hpp"

#include <string>
#include <vector>

/// How a caller may be called, and what came of trying. Times of the wall are those of the node's zone.
namespace panoh::intake {

/// What the caller said about calling them.
struct CallRules {
    std::string safety;             ///< of list `contact_safety`
    std::string from;               ///< "18:00"; empty: from the beginning of the day
    std::string until;              ///< empty: until its end; at or before `from`: on the next day
    std::vector<std::string> days;  ///< of list `weekdays`; none: every day
    int pause_hours = 0;            ///< least time between two calls
    std::string voicemail;          ///< of list `voicemail_answers`
    Sensitive<std::string> say_who;
    Sensitive<std::string> in_words;  ///< "Safe contact" as it was told

    [[nodiscard]] bool has_hours() const { return !from.empty() || !until.empty() || !days.empty(); }
};

struct Try {
    RecordId id;
    std::string at;       ///< moment
    std::string outcome;  ///< of list `call_back_outcomes`
    std::string next_try;
    UserId called_by;
    Sensitive<std::string> number;
    Sensitive<std::string> note;
    bool off_hours = false;
};

enum class CallVerdict {
    allowed,
    not_now,   ///< outside the hours and days that the caller gave
    too_soon,  ///< before the pause between two calls is over
    never,
};

struct CallPermission {
    CallVerdict verdict = CallVerdict::allowed;
    std::string next;  ///< the moment from which a call is allowed; empty for `never`
};

/// A contact as whoever is about to call sees it.
struct CallBack {
    Call call;
    Sensitive<std::string> phone;
    CallRules rules;
    std::vector<Try> tries;  ///< newest first
    CallPermission permission;
    bool asks_first = false;  ///< the number is shown to who asks for it, and that is noted
};

}  // namespace panoh::intake
