// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

/// Time between what happened and the examination (item Q49); pure. Dates may be uncertain: the answer is then a range.
namespace panoh::evaluation {

struct Delay {
    std::chrono::days least{0}, most{0};
    bool operator==(const Delay&) const = default;
    [[nodiscard]] bool is_exact() const noexcept { return least == most; }
};

/// Days from the event until the examination. Nothing when a date cannot be read or is open at an end that is needed,
/// or when the examination was certainly before the event. Guarantees: 0 ≤ least ≤ most. "About" and "uncertain" do not
/// widen a range: by how much would be an invention (`forms/edtf.hpp`).
std::optional<Delay> delay_between(std::string_view event, std::string_view examination);

/// Whether the examination was certainly before the event: a date to clarify.
bool is_before(std::string_view examination, std::string_view event);

}  // namespace panoh::evaluation
