// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/preview.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace panoh::documents {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t read_piece = 1U << 20U;
constexpr std::size_t write_piece = 65'536;

/// Media types, and what the program calls the decoder that it may use for each.
constexpr std::array<std::pair<std::string_view, const char*>, 8> formats{{
    {"image/jpeg", "jpeg"},
    {"image/png", "png"},
    {"image/gif", "gif"},
    {"image/webp", "webp"},
    {"image/tiff", "tiff"},
    {"image/heic", "heif"},
    {"image/avif", "heif"},
    {"application/pdf", "pdf"},
}};

const char* format_of(std::string_view media_type) noexcept
{
    for (const auto& [type, format] : formats) {
        if (type == media_type) return format;
    }
    return nullptr;
}

class Pipe {
public:
    Pipe()
    {
        if (::pipe2(ends_.data(), O_CLOEXEC) != 0) ends_ = {-1, -1};
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe()
    {
        close_end(0);
        close_end(1);
    }
    [[nodiscard]] bool is_open() const noexcept { return ends_[0] >= 0; }
    [[nodiscard]] int end(std::size_t which) const { return ends_.at(which); }
    void close_end(std::size_t which)
    {
        const int descriptor = std::exchange(ends_.at(which), -1);
        if (descriptor >= 0) ::close(descriptor);
    }

private:
    std::array<int, 2> ends_{-1, -1};
};

/// The program at work; killed and waited for when this goes.
class Child {
public:
    Child(const std::string& program, const char* format, int side, const Pipe& in, const Pipe& out)
    {
        posix_spawn_file_actions_t actions{};
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, in.end(0), STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, out.end(1), STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
        std::string name = "panoh-preview";
        std::string kind = format;
        std::string pixels = std::to_string(side);
        std::array<char*, 4> arguments{name.data(), kind.data(), pixels.data(), nullptr};
        std::string home = "HOME=/nonexistent";
        std::string cache = "XDG_CACHE_HOME=/nonexistent";
        std::string discs = "VIPS_DISC_THRESHOLD=8g";
        std::array<char*, 4> surroundings{home.data(), cache.data(), discs.data(), nullptr};
        pid_t started = -1;
        if (::posix_spawn(&started, program.c_str(), &actions, nullptr, arguments.data(), surroundings.data()) == 0) {
            pid_ = started;
        }
        posix_spawn_file_actions_destroy(&actions);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child()
    {
        if (pid_ > 0) ::kill(pid_, SIGKILL);
        static_cast<void>(ended_well());
    }
    [[nodiscard]] bool is_running() const noexcept { return pid_ > 0; }
    bool ended_well()
    {
        if (pid_ <= 0) return false;
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return WIFEXITED(status) && WEXITSTATUS(status) == 0;
    }

private:
    pid_t pid_ = -1;
};

/// Feeds the file to the program and takes what comes back, both at once.
class Exchange {
public:
    Exchange(Pipe& in, Pipe& out, const Previewer::Limits& limits, std::uint64_t size, const Previewer::Reader& read)
        : in_(&in)
        , out_(&out)
        , limits_(&limits)
        , size_(size)
        , read_(&read)
        , deadline_(Clock::now() + limits.time)
    {
        ::fcntl(in.end(1), F_SETFL, O_NONBLOCK);
        ::fcntl(out.end(0), F_SETFL, O_NONBLOCK);
    }

    Result<std::string> run()
    {
        while (out_->is_open() && !ended_) {
            const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
            if (left.count() <= 0) return fail(ErrorCode::invalid_input, "a preview took too long");
            std::array<pollfd, 2> waiting{
                pollfd{out_->end(0), POLLIN, 0}, pollfd{feeding_ ? in_->end(1) : -1, POLLOUT, 0}};
            if (::poll(waiting.data(), waiting.size(), static_cast<int>(left.count())) < 0 && errno != EINTR) {
                return fail(ErrorCode::internal, "waiting for a preview failed");
            }
            if (waiting[1].revents != 0) {
                if (auto done = feed(); !done) return done.error();
            }
            if (waiting[0].revents != 0) {
                if (auto done = take(); !done) return done.error();
            }
        }
        return std::move(picture_);
    }

private:
    Result<void> feed()
    {
        if (at_ == piece_.size()) {
            if (given_ == size_) {
                feeding_ = false;
                in_->close_end(1);
                return {};
            }
            auto next = (*read_)(given_, read_piece);
            if (!next) return next.error();
            if (next->empty()) return fail(ErrorCode::damaged, "a file is shorter than it says");
            piece_ = std::move(*next);
            at_ = 0;
            given_ += piece_.size();
        }
        const std::size_t length = std::min(write_piece, piece_.size() - at_);
        const auto written = ::write(in_->end(1), piece_.data() + at_, length);
        if (written > 0) at_ += static_cast<std::size_t>(written);
        if (written < 0 && errno != EAGAIN && errno != EINTR) {
            // It has seen enough, or is gone: what it says decides.
            feeding_ = false;
            in_->close_end(1);
        }
        return {};
    }

    Result<void> take()
    {
        std::array<char, write_piece> buffer{};
        const auto received = ::read(out_->end(0), buffer.data(), buffer.size());
        if (received == 0) ended_ = true;
        if (received > 0) picture_.append(buffer.data(), static_cast<std::size_t>(received));
        if (picture_.size() > limits_->output) return fail(ErrorCode::invalid_input, "a preview is too long");
        return {};
    }

    Pipe* in_;
    Pipe* out_;
    const Previewer::Limits* limits_;
    std::uint64_t size_;
    const Previewer::Reader* read_;
    Clock::time_point deadline_;
    Bytes piece_;
    std::size_t at_ = 0;
    std::uint64_t given_ = 0;
    bool feeding_ = true;
    bool ended_ = false;
    std::string picture_;
};

/// A JPEG from its first marker to its last: nothing else leaves here as a picture.
bool is_jpeg(std::string_view bytes) noexcept
{
    return bytes.size() > 4 && bytes.starts_with("\xFF\xD8\xFF") && bytes.ends_with("\xFF\xD9");
}

}  // namespace

Previewer::Previewer(std::string program)
    : Previewer(std::move(program), Limits())
{}

Previewer::Previewer(std::string program, Limits limits)
    : program_(std::move(program))
    , limits_(limits)
{}

std::string Previewer::program_beside_this()
{
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    return error ? std::string() : (self.parent_path() / "panoh-preview").string();
}

bool Previewer::knows(std::string_view media_type) noexcept
{
    return format_of(media_type) != nullptr;
}

Result<std::string> Previewer::picture(std::string_view media_type, std::uint64_t size, const Reader& read) const
{
    const char* format = format_of(media_type);
    if (format == nullptr) return fail(ErrorCode::invalid_input, "no preview of this kind of file");
    if (size > limits_.input) return fail(ErrorCode::too_large, "a file is too long for a preview");
    if (!free_.try_acquire_for(limits_.time)) return fail(ErrorCode::busy, "too many previews at once");
    struct Turn {
        std::counting_semaphore<at_once>& free;
        ~Turn() { free.release(); }
    };
    const Turn turn{free_};
    Pipe in;
    Pipe out;
    if (!in.is_open() || !out.is_open()) return fail(ErrorCode::busy, "no pipe for a preview");
    Child child(program_, format, limits_.side, in, out);
    if (!child.is_running()) return fail(ErrorCode::invalid_input, "the program for previews could not be started");
    in.close_end(0);
    out.close_end(1);
    auto picture = Exchange(in, out, limits_, size, read).run();
    if (!picture) return picture.error();
    if (!child.ended_well() || !is_jpeg(*picture)) {
        return fail(ErrorCode::invalid_input, "no preview can be made of a file");
    }
    return picture;
}

}  // namespace panoh::documents
