// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace panoh::html {

/// A literal that can be a template argument, so that names are judged by the compiler.
template <std::size_t Size>
struct FixedString {
    char characters[Size]{};

    // NOLINTNEXTLINE(google-explicit-constructor): el<"a"> needs the conversion
    consteval FixedString(const char (&literal)[Size]) { std::copy_n(literal, Size, characters); }

    [[nodiscard]] constexpr std::string_view view() const noexcept { return {characters, Size - 1}; }
};

/// `Before`, `Middle` and `After` as one text that lasts as long as the program.
template <FixedString Before, FixedString Middle, FixedString After>
class Joined {
    static constexpr std::size_t size = Before.view().size() + Middle.view().size() + After.view().size();
    static constexpr std::array<char, size> characters = [] {
        std::array<char, size> out{};
        auto end = std::copy(Before.view().begin(), Before.view().end(), out.begin());
        end = std::copy(Middle.view().begin(), Middle.view().end(), end);
        std::copy(After.view().begin(), After.view().end(), end);
        return out;
    }();

public:
    static constexpr std::string_view text{characters.data(), size};
};

}  // namespace panoh::html
