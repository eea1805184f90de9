// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/prctl.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace panoh::bench {

/// For what a benchmark cannot go on without.
inline void must(bool holds, const char* what)
{
    if (holds) return;
    std::fprintf(stderr, "%s\n", what);
    std::abort();
}

class Stopwatch {
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
    }

private:
    std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Resident memory of a process in MiB.
inline double resident(pid_t process)
{
    std::ifstream file("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

/// Does the work in a process of its own, whose memory goes with it. To be called without other threads.
template <class Work>
void in_own_process(const Work& work)
{
    const pid_t child = ::fork();
    must(child >= 0, "no process for the work");
    if (child == 0) {
        work();
        ::_exit(0);
    }
    int status = 0;
    must(::waitpid(child, &status, 0) == child && status == 0, "the work of another process failed");
}

/// Another program at work, of which the standard output is read. It is told to end with this and waited for, and
/// does not outlive the benchmark.
class Program {
public:
    /// The first word is the program's path. To be called without other threads.
    explicit Program(std::vector<std::string> words)
    {
        std::array<int, 2> ends{};
        must(::pipe(ends.data()) == 0, "no pipe");
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        process_ = ::fork();
        must(process_ >= 0, "no process for the program");
        if (process_ == 0) {
            ::prctl(PR_SET_PDEATHSIG, SIGTERM);
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            ::execv(arguments.front(), arguments.data());
            ::_exit(127);
        }
        ::close(ends[1]);
        output_ = ::fdopen(ends[0], "r");
        must(output_ != nullptr, "the program's output cannot be read");
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program()
    {
        ::kill(process_, SIGTERM);
        ::waitpid(process_, nullptr, 0);
        std::fclose(output_);
    }
    [[nodiscard]] pid_t process() const noexcept { return process_; }
    /// The next line that it prints, without its end; empty when it prints no more.
    [[nodiscard]] std::string line() const
    {
        std::string read;
        for (int letter = std::fgetc(output_); letter != EOF && letter != '\n'; letter = std::fgetc(output_))
            read.push_back(static_cast<char>(letter));
        return read;
    }

private:
    pid_t process_ = -1;
    std::FILE* output_ = nullptr;
};

}  // namespace panoh::bench
