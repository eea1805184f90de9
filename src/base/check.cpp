// SPDX-License-Identifier: AGPL-3.0-or-later
#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace panoh {

void check_failed(const char* condition, const char* file, int line) noexcept
{
    std::fprintf(stderr, "panoh: internal check failed: %s (%s:%d)\n", condition, file, line);
    std::abort();
}

}  // namespace panoh
