// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace panoh::bench {

/// Figures of one program: printed as lines when they are known, and kept for a file that reads like one of Google
/// Benchmark, so that one tool compares all of them.
class Report {
public:
    /// Takes `--benchmark_out=FILE` out of the words of the command line; other `--benchmark_…` words are ignored.
    Report(int argc, char** argv);

    /// What is left of the command line.
    [[nodiscard]] const std::vector<std::string>& words() const noexcept { return words_; }

    void time(const std::string& name, double seconds);
    /// Half, nineteen in twenty, 99 in a hundred and all took at most this long. Not to be called without any.
    void times(const std::string& name, std::vector<double> seconds);
    void rate(const std::string& name, double each_second);
    void count(const std::string& name, std::size_t number);
    void memory(const std::string& name, double mebibytes);

    /// Writes the file, if one was asked for. False when it cannot be written.
    [[nodiscard]] bool finish() const;

private:
    std::string file_;
    std::vector<std::string> words_;
    std::vector<std::string> entries_;  ///< JSON objects
};

/// All of `words` that are numbers, or `usual` when there is none.
std::vector<std::uint32_t> numbers_in(const std::vector<std::string>& words, std::vector<std::uint32_t> usual);

/// The number in the word that begins with `flag` ("--reads="), or `usual` when there is none.
std::uint32_t number_after(std::string_view flag, const std::vector<std::string>& words, std::uint32_t usual);

}  // namespace panoh::bench
