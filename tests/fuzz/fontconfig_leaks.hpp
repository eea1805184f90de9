// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

/// Fontconfig keeps its pointers as offsets, which a leak checker does not recognise: what it holds looks lost.
/// Included once by a fuzz program that sets text.
// NOLINTNEXTLINE(bugprone-reserved-identifier,readability-identifier-naming): the name that the sanitizer asks for
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()  // NOLINT(bugprone-reserved-identifier)
{
    return "leak:libfontconfig";
}
