// SPDX-License-Identifier: AGPL-3.0-or-later
// init: a new node with its first organisation and administrator.
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/passphrase.hpp"
#include "main/node.hpp"
#include "vault/accounts/totp.hpp"

#include <fmt/core.h>

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
    fmt::print("These are shown once and stored nowhere. Write them down now, and keep them apart from the machine.\n");
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
    const auto initial = Node::create(arguments->positional()[0], request);
    if (!initial) {
        const int code = initial.error().code == ErrorCode::invalid_input ? called_wrongly : could_not;
        return complain(code, initial.error().detail);
    }
    print_initial(*initial);
    return done;
}

}  // namespace panoh::commands
