// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/log.hpp"

#include "base/clock.hpp"

#include <cstdio>

namespace panoh {

void log_line(LogLevel level, std::string_view text)
{
    const char* word = level == LogLevel::error ? "error" : level == LogLevel::warning ? "warning" : "info";
    fmt::print(stderr, "{} {} {}\n", to_iso(system_clock().now()), word, text);
}

}  // namespace panoh
