// SPDX-License-Identifier: AGPL-3.0-or-later
#include "modules/notices/rules.hpp"

#include "mail/letter.hpp"

#include <algorithm>
#include <charconv>

namespace panoh::notices {

namespace {

constexpr int highest_port = 65'535;
constexpr std::size_t longest_secret = 200;

bool is_one_line(std::string_view text)
{
    return text.size() <= longest_secret && std::all_of(text.begin(), text.end(), [](char c) {
               return static_cast<unsigned char>(c) >= ' ' && c != '\x7f';
           });
}

}  // namespace

std::int64_t number_in(std::string_view text, std::int64_t least, std::int64_t most)
{
    std::int64_t number = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return -1;
    return number >= least && number <= most ? number : -1;
}

bool is_time_to_remind(int wished_hour, int hour, std::string_view sent_on, std::string_view today)
{
    return hour >= wished_hour && hour <= last_hour && sent_on != today;
}

std::vector<Problem> problems_of(const RelayForm& form)
{
    std::vector<Problem> problems;
    if (!mail::is_host(form.host)) problems.push_back({"host", msg("notices.problem.host")});
    if (number_in(form.port, 1, highest_port) < 0) problems.push_back({"port", msg("notices.problem.port")});
    if (form.protection != "starttls" && form.protection != "tls" && form.protection != "none")
        problems.push_back({"protection", msg("notices.problem.protection")});
    else if (form.protection == "none" && !mail::is_this_machine(form.host))
        problems.push_back({"protection", msg("notices.problem.plain_elsewhere")});
    if (!is_one_line(form.login)) problems.push_back({"login", msg("notices.problem.one_line")});
    if (!is_one_line(form.password)) problems.push_back({"password", msg("notices.problem.one_line")});
    if (!mail::is_address(form.sender)) problems.push_back({"sender", msg("notices.problem.address")});
    return problems;
}

std::vector<Problem> problems_of(const WishForm& form)
{
    std::vector<Problem> problems;
    if (!form.on) return problems;
    if (!mail::is_address(form.address)) problems.push_back({"address", msg("notices.problem.address")});
    if (number_in(form.hour, first_hour, last_hour) < 0) problems.push_back({"hour", msg("notices.problem.hour")});
    return problems;
}

}  // namespace panoh::notices
