// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/storage/whole_file.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

namespace panoh::storage {

namespace {

namespace files = std::filesystem;

class File {
public:
    File(const std::string& path, int flags)
        : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR))
    {}
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    File(File&&) = delete;
    File& operator=(File&&) = delete;
    ~File()
    {
        if (number_ >= 0) ::close(number_);
    }

    [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
    [[nodiscard]] bool sync() const noexcept { return ::fsync(number_) == 0; }

    [[nodiscard]] bool write_all(BytesView bytes) const
    {
        while (!bytes.empty()) {
            const ssize_t written = ::write(number_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        return true;
    }

    /// Nothing unless it is a plain file of at most that length.
    [[nodiscard]] std::optional<std::size_t> length(std::uint64_t most) const
    {
        struct stat facts {};
        if (::fstat(number_, &facts) != 0 || !S_ISREG(facts.st_mode)) return std::nullopt;
        const auto size = static_cast<std::uint64_t>(facts.st_size);
        return size > most ? std::nullopt : std::optional(static_cast<std::size_t>(size));
    }

    [[nodiscard]] std::optional<Bytes> read_all(std::size_t size) const
    {
        Bytes bytes(size);
        std::span<std::uint8_t> rest(bytes);
        while (!rest.empty()) {
            const ssize_t got = ::read(number_, rest.data(), rest.size());
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return std::nullopt;
            rest = rest.subspan(static_cast<std::size_t>(got));
        }
        return bytes;
    }

private:
    int number_;
};

Error broken(const char* sentence)
{
    return fail(ErrorCode::storage, sentence);
}

}  // namespace

Result<void> write_whole(const std::string& folder, const std::string& name, BytesView bytes)
{
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) return broken("a folder cannot be made");
    const std::string path = folder + "/" + name;
    const std::string part = path + std::string(part_suffix);
    {
        const File file(part, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.is_open()) return broken("a file cannot be made");
        if (!file.write_all(bytes) || !file.sync()) {
            ::unlink(part.c_str());
            return broken("a file could not be written");
        }
    }
    if (::rename(part.c_str(), path.c_str()) != 0) {
        ::unlink(part.c_str());
        return broken("a file could not be put in its place");
    }
    return sync_folder(folder);
}

std::optional<Bytes> read_whole(const std::string& path, std::uint64_t most)
{
    const File file(path, O_RDONLY | O_NONBLOCK);
    if (!file.is_open()) return std::nullopt;
    const auto size = file.length(most);
    return size ? file.read_all(*size) : std::nullopt;
}

bool remove_file(const std::string& path) noexcept
{
    return ::unlink(path.c_str()) == 0;
}

Result<void> sync_folder(const std::string& folder)
{
    const File file(folder, O_RDONLY | O_DIRECTORY);
    return file.is_open() && file.sync() ? Result<void>{} : broken("a folder cannot be synced");
}

Result<std::vector<Listed>> files_in(const std::string& folder)
{
    std::vector<Listed> found;
    std::error_code error;
    if (!files::exists(folder, error)) return found;
    files::directory_iterator at(folder, error);
    for (; !error && at != files::directory_iterator(); at.increment(error)) {
        std::error_code gone;
        const auto size = at->file_size(gone);
        if (!gone) found.push_back({at->path().string(), size});
    }
    if (error) return broken("a folder cannot be listed");
    std::sort(found.begin(), found.end(), [](const Listed& left, const Listed& right) {
        return left.path < right.path;
    });
    return found;
}

}  // namespace panoh::storage
