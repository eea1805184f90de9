// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/commands.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <cstdio>

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
        "passphrase at every start, read as one line from that file descriptor. The folder is there when all is done:\n"
        "after an interruption, call it again.",
        "panoh init /srv/register --code A --organisation \"First organisation\" --language ru",
        run_init,
    },
    Command{
        "serve",
        "serve DIR [--listen 127.0.0.1:8480] [--tls] [--host NAME …] [--certificate PEM --key PEM] [--zone "
        "Asia/Dushanbe] [--node-lock-fd N]",
        "run a node",
        "Serves the node in this folder. Plain HTTP is for loopback addresses only; elsewhere, and with --tls, it is\n"
        "TLS with the given certificate, or with one that is made once and kept in the folder; its fingerprint is\n"
        "printed. --host says how browsers may call the node. It is sealed until somebody signs in, and again when\n"
        "nobody is left. --node-lock-fd is the file descriptor with the passphrase of a node lock.",
        "panoh serve /srv/register --listen 192.0.2.7:8480 --host register.example",
        run_serve,
    },
    Command{
        "request-desk",
        "request-desk DIR/request [--listen 127.0.0.1:8481] [--host NAME …] [--certificate PEM --key PEM] [--zone "
        "Asia/Dushanbe]",
        "serve the public page alone, without any key",
        "Serves the page for people who ask for help, and nothing else, from the folder \"request\" of a node's "
        "folder:\n"
        "what comes in is sealed there until somebody of the team signs in. It needs no other file of the node and\n"
        "holds no key. Publish the page first, and choose there that a program of its own serves it.",
        "panoh request-desk /srv/register/request --host help.example.org",
        run_request_desk,
    },
    Command{
        "demo",
        "demo DIR [--json | --codes | --documents OUT]",
        "make a node with an invented coalition at work",
        "Makes a training node with three invented organisations, staff of every role and their work, and prints the\n"
        "logins. On a folder that holds a demo node it prints the logins again. --codes prints current one-time "
        "codes.\n"
        "--documents writes every kind of document of the demo, in each language and format, into the folder OUT.",
        "panoh demo build/demo --json",
        run_demo,
    },
    Command{
        "verify",
        "verify DIR [--as LOGIN --passphrase-fd N] [--node-lock-fd N]",
        "walk both chains, and with a login check every signature",
        "Checks without any key that no entry is missing, changed or out of place, and that the files hold together;\n"
        "names the first bad entry. With a login, whose passphrase is one line from that file descriptor, every entry\n"
        "is opened and its signature checked. For a stopped node or a restored backup.",
        "panoh verify /srv/register --as anna --passphrase-fd 3 3<passphrase.txt",
        run_verify,
    },
    Command{
        "backup",
        "backup DIR FOLDER",
        "copy ledger, keyring and blobs at one moment",
        "Writes FOLDER/records and FOLDER/keys: keep them in two places. Everything in them is sealed. Works while\n"
        "the node is running, open or sealed, and while it is not. FOLDER must be empty or missing.",
        "panoh backup /srv/register /media/usb/2026-11-22",
        run_backup,
    },
    Command{
        "restore",
        "restore FOLDER DIR [--keyring FOLDER] [--older-keyring | --older-records] [--node NODE]",
        "put a backup together again and check it",
        "Makes a node in DIR, empty or missing, from a backup and checks it. --keyring takes the keys from another\n"
        "folder. If one half is older than the other, it refuses, says what would be lost, and goes on only with\n"
        "--older-keyring or --older-records. With --node that node learns that a restore of its backup was tried.",
        "panoh restore /media/usb/2026-11-22 /srv/trial --node /srv/register",
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
        "version",
        "version",
        "say which version this is",
        "Two nodes that exchange backups or bundles are of the same version, or the reader is newer.",
        "panoh version",
        run_version,
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
        fmt::print("  {:<12} {}\n", command.name, command.summary);
    fmt::print("\n\"panoh help COMMAND\" says more, with an example.\n");
    return done;
}

int complain_at_the_end() noexcept
{
    std::fputs("panoh: could not go on: nobody reads what it prints, or memory is short\n", stderr);
    return could_not;
}

int complain(int code, std::string_view sentence)
{
    fmt::print(stderr, "panoh: {}\n", sentence);
    return code;
}

}  // namespace panoh::commands
