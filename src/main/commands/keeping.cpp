// SPDX-License-Identifier: AGPL-3.0-or-later
// verify, backup, restore, status, seal: what keeps a node in order.
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/control.hpp"
#include "main/node.hpp"
#include "main/upkeep.hpp"
#include "vault/ledger/entry.hpp"
#include "vault/storage/sqlite_store.hpp"

#include <fmt/core.h>

#include <filesystem>

namespace panoh::commands {

namespace {

std::string form_value(std::string_view name, std::string_view text)
{
    std::string encoded(name);
    encoded += '=';
    for (const char letter : text) {
        encoded += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    }
    return encoded;
}

int answer_code(const Result<std::optional<ControlAnswer>>& answer)
{
    if (!answer) return complain(could_not, answer.error().detail);
    if (!answer->has_value()) return complain(could_not, "no node is running on this folder");
    if ((*answer)->status != 200) return complain(could_not, (*answer)->body);
    fmt::print("{}\n", (*answer)->body);
    return done;
}

Result<Arguments> one_folder(const Words& words, std::string_view command, std::size_t folders = 1)
{
    auto arguments = Arguments::parse(words, {"node"}, {});
    if (arguments && arguments->positional().size() != folders) {
        return fail(ErrorCode::invalid_input, fmt::format("{} needs {} folder(s)", command, folders));
    }
    return arguments;
}

}  // namespace

int run_verify(const Words& words)
{
    const auto arguments = one_folder(words, "verify");
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    auto store = storage::open_sqlite_store_for_reading(arguments->positional()[0]);
    if (!store) return complain(could_not, store.error().detail);
    for (const auto chain : {storage::Chain::records, storage::Chain::reads}) {
        const char* name = chain == storage::Chain::records ? "records" : "reads";
        const auto report = ledger::walk(**store, chain);
        if (!report) return complain(could_not, report.error().detail);
        if (report->first_bad != 0) {
            return complain(
                found_wrong,
                fmt::format("the chain of {} breaks at entry {}: {}", name, report->first_bad, report->problem)
            );
        }
        fmt::print("{}: {} entries, head {}\n", name, report->entries, to_hex(report->head));
    }
    fmt::print("Both chains are whole.\n");
    return done;
}

int run_backup(const Words& words)
{
    const auto arguments = one_folder(words, "backup", 2);
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    const std::string& folder = arguments->positional()[0];
    const std::string target = std::filesystem::absolute(arguments->positional()[1]).string();
    const auto answer = ask_running_node(folder, "/control/backup", form_value("folder", target));
    if (!answer || answer->has_value()) return answer_code(answer);
    auto node = Node::open(folder);
    if (!node) return complain(could_not, node.error().detail);
    if (auto copied = back_up((*node)->vault(), target); !copied) return complain(could_not, copied.error().detail);
    fmt::print("The backup is in {} (records and keys apart: keep them in two places).\n", target);
    return done;
}

int run_restore(const Words& words)
{
    const auto arguments = one_folder(words, "restore", 2);
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    const auto summary = restore(arguments->positional()[0], arguments->positional()[1]);
    if (!summary) {
        const int code = summary.error().code == ErrorCode::damaged ? found_wrong : could_not;
        return complain(code, summary.error().detail);
    }
    fmt::print("Restored and checked: {}.\n", *summary);
    const auto node = arguments->value("node");
    return node ? answer_code(ask_running_node(*node, "/control/restore-tried")) : done;
}

int run_status(const Words& words)
{
    const auto arguments = one_folder(words, "status");
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    return answer_code(ask_running_node(arguments->positional()[0], "/control/status"));
}

int run_seal(const Words& words)
{
    const auto arguments = one_folder(words, "seal");
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    return answer_code(ask_running_node(arguments->positional()[0], "/control/seal"));
}

}  // namespace panoh::commands
