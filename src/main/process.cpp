// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/process.hpp"

#include "vault/crypto/secret.hpp"

#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace panoh::process {

namespace {

bool swap_is_in_use()
{
    std::ifstream swaps("/proc/swaps");
    std::string line;
    int lines = 0;
    while (std::getline(swaps, line))
        ++lines;
    return lines > 1;
}

}  // namespace

void harden()
{
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    ::umask(S_IRWXG | S_IRWXO);
    std::signal(SIGPIPE, SIG_IGN);
}

std::vector<std::string> weaknesses()
{
    std::vector<std::string> found;
    if (!crypto::arena_is_locked()) {
        found.emplace_back("memory for keys cannot be locked: raise the limit of locked memory (ulimit -l)");
    }
    if (swap_is_in_use()) {
        found.emplace_back("swap is in use: switch it off or encrypt it, or keys may reach the disk");
    }
    return found;
}

void re_execute(const std::vector<std::string>& words, const std::vector<int>& descriptors)
{
    for (const int descriptor : descriptors) {
        if (descriptor < 0) continue;
        const int flags = ::fcntl(descriptor, F_GETFD);
        ::fcntl(descriptor, F_SETFD, flags & ~FD_CLOEXEC);
    }
    std::vector<std::string> copies = words;
    std::vector<char*> arguments;
    arguments.reserve(copies.size() + 1);
    for (std::string& word : copies)
        arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv("/proc/self/exe", arguments.data());
}

}  // namespace panoh::process
