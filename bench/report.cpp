// SPDX-License-Identifier: AGPL-3.0-or-later
#include "report.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <optional>
#include <string_view>
#include <thread>

namespace panoh::bench {

namespace {

constexpr std::string_view out_flag = "--benchmark_out=";
constexpr std::string_view any_flag = "--benchmark_";

double at_share(const std::vector<double>& sorted, std::size_t hundredths)
{
    return sorted.at(std::min(sorted.size() - 1, sorted.size() * hundredths / 100));
}

std::string milliseconds(double seconds)
{
    return fmt::format("{:.2f} ms", seconds * 1000);
}

std::optional<std::uint32_t> number_in(std::string_view word)
{
    std::uint32_t number = 0;
    const auto read = std::from_chars(word.data(), word.data() + word.size(), number);
    return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace

Report::Report(int argc, char** argv)
{
    for (int at = 1; at < argc; ++at) {
        const std::string word(argv[at]);
        if (word.starts_with(out_flag)) {
            file_ = word.substr(out_flag.size());
        } else if (!word.starts_with(any_flag)) {
            words_.push_back(word);
        }
    }
}

void Report::time(const std::string& name, double seconds)
{
    fmt::print("{:<56} {:>10.3f} s\n", name, seconds);
    std::fflush(stdout);
    entries_.push_back(fmt::format(R"({{"name": "{}", "real_time": {:.6f}, "time_unit": "s"}})", name, seconds));
}

void Report::times(const std::string& name, std::vector<double> seconds)
{
    std::sort(seconds.begin(), seconds.end());
    const double half = at_share(seconds, 50);
    const double most = at_share(seconds, 95);
    const double nearly_all = at_share(seconds, 99);
    fmt::print(
        "{:<56} {:>10}  p95 {:>10}  p99 {:>10}  max {:>10}\n",
        name,
        milliseconds(half),
        milliseconds(most),
        milliseconds(nearly_all),
        milliseconds(seconds.back())
    );
    std::fflush(stdout);
    entries_.push_back(fmt::format(
        R"({{"name": "{}", "real_time": {:.4f}, "time_unit": "ms", "p95": {:.4f}, "p99": {:.4f}, "max": {:.4f}, "iterations": {}}})",
        name,
        half * 1000,
        most * 1000,
        nearly_all * 1000,
        seconds.back() * 1000,
        seconds.size()
    ));
}

void Report::rate(const std::string& name, double each_second)
{
    fmt::print("{:<56} {:>10.0f} /s\n", name, each_second);
    std::fflush(stdout);
    entries_.push_back(fmt::format(R"({{"name": "{}", "items_per_second": {:.1f}}})", name, each_second));
}

void Report::count(const std::string& name, std::size_t number)
{
    fmt::print("{:<56} {:>10}\n", name, number);
    std::fflush(stdout);
    entries_.push_back(fmt::format(R"({{"name": "{}", "count": {}}})", name, number));
}

void Report::memory(const std::string& name, double mebibytes)
{
    fmt::print("{:<56} {:>10.0f} MiB\n", name, mebibytes);
    std::fflush(stdout);
    entries_.push_back(fmt::format(R"({{"name": "{}", "resident_mib": {:.1f}}})", name, mebibytes));
}

bool Report::finish() const
{
    if (file_.empty()) return true;
    std::ofstream file(file_);
    file << fmt::format(
        "{{\"context\": {{\"num_cpus\": {}}},\n\"benchmarks\": [\n", std::thread::hardware_concurrency()
    );
    for (std::size_t at = 0; at < entries_.size(); ++at)
        file << entries_[at] << (at + 1 < entries_.size() ? ",\n" : "\n");
    file << "]}\n";
    file.flush();
    if (!file) fmt::print(stderr, "the figures could not be written into {}\n", file_);
    return static_cast<bool>(file);
}

std::vector<std::uint32_t> numbers_in(const std::vector<std::string>& words, std::vector<std::uint32_t> usual)
{
    std::vector<std::uint32_t> numbers;
    for (const std::string& word : words) {
        if (const auto number = number_in(word); number && *number > 0) numbers.push_back(*number);
    }
    return numbers.empty() ? usual : numbers;
}

std::uint32_t number_after(std::string_view flag, const std::vector<std::string>& words, std::uint32_t usual)
{
    for (const std::string& word : words) {
        if (word.starts_with(flag)) return number_in(std::string_view(word).substr(flag.size())).value_or(usual);
    }
    return usual;
}

}  // namespace panoh::bench
