// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include "base/clock.hpp"
#include "base/message.hpp"
#include "i18n/catalogues.hpp"
#include "i18n/time_zone.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::i18n {

/// Puts messages, dates and numbers into one reader's language and time zone. Cheap to make: one per
/// request. Refers to the catalogues, which must outlive it.
class Translator {
public:
    /// A language without catalogue becomes English, an unknown zone UTC: settings never stop a page.
    Translator(const Catalogues& catalogues, std::string_view language, std::string_view time_zone);

    /// ISO 639 code of the language in use.
    [[nodiscard]] const std::string& language() const noexcept { return language_->code(); }
    [[nodiscard]] const TimeZone& time_zone() const noexcept { return zone_; }

    /// Never empty: a message that the language lacks is shown in English, one that nobody has as
    /// "«its.id»"; either is noted in the log.
    [[nodiscard]] std::string text(const Message& message) const { return text(message.id, message.arguments); }
    [[nodiscard]] std::string text(const MessageId& id, const Arguments& arguments = {}) const;
    /// Whether the language or English has the message.
    [[nodiscard]] bool has(const MessageId& id) const;

    /// An EDTF date in words: "about 3 May 2014", "before May 2014", "between March and June 2014".
    /// Text that is no such date comes back as it is.
    [[nodiscard]] std::string date(std::string_view edtf) const;
    /// The same with numbers, for lists: "22.11.2026", "05.2014", "about 2014".
    [[nodiscard]] std::string date_short(std::string_view edtf) const;
    /// "22.11.2026", and "22 November 2026".
    [[nodiscard]] static std::string day(std::chrono::sys_days day);
    [[nodiscard]] std::string day_in_words(std::chrono::sys_days day) const;
    /// Date and time in the reader's zone: "22.11.2026 14:05"; the time alone: "14:05".
    [[nodiscard]] std::string moment(Timestamp at) const;
    [[nodiscard]] std::string clock_time(Timestamp at) const;
    /// "today", "tomorrow", "in 3 days", "yesterday", "3 days ago".
    [[nodiscard]] std::string relative_days(std::int64_t days) const;

    [[nodiscard]] std::string number(std::int64_t value) const { return language_->number(value); }
    [[nodiscard]] std::string number(double value, int decimals) const { return language_->number(value, decimals); }
    /// "a, b and c"
    [[nodiscard]] std::string list(const std::vector<std::string>& words) const { return language_->list(words); }
    /// Alphabetical order: below, at or above zero.
    [[nodiscard]] int compare(std::string_view left, std::string_view right) const
    {
        return language_->compare(left, right);
    }

private:
    const Catalogues* catalogues_;
    const Language* language_;
    TimeZone zone_;
};

}  // namespace panoh::i18n
