// SPDX-License-Identifier: AGPL-3.0-or-later
#include "documents/preview_sandbox.hpp"

#include <array>
#include <csignal>
#include <fcntl.h>
#include <linux/landlock.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace panoh::documents {

namespace {

constexpr rlim_t most_memory = 1'536ULL << 20U;
constexpr rlim_t most_seconds = 20;
constexpr rlim_t most_descriptors = 64;

bool limit(decltype(RLIMIT_AS) what, rlim_t most) noexcept
{
    const rlimit wanted{most, most};
    return ::setrlimit(what, &wanted) == 0;
}

/// What decoding, memory and threads need. None of it reaches beyond this process and its three descriptors.
constexpr std::array always_allowed{
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(lseek),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(brk),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(sysinfo),
    SCMP_SYS(uname),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(eventfd2),
    SCMP_SYS(fcntl),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
};

/// Looking for fonts; the ruleset of the file system decides which ones are there.
constexpr std::array allowed_for_fonts{
    SCMP_SYS(newfstatat),
    SCMP_SYS(stat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getdents64),
};

constexpr std::array font_folders{
    "/usr/share/fonts",
    "/usr/share/poppler",
    "/usr/share/fontconfig",
    "/usr/share/color",
    "/etc/fonts",
    "/var/cache/fontconfig",
};

/// Lets this process read fonts and no other file. False where the kernel does not have it.
bool keep_to_fonts() noexcept
{
    landlock_ruleset_attr rules{};
    rules.handled_access_fs = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE
                              | LANDLOCK_ACCESS_FS_READ_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR
                              | LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR
                              | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK
                              | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK
                              | LANDLOCK_ACCESS_FS_MAKE_SYM;
    const auto ruleset = static_cast<int>(::syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0));
    if (ruleset < 0) return false;
    for (const char* folder : font_folders) {
        landlock_path_beneath_attr beneath{};
        beneath.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
        beneath.parent_fd = ::open(folder, O_PATH | O_CLOEXEC);
        if (beneath.parent_fd < 0) continue;
        ::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
        ::close(beneath.parent_fd);
    }
    const bool kept = ::syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    ::close(ruleset);
    return kept;
}

bool allow_all(scmp_filter_ctx filter, bool fonts) noexcept
{
    bool well = true;
    for (const int call : always_allowed)
        well = well && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    // Memory that can be executed is never made; threads, but no processes; reading, but no writing.
    well =
        well
        && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) == 0;
    well = well
           && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))
                  == 0;
    well = well
           && seccomp_rule_add(
                  filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1, SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)
              ) == 0;
    // The C library falls back to clone, whose arguments can be looked at.
    well = well && seccomp_rule_add(filter, SCMP_ACT_ERRNO(38), SCMP_SYS(clone3), 0) == 0;
    well = well && seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME)) == 0;
    if (!fonts) return well;
    for (const int call : allowed_for_fonts)
        well = well && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    return well
           && seccomp_rule_add(
                  filter,
                  SCMP_ACT_ALLOW,
                  SCMP_SYS(openat),
                  1,
                  SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY)
              ) == 0;
}

}  // namespace

bool limit_this_process() noexcept
{
    return limit(RLIMIT_AS, most_memory) && limit(RLIMIT_CPU, most_seconds) && limit(RLIMIT_FSIZE, 0)
           && limit(RLIMIT_CORE, 0) && limit(RLIMIT_NOFILE, most_descriptors)
           && ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && ::prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
           && ::prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) == 0;
}

bool close_this_process(bool fonts) noexcept
{
    const bool may_read_fonts = fonts && keep_to_fonts();
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(1));
    if (filter == nullptr) return false;
    // Should a library have begun a thread already, the filter holds for it too.
    const bool every_thread = seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0;
    const bool closed = every_thread && allow_all(filter, may_read_fonts) && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return closed;
}

}  // namespace panoh::documents
