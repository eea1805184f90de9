// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <fmt/core.h>

#include <string_view>

namespace panoh {

enum class LogLevel { info, warning, error };

/// One line on standard error: time, level, text. Callers pass codes, counts and ids only.
void log_line(LogLevel level, std::string_view text);

/// `Sensitive` values do not compile here.
template <class... Arguments>
void log(LogLevel level, fmt::format_string<Arguments...> format, Arguments&&... arguments)
{
    log_line(level, fmt::format(format, std::forward<Arguments>(arguments)...));
}

}  // namespace panoh
