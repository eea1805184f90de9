// SPDX-License-Identifier: AGPL-3.0-or-later
// init: a new node with its first organisation and administrator.
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/passphrase.hpp"
#include "main/new_folder.hpp"
#include "main/node.hpp"
#include "vault/accounts/totp.hpp"

#include <fmt/core.h>

#include <cstdio>

namespace panoh::commands {

namespace {

void print_initial(const accounts::Initial& initial)
{
    const accounts::Credentials& credentials = initial.credentials;
    fmt::print("Login           {}\n", credentials.login);
    fmt::print("Passphrase      {}\n", credentials.passphrase.reveal());
    fmt::print(
        "Second factor   {}\n", accounts::otpauth_uri(credentials.login, credentials.totp_secret.view()).reveal()
    );
    fmt::print("Recovery codes  (each works once, instead of a code)\n");
    for (const std::string& code : credentials.recovery_codes.reveal())
        fmt::print("                {}\n", code);
    fmt::print("These are shown once and stored nowhere. Write them down now, and keep them apart from the machine.\n\n"
    );
    fmt::print("What happens next\n");
    fmt::print(
        "  1. panoh serve DIR, sign in, and make a passphrase and a second factor of your own under My account.\n"
    );
    fmt::print("  2. Add the coordinator first: the organisation begins with that person.\n");
    fmt::print("  3. Add the others. Each of them sees files once a colleague has confirmed that they know them;\n");
    fmt::print("     an administrator confirms nobody and holds no key to any file.\n");
}

int complain_of_making(const Error& error)
{
    return complain(error.code == ErrorCode::invalid_input ? called_wrongly : could_not, error.detail);
}

}  // namespace

int run_init(const Words& words)
{
    const auto arguments =
        Arguments::parse(words, {"organisation", "code", "region", "login", "name", "language", "node-lock-fd"}, {});
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    if (arguments->positional().size() != 1) return complain(called_wrongly, "init needs the folder of the new node");
    accounts::InitRequest request;
    request.organisation.code = arguments->value("code").value_or("A");
    request.language = arguments->value("language").value_or("en");
    const std::string name = arguments->value("organisation").value_or(request.organisation.code);
    request.organisation.name = {{"en", name}, {"ru", name}};
    request.organisation.regions = arguments->values("region");
    request.login = arguments->value("login").value_or("administrator");
    request.name = Sensitive<std::string>(arguments->value("name").value_or(request.login));
    if (const auto lock = arguments->value("node-lock-fd")) {
        auto passphrase = read_passphrase(*lock);
        if (!passphrase) return complain(called_wrongly, passphrase.error().detail);
        request.node_lock = std::move(*passphrase);
    }
    auto folder = NewFolder::begin(arguments->positional()[0]);
    if (!folder) return complain_of_making(folder.error());
    const auto initial = Node::create(folder->path().string(), request);
    if (!initial) return complain_of_making(initial.error());
    // A node whose first passphrase nobody saw would be of no use: it gets its name afterwards.
    print_initial(*initial);
    if (std::fflush(stdout) != 0) return complain(could_not, "the passphrase could not be printed: no node was made");
    if (auto finished = folder->finish(); !finished) return complain_of_making(finished.error());
    return done;
}

}  // namespace panoh::commands
