// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/id.hpp"
#include "base/sensitive.hpp"
#include "forms/definition.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What is known beyond a case, as plain values.
namespace panoh::knowledge {

enum class Kind { place, unit, perpetrator };
inline constexpr std::array all_kinds{Kind::place, Kind::unit, Kind::perpetrator};

/// The record type of an entry of this kind.
constexpr std::string_view type_of(Kind kind) noexcept
{
    constexpr std::array<std::string_view, 3> types{"place", "unit", "perpetrator"};
    return types[static_cast<std::size_t>(kind)];
}
constexpr std::optional<Kind> kind_of(std::string_view type) noexcept
{
    for (const Kind kind : all_kinds) {
        if (type_of(kind) == type) return kind;
    }
    return std::nullopt;
}
/// Places and units are open to all staff, alleged perpetrators to those who document.
constexpr forms::Compartment compartment_of(Kind kind) noexcept
{
    return kind == Kind::perpetrator ? forms::Compartment::account : forms::Compartment::core;
}

/// One place, unit or alleged perpetrator, opened.
struct Entry {
    RecordId record;
    FileId file;
    Kind kind = Kind::place;
    std::string number;  ///< "A-K-2026-0007"
    /// Every spelling, the one in use first; none for an alleged perpetrator whom nobody has identified.
    Sensitive<std::vector<std::string>> names;
    std::string code;    ///< of list `places` for a place, else of `agencies`; may be empty
    std::string region;  ///< may be empty
    bool is_same_as_another = false;

    /// The name in use; the number without one.
    [[nodiscard]] Sensitive<std::string> label() const
    {
        return Sensitive<std::string>(names.reveal().empty() ? number : names.reveal().front());
    }
};

}  // namespace panoh::knowledge
