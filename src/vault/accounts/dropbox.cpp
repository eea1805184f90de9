// SPDX-License-Identifier: AGPL-3.0-or-later
#include "vault/accounts/dropbox.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace panoh::accounts {

namespace {

namespace files = std::filesystem;

constexpr std::uint8_t box_version = 1;
constexpr std::size_t padding = 512;
constexpr const char* box_suffix = ".box";
constexpr const char* part_suffix = ".part";
constexpr const char* unreadable_suffix = ".unreadable";
constexpr std::chrono::hours abandoned_after{1};
/// Nothing larger was put by this program.
constexpr std::uint64_t largest_file = std::uint64_t{128} << 20U;

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

Result<void> sync_folder(const std::string& folder)
{
    const File file(folder, O_RDONLY | O_DIRECTORY);
    return file.is_open() && file.sync() ? Result<void>{} : broken("the folder of the drop box cannot be synced");
}

struct Listed {
    std::string path;
    std::uint64_t size = 0;
};

/// Files of the folder, a missing folder being an empty one.
Result<std::vector<Listed>> listed(const std::string& folder)
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
    if (error) return broken("the drop box cannot be listed");
    std::sort(found.begin(), found.end(), [](const Listed& left, const Listed& right) {
        return left.path < right.path;
    });
    return found;
}

Bytes packed(std::string_view kind, Timestamp at, BytesView payload)
{
    ByteWriter writer;
    writer.u8(box_version);
    writer.sized(kind);
    writer.u64(static_cast<std::uint64_t>(at.time_since_epoch().count()));
    writer.sized(payload);
    Bytes plain = std::move(writer).take();
    plain.resize((plain.size() + padding - 1) / padding * padding);
    return plain;
}

std::optional<DropBox::Box> unpacked(BytesView plain)
{
    ByteReader reader(plain);
    const bool known = reader.u8() == box_version;
    DropBox::Box box;
    box.kind = std::string(text_of(reader.sized()));
    box.at = Timestamp(std::chrono::microseconds(static_cast<std::int64_t>(reader.u64())));
    box.payload = crypto::SecretBytes(reader.sized());
    if (!reader.ok() || !known) return std::nullopt;
    return box;
}

std::optional<DropBox::Box> open_box(const vault::NodeKeys& keys, const Listed& each)
{
    if (each.size > largest_file) return std::nullopt;
    const File file(each.path, O_RDONLY);
    const auto sealed = file.is_open() ? file.read_all(each.size) : std::nullopt;
    if (!sealed) return std::nullopt;
    const auto plain = crypto::open_sealed(keys.drop_box(), *sealed);
    return plain ? unpacked(plain->view()) : std::nullopt;
}

/// What a process left that stopped while it wrote.
void remove_if_abandoned(const std::string& path)
{
    std::error_code error;
    const auto written = files::last_write_time(path, error);
    const auto now = files::file_time_type::clock::now();
    if (!error && now - written > abandoned_after) files::remove(path, error);
}

}  // namespace

Result<void>
DropBox::put(std::string_view kind, Timestamp at, BytesView payload, Random& random, const Limits& limits) const
{
    if (payload.size() > limits.box_bytes) return fail(ErrorCode::too_large, "a box for the drop box is too large");
    if (::mkdir(folder_.c_str(), S_IRWXU) != 0 && errno != EEXIST) return broken("the drop box cannot be made");
    const auto there = listed(folder_);
    if (!there) return there.error();
    Bytes plain = packed(kind, at, payload);
    const Bytes sealed = crypto::seal_to(drop_key_, plain);
    crypto::wipe(plain);
    std::uint64_t bytes = sealed.size();
    for (const Listed& each : *there)
        bytes += each.size;
    if (there->size() >= limits.boxes || bytes > limits.bytes) return fail(ErrorCode::busy, "the drop box is full");

    std::array<std::uint8_t, 16> name{};
    random.fill(name);
    const std::string stem = folder_ + "/" + to_hex(name);
    const std::string part = stem + part_suffix;
    {
        const File file(part, O_WRONLY | O_CREAT | O_EXCL);
        if (!file.is_open()) return broken("a box cannot be made in the drop box");
        if (!file.write_all(sealed) || !file.sync()) {
            ::unlink(part.c_str());
            return broken("a box could not be written to the drop box");
        }
    }
    if (::rename(part.c_str(), (stem + box_suffix).c_str()) != 0) {
        ::unlink(part.c_str());
        return broken("a box could not be put into the drop box");
    }
    return sync_folder(folder_);
}

Result<DropBox::Report> DropBox::import(const vault::NodeKeys& keys, const Visitor& visitor) const
{
    const auto there = listed(folder_);
    if (!there) return there.error();
    Report report;
    for (const Listed& each : *there) {
        if (each.path.ends_with(part_suffix)) remove_if_abandoned(each.path);
        if (!each.path.ends_with(box_suffix)) continue;
        const auto box = open_box(keys, each);
        if (!box) {
            ++report.unreadable;
            std::error_code error;
            files::rename(each.path, each.path + unreadable_suffix, error);
            continue;
        }
        const auto taken = visitor(*box);
        if (!taken) return taken.error();
        if (!*taken) {
            ++report.left;
            continue;
        }
        ++report.taken;
        if (::unlink(each.path.c_str()) != 0) return broken("a box could not be taken out of the drop box");
    }
    if (report.taken == 0) return report;
    if (auto synced = sync_folder(folder_); !synced) return synced.error();
    return report;
}

}  // namespace panoh::accounts
