// SPDX-License-Identifier: AGPL-3.0-or-later
#include "main/commands/passphrase.hpp"

#include <charconv>
#include <unistd.h>

namespace panoh::commands {

Result<Sensitive<std::string>> read_passphrase(const std::string& descriptor)
{
    constexpr std::size_t longest = 1024;
    int file = -1;
    const char* end = descriptor.data() + descriptor.size();
    const auto parsed = std::from_chars(descriptor.data(), end, file);
    if (parsed.ec != std::errc() || parsed.ptr != end || file < 0) {
        return fail(ErrorCode::invalid_input, "a passphrase is read from the number of an open file descriptor");
    }
    std::string line;
    char letter = 0;
    while (line.size() < longest && ::read(file, &letter, 1) == 1 && letter != '\n')
        line += letter;
    ::close(file);
    if (line.empty()) return fail(ErrorCode::invalid_input, "no passphrase came through the file descriptor");
    return Sensitive<std::string>(std::move(line));
}

}  // namespace panoh::commands
