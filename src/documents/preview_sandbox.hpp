// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

namespace panoh::documents {

/// Before anything is read: little memory, time and files, no core dump, no new rights, death with the parent.
bool limit_this_process() noexcept;

/// From here on: no network, no other process, nothing executable, nothing written but to what is open, and nothing
/// opened. With `fonts`, fonts of the system may be read where the kernel can keep reading to them. False when the
/// kernel cannot promise it: then nothing may be decoded.
bool close_this_process(bool fonts) noexcept;

}  // namespace panoh::documents
