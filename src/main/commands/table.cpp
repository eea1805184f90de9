// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/commands.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>

namespace panoh::commands {

namespace {

constexpr std::array table{
    Command{
        "init",
        "init DIR --code CODE --organisation NAME [--region TJ-DU …] [--login L] [--name N] [--language ru] "
        "[--node-lock-fd N]",
        "make a node: organisation and first administrator",
        "Makes a node in a folder that is empty or missing and prints the administrator's passphrase, second factor\n"
        "and recovery codes: they are shown once and stored nowhere. With --node-lock-fd the node also asks for a\n"
        "passphrase at every start, read as one line from that file descriptor.",
        "panoh init /srv/register --code A --organisation \"First organisation\" --language ru",
        run_init,
    },
    Command{
        "serve",
        "serve DIR [--listen 127.0.0.1:8480] [--tls] [--host NAME …] [--certificate PEM --key PEM] [--zone "
        "Asia/Dushanbe]",
        "run a node",
        "Serves the node in this folder. Plain HTTP is for loopback addresses only; elsewhere, and with --tls, it is\n"
        "TLS with the given certificate or one made at start. --host names what browsers may call it. The node is\n"
        "sealed until somebody signs in, and again when nobody is left.",
        "panoh serve /srv/register --listen 127.0.0.1:8480",
        run_serve,
    },
    Command{
        "demo",
        "demo DIR [--json | --codes]",
        "make a node with an invented coalition at work",
        "Makes a training node with three invented organisations, staff of every role and their work, and prints the\n"
        "logins. On a folder that holds a demo node it prints the logins again. --codes prints current one-time codes.",
        "panoh demo build/demo --json",
        run_demo,
    },
    Command{
        "verify",
        "verify DIR",
        "walk both chains without any key",
        "Checks that no entry is missing, changed or out of place, and names the first bad one. Works on a stopped "
        "node\n"
        "or on a restored backup. Exit code 1 when a chain is broken.",
        "panoh verify /srv/register",
        run_verify,
    },
    Command{
        "backup",
        "backup DIR FOLDER",
        "copy ledger, keyring and blobs at one moment",
        "Writes FOLDER/records and FOLDER/keys: keep them in two places. Everything in them is sealed. Works while "
        "the\n"
        "node is running.",
        "panoh backup /srv/register /media/usb/2026-11-22",
        run_backup,
    },
    Command{
        "restore",
        "restore FOLDER DIR [--node RUNNING]",
        "put a backup together again and check it",
        "Makes a node in DIR from a backup and walks its chains. With --node the running node learns that a restore "
        "was\n"
        "tried. Exit code 1 when the backup is damaged.",
        "panoh restore /media/usb/2026-11-22 /tmp/trial --node /srv/register",
        run_restore,
    },
    Command{
        "status",
        "status DIR",
        "ask a running node how it is",
        "Says whether the node is open or sealed and how many entries it holds.",
        "panoh status /srv/register",
        run_status,
    },
    Command{
        "seal",
        "seal DIR",
        "seal a running node at once",
        "Ends every session, drops every key and starts the program afresh, which wipes its memory.",
        "panoh seal /srv/register",
        run_seal,
    },
    Command{
        "routes",
        "routes [--json]",
        "list every address with its roles and audit action",
        "What the program answers to, who may ask, and what the log says of it.",
        "panoh routes --json",
        run_routes,
    },
    Command{
        "names",
        "names A B | names --file PAIRS.tsv [--language ru]",
        "compare two names across scripts",
        "Prints a score from 0 to 1 and what speaks for and against. A person decides; nothing is merged by itself.",
        "panoh names \"Ҷамшед Раҳмонов\" \"Dzhamshed Rakhmonov\"",
        run_names,
    },
    Command{
        "help",
        "help [COMMAND]",
        "every command, or one with an example",
        "The same as COMMAND --help.",
        "panoh help serve",
        run_help,
    },
};

void print_command(const Command& command)
{
    fmt::print("panoh {}\n\n{}\n\nExample:\n  {}\n", command.usage, command.text, command.example);
    fmt::print("\nExit codes: 0 done, 1 checked and found wrong, 2 called wrongly, 3 could not be done.\n");
}

}  // namespace

std::span<const Command> all()
{
    return table;
}

int run_help(const Words& words)
{
    if (!words.empty()) {
        const auto found =
            std::find_if(table.begin(), table.end(), [&](const Command& each) { return each.name == words[0]; });
        if (found == table.end()) return complain(called_wrongly, "there is no command " + words[0]);
        print_command(*found);
        return done;
    }
    fmt::print("panoh COMMAND …   a register for coalitions and centres\n\n");
    for (const Command& command : table)
        fmt::print("  {:<9} {}\n", command.name, command.summary);
    fmt::print("\n\"panoh help COMMAND\" says more, with an example.\n");
    return done;
}

int complain(int code, std::string_view sentence)
{
    fmt::print(stderr, "panoh: {}\n", sentence);
    return code;
}

}  // namespace panoh::commands
