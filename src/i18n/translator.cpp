// SPDX-License-Identifier: AGPL-3.0-or-later
#include "i18n/translator.hpp"

#include "base/check.hpp"
#include "i18n/date_words.hpp"

#include <fmt/core.h>

namespace panoh::i18n {
namespace {

constexpr std::string_view fallback_language = "en";

std::string numeric(const std::chrono::year_month_day& date)
{
    return fmt::format(
        "{:02}.{:02}.{:04}",
        static_cast<unsigned>(date.day()),
        static_cast<unsigned>(date.month()),
        static_cast<int>(date.year())
    );
}

}  // namespace

Translator::Translator(const Catalogues& catalogues, std::string_view language, std::string_view time_zone)
    : catalogues_(&catalogues)
    , language_(catalogues.language(language))
    , zone_(TimeZone::utc())
{
    if (language_ == nullptr) language_ = catalogues.language(fallback_language);
    PANOH_CHECK(language_ != nullptr);
    if (auto zone = TimeZone::named(time_zone)) zone_ = *std::move(zone);
}

std::string Translator::text(const MessageId& id, const Arguments& arguments) const
{
    const auto translate = [this](const MessageId& inner) {
        return text(inner);
    };
    if (const auto* pattern = catalogues_->pattern(language(), id.text())) {
        return pattern->format(*language_, arguments, translate);
    }
    catalogues_->log_missing(language(), id.text());
    if (const auto* pattern = catalogues_->pattern(fallback_language, id.text())) {
        return pattern->format(*catalogues_->language(fallback_language), arguments, translate);
    }
    return "«" + id.text() + "»";
}

bool Translator::has(const MessageId& id) const
{
    return catalogues_->has(language(), id.text()) || catalogues_->has(fallback_language, id.text());
}

std::string Translator::date(std::string_view edtf) const
{
    return date_in_words(*this, edtf, DateStyle::words);
}

std::string Translator::date_short(std::string_view edtf) const
{
    return date_in_words(*this, edtf, DateStyle::numbers);
}

std::string Translator::day(std::chrono::sys_days day)
{
    return numeric(day);
}

std::string Translator::day_in_words(std::chrono::sys_days day) const
{
    const std::chrono::year_month_day date(day);
    return this->date(fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    ));
}

std::string Translator::moment(Timestamp at) const
{
    const auto local = zone_.local(at);
    return fmt::format("{} {:02}:{:02}", numeric(local.date), local.hour, local.minute);
}

std::string Translator::clock_time(Timestamp at) const
{
    const auto local = zone_.local(at);
    return fmt::format("{:02}:{:02}", local.hour, local.minute);
}

std::string Translator::relative_days(std::int64_t days) const
{
    if (days == 0) return text(msg("date.today"));
    if (days == 1) return text(msg("date.tomorrow"));
    if (days == -1) return text(msg("date.yesterday"));
    if (days > 0) return text(msg("date.in_days"), {{"days", days}});
    return text(msg("date.days_ago"), {{"days", -days}});
}

}  // namespace panoh::i18n
