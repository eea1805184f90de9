// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::i18n {

/// What ICU knows of one language: numbers, plurals, lists, order. Immutable after construction, so
/// threads may share it.
class Language {
public:
    /// `code` is an ISO 639 code; an unknown one behaves like the root of CLDR.
    explicit Language(std::string code);
    Language(const Language&) = delete;
    Language& operator=(const Language&) = delete;
    ~Language();

    [[nodiscard]] const std::string& code() const noexcept { return code_; }
    /// "one", "few", "many", "other"… for a count, by CLDR; for Tajik by a rule of our own.
    [[nodiscard]] std::string plural(double number) const;
    /// The same for ordinal numbers ("1st").
    [[nodiscard]] std::string ordinal(double number) const;
    [[nodiscard]] std::string number(std::int64_t value) const;
    /// With at most `decimals` digits after the separator, without trailing zeros.
    [[nodiscard]] std::string number(double value, int decimals = 2) const;
    /// "a, b and c"
    [[nodiscard]] std::string list(const std::vector<std::string>& words) const;
    /// Alphabetical order for readers of the language: below, at or above zero.
    [[nodiscard]] int compare(std::string_view left, std::string_view right) const;

private:
    struct Services;
    std::string code_;
    std::unique_ptr<Services> services_;
};

}  // namespace panoh::i18n
