// SPDX-License-Identifier: AGPL-3.0-or-later
// version, routes, names: what the program itself declares and does, without a node.
#include "main/app.hpp"
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "modules/casework/names/names.hpp"

#include <boost/json.hpp>
#include <fmt/core.h>

#include <fstream>

namespace panoh::commands {

namespace {

namespace json = boost::json;

json::object route_line(const web::Route& route, const access::Access& access)
{
    json::array roles;
    if (route.audience.is_public()) {
        roles.emplace_back("anyone");
    } else if (route.audience.is_signed_in()) {
        roles.emplace_back("signed_in");
    } else {
        for (const std::string& role : access.roles().with(route.audience.ability_name()))
            roles.emplace_back(role);
    }
    return {
        {"method", web::name_of(route.method)},
        {"path", route.pattern},
        {"roles", std::move(roles)},
        {"audit", route.audit.code().empty() ? "none" : route.audit.code()},
    };
}

void print_match(std::string_view left, std::string_view right, const i18n::Translator& translator)
{
    const auto match = casework::compare(left, right);
    fmt::print("{:.3f}  {}\n", match.score, translator.text(casework::message_of(casework::likeness_of(match.score))));
    for (const MessageId& reason : match.reasons)
        fmt::print("       {}\n", translator.text(reason));
}

}  // namespace

int run_version(const Words& words)
{
    if (!words.empty()) return complain(called_wrongly, "version takes nothing");
    fmt::print("panoh {}\n", PANOH_VERSION);
    return done;
}

int run_routes(const Words& words)
{
    const auto arguments = Arguments::parse(words, {}, {"json"});
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    auto declarations = Declarations::load();
    if (!declarations) return complain(could_not, declarations.error().detail);
    const access::Access access(declarations->roles);
    json::array lines;
    for (const web::Route& route : all_routes(nullptr, nullptr, [] {})) {
        const json::object line = route_line(route, access);
        if (!arguments->has("json")) {
            fmt::print(
                "{:<5} {:<44} {}\n",
                line.at("method").as_string().c_str(),
                route.pattern,
                line.at("audit").as_string().c_str()
            );
        }
        lines.push_back(line);
    }
    if (arguments->has("json")) fmt::print("{}\n", json::serialize(lines));
    return done;
}

int run_names(const Words& words)
{
    const auto arguments = Arguments::parse(words, {"file", "language"}, {});
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    auto declarations = Declarations::load();
    if (!declarations) return complain(could_not, declarations.error().detail);
    const i18n::Translator translator(declarations->catalogues, arguments->value("language").value_or("en"), "UTC");
    if (const auto path = arguments->value("file")) {
        std::ifstream file(*path);
        if (!file) return complain(could_not, "cannot read the file of pairs");
        for (std::string line; std::getline(file, line);) {
            const auto tab = line.find('\t');
            if (tab == std::string::npos) return complain(called_wrongly, "each line has two names with a tab between");
            const auto match = casework::compare(line.substr(0, tab), line.substr(tab + 1));
            fmt::print("{:.3f}\t{}\n", match.score, line);
        }
        return done;
    }
    if (arguments->positional().size() != 2) return complain(called_wrongly, "names needs two names, or --file");
    print_match(arguments->positional()[0], arguments->positional()[1], translator);
    return done;
}

}  // namespace panoh::commands
