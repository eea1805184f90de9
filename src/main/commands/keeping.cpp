// SPDX-License-Identifier: AGPL-3.0-or-later
// verify, backup, restore, status, seal: what keeps a node in order.
#include "main/backup.hpp"
#include "main/commands/arguments.hpp"
#include "main/commands/commands.hpp"
#include "main/commands/control.hpp"
#include "main/commands/passphrase.hpp"
#include "main/upkeep.hpp"
#include "main/verifying.hpp"
#include "vault/keyring.hpp"
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

int complain_about(const Error& error)
{
    if (error.code == ErrorCode::damaged) return complain(found_wrong, error.detail);
    return complain(error.code == ErrorCode::invalid_input ? called_wrongly : could_not, error.detail);
}

int answer_code(const Result<std::optional<ControlAnswer>>& answer)
{
    if (!answer) return complain(could_not, answer.error().detail);
    if (!answer->has_value()) return complain(could_not, "no node is running on this folder");
    if ((*answer)->status != 200) return complain(could_not, (*answer)->body);
    fmt::print("{}\n", (*answer)->body);
    return done;
}

Result<Arguments> folders_of(
    const Words& words,
    std::string_view sentence,
    std::size_t folders,
    const std::set<std::string, std::less<>>& valued = {},
    const std::set<std::string, std::less<>>& flags = {}
)
{
    auto arguments = Arguments::parse(words, valued, flags);
    if (arguments && arguments->positional().size() != folders) {
        return fail(ErrorCode::invalid_input, std::string(sentence));
    }
    return arguments;
}

int verify_signed(const std::string& folder, const Arguments& arguments)
{
    VerifyLogin login;
    login.login = arguments.value("as").value_or("");
    auto passphrase = read_passphrase(arguments.value("passphrase-fd").value_or(""));
    if (!passphrase) return complain(called_wrongly, passphrase.error().detail);
    login.passphrase = std::move(*passphrase);
    if (const auto descriptor = arguments.value("node-lock-fd")) {
        auto lock = read_passphrase(*descriptor);
        if (!lock) return complain(called_wrongly, lock.error().detail);
        login.node_lock = std::move(*lock);
    }
    if (auto whole = verify_signatures(folder, login); !whole) return complain_about(whole.error());
    fmt::print("Every entry opens and is signed by who wrote it.\n");
    return done;
}

/// A node that nobody serves just now.
Result<void> back_up_stopped(const std::string& folder, const std::string& target)
{
    const auto store = storage::open_sqlite_store_for_reading(folder);
    if (!store) return store.error();
    const auto description = vault::Keyring(**store).describe();
    if (!description) return description.error();
    const Timestamp now = system_clock().now();
    const BackupSource source{folder, [&](const std::string& copy) {
                                  return (*store)->copy_to(copy);
                              }};
    auto copied = back_up(source, target, now);
    return copied ? leave_note(folder, description->drop_key, Deed::backup_made, now) : copied;
}

/// Lets the node of which a backup was put together know, whether it is running or not.
int tell(const std::string& folder, const crypto::PublicKey& drop_key)
{
    const auto answer = ask_running_node(folder, "/control/restore-tried", form_value("drop_key", to_hex(drop_key)));
    if (!answer || answer->has_value()) return answer_code(answer);
    const auto store = storage::open_sqlite_store_for_reading(folder);
    if (!store) return complain(could_not, store.error().detail);
    const auto description = vault::Keyring(**store).describe();
    if (!description) return complain(could_not, description.error().detail);
    if (description->drop_key != drop_key) {
        return complain(could_not, "what was restored is a backup of another node");
    }
    const auto noted = leave_note(folder, drop_key, Deed::restore_tried, system_clock().now());
    if (!noted) return complain(could_not, noted.error().detail);
    fmt::print("The node will note that a restore was tried when somebody signs in.\n");
    return done;
}

void print_restored(const Restored& restored)
{
    fmt::print(
        "Restored and checked: {} entries in the chain of records, {} in the chain of reads.\n",
        restored.records,
        restored.reads
    );
    if (restored.wraps_missing + restored.wraps_dropped + restored.entries_closed > 0) {
        fmt::print(
            "The keyring was older: {} key wraps made since are lost, {} taken away since were taken away again, {} "
            "entries under a newer node key do not open.\n",
            restored.wraps_missing,
            restored.wraps_dropped,
            restored.entries_closed
        );
    }
    if (restored.entries_missing > 0) {
        fmt::print("The records were older: {} entries written since are lost.\n", restored.entries_missing);
    }
}

}  // namespace

int run_verify(const Words& words)
{
    const auto arguments =
        folders_of(words, "verify needs the node's folder", 1, {"as", "passphrase-fd", "node-lock-fd"});
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    const bool with_login = arguments->value("as").has_value();
    if (with_login != arguments->value("passphrase-fd").has_value()) {
        return complain(called_wrongly, "--as and --passphrase-fd belong together");
    }
    const std::string& folder = arguments->positional()[0];
    const auto chains = verify_node(folder);
    if (!chains) return complain_about(chains.error());
    fmt::print("records: {} entries, head {}\n", chains->records.entries, to_hex(chains->records.head));
    fmt::print("reads: {} entries, head {}\n", chains->reads.entries, to_hex(chains->reads.head));
    fmt::print("attachments: {} whole, {} on their way\n", chains->blobs.whole, chains->blobs.under_way);
    fmt::print("Both chains are whole.\n");
    return with_login ? verify_signed(folder, *arguments) : done;
}

int run_backup(const Words& words)
{
    const auto arguments = folders_of(words, "backup needs the node's folder and a new one for the backup", 2);
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    const std::string& folder = arguments->positional()[0];
    const std::string target = std::filesystem::absolute(arguments->positional()[1]).string();
    const auto answer = ask_running_node(folder, "/control/backup", form_value("folder", target));
    if (!answer || answer->has_value()) return answer_code(answer);
    if (auto copied = back_up_stopped(folder, target); !copied) return complain_about(copied.error());
    fmt::print("The backup is made (records and keys apart: keep them in two places).\n");
    return done;
}

int run_restore(const Words& words)
{
    const auto arguments = folders_of(
        words,
        "restore needs the backup's folder and a new one for the node",
        2,
        {"node", "keyring"},
        {"older-keyring", "older-records"}
    );
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    RestoreRequest request;
    request.records = arguments->positional()[0];
    request.keys = arguments->value("keyring").value_or(request.records);
    request.target = arguments->positional()[1];
    request.older_keyring = arguments->has("older-keyring");
    request.older_records = arguments->has("older-records");
    const auto restored = restore(request);
    if (!restored) return complain_about(restored.error());
    print_restored(*restored);
    const auto node = arguments->value("node");
    return node ? tell(*node, restored->drop_key) : done;
}

int run_status(const Words& words)
{
    const auto arguments = folders_of(words, "status needs the node's folder", 1);
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    return answer_code(ask_running_node(arguments->positional()[0], "/control/status"));
}

int run_seal(const Words& words)
{
    const auto arguments = folders_of(words, "seal needs the node's folder", 1);
    if (!arguments) return complain(called_wrongly, arguments.error().detail);
    return answer_code(ask_running_node(arguments->positional()[0], "/control/seal"));
}

}  // namespace panoh::commands
