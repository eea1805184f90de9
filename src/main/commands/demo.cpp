// SPDX-License-Identifier: AGPL-3.0-or-later
// demo: an invented coalition at work.
#include "main/demo/demo.hpp"

#include "base/clock.hpp"
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/demo/documents.hpp"
#include "main/demo/people.hpp"
#include "main/demo/recognise.hpp"
#include "main/new_folder.hpp"
#include "vault/accounts/totp.hpp"

#include <boost/json.hpp>
#include <fmt/core.h>

#include <filesystem>

namespace panoh::commands {

namespace {

namespace json = boost::json;
using Staff = std::vector<demo::Organisation>;

std::string name_of(const demo::Organisation& organisation)
{
    const auto english = organisation.name.find("en");
    return english == organisation.name.end() ? organisation.code : english->second;
}

json::object user_line(const demo::Person& person)
{
    const auto account = demo::account_of(person);
    return {
        {"login", account.credentials.login},
        {"name", person.name},
        {"role", person.role},
        {"language", person.language},
        {"waits", person.waits},
        {"passphrase", account.credentials.passphrase.reveal()},
        {"totp_secret", to_base32(account.credentials.totp_secret.view())},
    };
}

void print_json(const Staff& staff)
{
    json::array organisations;
    for (const demo::Organisation& organisation : staff) {
        json::object name;
        for (const auto& [language, text] : organisation.name)
            name[language] = text;
        json::array users;
        for (const demo::Person& person : organisation.people)
            users.push_back(user_line(person));
        organisations.push_back(json::object{
            {"name", std::move(name)}, {"code", organisation.code}, {"users", std::move(users)}});
    }
    fmt::print("{}\n", json::serialize(json::object{{"organisations", std::move(organisations)}}));
}

std::string code_of(const accounts::Credentials& credentials)
{
    return accounts::current_code(credentials.totp_secret.view(), system_clock().now());
}

void print_codes(const Staff& staff)
{
    for (const demo::Organisation& organisation : staff) {
        for (const demo::Person& person : organisation.people) {
            const auto account = demo::account_of(person);
            fmt::print("{:<14} {}\n", account.credentials.login, code_of(account.credentials));
        }
    }
}

void print_table(const Staff& staff, const std::string& folder)
{
    fmt::print(
        "TRAINING / ТРЕНИРОВКА. Everything in this node is invented, and its passphrases are known to everybody.\n"
    );
    for (const demo::Organisation& organisation : staff) {
        fmt::print("\n{}  {}\n", organisation.code, name_of(organisation));
        fmt::print("  {:<14} {:<24} {:<4} {:<7} {}\n", "login", "role", "lang", "code", "passphrase");
        for (const demo::Person& person : organisation.people) {
            const auto account = demo::account_of(person);
            fmt::print(
                "  {:<14} {:<24} {:<4} {:<7} {}{}\n",
                account.credentials.login,
                person.role,
                person.language,
                code_of(account.credentials),
                account.credentials.passphrase.reveal(),
                person.waits ? "  (waits for a colleague to confirm them)" : ""
            );
        }
    }
    fmt::print("\nStart it with   panoh serve {}\n", folder);
    fmt::print("Codes change every half minute: panoh demo {} --codes\n", folder);
    fmt::print("Never enter anything real here.\n");
}

bool holds_something(const std::string& folder)
{
    std::error_code error;
    if (!std::filesystem::exists(folder, error)) return false;
    return !std::filesystem::is_directory(folder, error) || !std::filesystem::is_empty(folder, error);
}

/// Makes the demo when there is nothing yet. What an interrupted making left is let go.
Result<void> make_sure_of(const std::string& folder)
{
    if (!holds_something(folder)) {
        if (auto cleared = NewFolder::begin(folder); !cleared) return cleared.error();
        return demo::build_demo(folder, system_clock().now());
    }
    const auto known = demo::is_demo_node(folder);
    if (!known) return known.error();
    return *known ? Result<void>{}
                  : fail(ErrorCode::conflict, "the folder " + folder + " holds something that is no demo node");
}

int write_all(const std::string& folder, const std::string& out)
{
    const auto written = demo::write_documents(folder, out);
    if (!written) return complain(could_not, written.error().detail);
    fmt::print("{} documents of invented people are in {}\n", *written, out);
    return done;
}

}  // namespace

int run_demo(const Words& words)
{
    const auto arguments = Arguments::parse(words, {"documents"}, {"json", "codes"});
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    if (arguments->positional().size() != 1) return complain(called_wrongly, "demo needs one folder");
    const bool as_json = arguments->has("json");
    const bool as_codes = arguments->has("codes");
    const auto documents = arguments->value("documents");
    if (documents && (as_json || as_codes)) {
        return complain(called_wrongly, "demo writes --documents or prints --json or --codes");
    }
    if (as_json && as_codes) return complain(called_wrongly, "demo prints either --json or --codes");
    const std::string& folder = arguments->positional()[0];
    if (auto ready = make_sure_of(folder); !ready) return complain(could_not, ready.error().detail);
    if (documents) return write_all(folder, *documents);
    const auto staff = demo::staff();
    if (!staff) return complain(could_not, staff.error().detail);
    if (as_json) {
        print_json(*staff);
    } else if (as_codes) {
        print_codes(*staff);
    } else {
        print_table(*staff, folder);
    }
    return done;
}

}  // namespace panoh::commands
