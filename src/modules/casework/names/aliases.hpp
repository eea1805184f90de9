// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace panoh::casework {

/// Groups that a word belongs to, 0 = none. Words of one group are forms of one name.
using FormGroups = std::array<std::uint16_t, 3>;

/// `letters` is in the neutral alphabet.
FormGroups form_groups_of(std::string_view letters);

/// Whether a group holds spellings of one name in several languages (true) or also its short forms.
bool is_spelling_group(std::uint16_t group) noexcept;

/// The first name of a group in the neutral alphabet: its key. Stays first for ever.
std::string_view head_of(std::uint16_t group);

/// Whether two words share a group; the lowest such group or 0.
std::uint16_t shared_group(const FormGroups& left, const FormGroups& right) noexcept;

}  // namespace panoh::casework
