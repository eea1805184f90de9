// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The command line. Exit codes: 0 done; 1 checked and found wrong; 2 called wrongly; 3 could not be done.
namespace panoh::commands {

inline constexpr int done = 0;
inline constexpr int found_wrong = 1;
inline constexpr int called_wrongly = 2;
inline constexpr int could_not = 3;

using Words = std::vector<std::string>;

struct Command {
    std::string_view name;
    std::string_view usage;    ///< "init DIR --organisation CODE …"
    std::string_view summary;  ///< one line
    std::string_view text;     ///< what it does, options, exit codes
    std::string_view example;
    int (*run)(const Words& words);
};

/// In the order of the help page.
std::span<const Command> all();

int run_init(const Words& words);
int run_serve(const Words& words);
int run_request_desk(const Words& words);
int run_demo(const Words& words);
int run_verify(const Words& words);
int run_backup(const Words& words);
int run_restore(const Words& words);
int run_status(const Words& words);
int run_seal(const Words& words);
int run_routes(const Words& words);
int run_names(const Words& words);
int run_version(const Words& words);
int run_help(const Words& words);

/// Prints one sentence on standard error and returns the code.
int complain(int code, std::string_view sentence);
/// The same for what nobody foresaw; cannot fail itself.
int complain_at_the_end() noexcept;

}  // namespace panoh::commands
