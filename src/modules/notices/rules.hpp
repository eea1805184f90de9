// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// When somebody is reminded by e-mail, and what e-mail settings can be; plain values only.
namespace panoh::notices {

inline constexpr int first_hour = 6;
inline constexpr int last_hour = 20;
inline constexpr int usual_hour = 9;

/// One letter a day at most, from the chosen hour of the day on and never after 21:00: a letter at night frightens.
/// Days are "2026-11-22", `hour` is of the local wall; `sent_on` is the day of the last letter, or empty.
bool is_time_to_remind(int wished_hour, int hour, std::string_view sent_on, std::string_view today);

/// A field that cannot be taken, and the message that says so.
struct Problem {
    std::string field;
    MessageId message;
};

/// As typed in.
struct RelayForm {
    std::string host, port, protection, login, password, sender;
};
std::vector<Problem> problems_of(const RelayForm& form);

struct WishForm {
    bool on = false;
    std::string address, hour;
};
/// Without the wish for letters nothing can be wrong: an address may stay for later.
std::vector<Problem> problems_of(const WishForm& form);

/// A whole number from `least` to `most`; -1 for any other text.
std::int64_t number_in(std::string_view text, std::int64_t least, std::int64_t most);

}  // namespace panoh::notices
