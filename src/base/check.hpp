// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace panoh {

/// Ends the process after naming the broken assumption. Never judges input: only our own bugs.
[[noreturn]] void check_failed(const char* condition, const char* file, int line) noexcept;

}  // namespace panoh

/// Stays on in release builds; guards an invariant of our own code.
#define PANOH_CHECK(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition)) ::panoh::check_failed(#condition, __FILE__, __LINE__);                                       \
    } while (false)
