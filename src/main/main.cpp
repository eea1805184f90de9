// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/commands.hpp"
#include "main/process.hpp"
#include "vault/crypto/crypto.hpp"

#include <algorithm>
#include <exception>

namespace panoh {

namespace {

int run(commands::Words words)
{
    if (auto tested = crypto::self_test(); !tested)
        return commands::complain(commands::could_not, tested.error().detail);
    if (words.empty() || words[0] == "--help") return commands::run_help({});
    if (words[0] == "--version") words[0] = "version";
    const auto table = commands::all();
    const auto found =
        std::find_if(table.begin(), table.end(), [&](const commands::Command& each) { return each.name == words[0]; });
    if (found == table.end()) {
        return commands::complain(commands::called_wrongly, "there is no command " + words[0] + "; see panoh help");
    }
    words.erase(words.begin());
    if (std::find(words.begin(), words.end(), "--help") != words.end()) {
        return commands::run_help({std::string(found->name)});
    }
    return found->run(words);
}

}  // namespace

}  // namespace panoh

int main(int argc, char** argv)
{
    using namespace panoh;  // NOLINT(google-build-using-namespace): the program's own entry
    process::harden();
    try {
        return run(commands::Words(argv + std::min(argc, 1), argv + argc));
    } catch (const std::exception&) {  // nobody reads what is printed, or there is no memory
        return commands::complain_at_the_end();
    }
}
