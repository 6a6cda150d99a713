#include "lock.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <limits>
#include <thread>

namespace bt::state {
namespace {

std::string lock_in(std::string const& folder)
{
    return join_path(folder, "lock");
}

[[noreturn]] void fail_open(std::string const& folder, std::string const& path)
{
    auto const reason = std::generic_category().message(errno);
    throw error{
        exit_code::io,
        fmt::format("cannot open session {}: {}: {}", session_of(folder), path, reason)};
}

/// flock keeps others out, but can only be asked about by taking it, which would keep out one who
/// comes in that moment. This one is held beside it, and can be asked about.
struct flock whole_file(short kind)
{
    struct flock what {};
    what.l_type = kind;
    what.l_whence = SEEK_SET;
    return what;
}

bool is_held(int fd)
{
    auto what = whole_file(F_WRLCK);
    return ::fcntl(fd, F_OFD_GETLK, &what) == 0 && what.l_type != F_UNLCK;
}

/// What is written in it, if it is a process that there is.
int pid_in(int fd)
{
    std::array<char, 16> text{};
    auto const got = ::pread(fd, text.data(), text.size(), 0);
    if (got <= 1 || text[static_cast<std::size_t>(got) - 1] != '\n') return 0;
    auto const pid = parse_integer(
        {text.data(), static_cast<std::size_t>(got) - 1}, 1, std::numeric_limits<pid_t>::max());
    if (!pid || (::kill(static_cast<pid_t>(*pid), 0) != 0 && errno == ESRCH)) return 0;
    return static_cast<int>(*pid);
}

/// Whoever has just taken the lock may not have written yet.
int wait_for_pid(int fd)
{
    constexpr int tries = 20;
    constexpr std::chrono::milliseconds pause{5};
    for (int each = 0; each < tries; ++each) {
        if (auto const pid = pid_in(fd)) return pid;
        std::this_thread::sleep_for(pause);
    }
    return 0;
}

[[noreturn]] void fail_busy(std::string const& folder, int pid)
{
    auto const name = session_of(folder);
    auto const who = pid > 0 ? fmt::format("process {}", pid) : "another process";
    throw error{
        exit_code::busy,
        fmt::format("cannot open session {}: {} is using it", name, who),
        pid > 0 ? fmt::format("bt-ctl -S {} steers process {}", name, pid) : ""};
}

}  // namespace

std::string session_of(std::string const& folder)
{
    auto const last = folder.find_last_not_of('/');
    return std::filesystem::path{folder.substr(0, last + 1)}.filename().native();
}

lock::lock(std::string const& folder)
{
    auto const path = lock_in(folder);
    unique_fd file{
        ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC, 0600)};
    if (!file) fail_open(folder, path);
    if (::flock(file.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) fail_busy(folder, wait_for_pid(file.get()));
        fail_open(folder, path);
    }
    // Some network file systems make one kind of lock of both, which then holds already.
    auto askable = whole_file(F_WRLCK);
    (void)::fcntl(file.get(), F_OFD_SETLK, &askable);
    auto const pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(file.get(), 0) != 0 || !write_all(file.get(), pid)) fail_open(folder, path);
    file_ = std::move(file);
}

lock::~lock()
{
    // The next holder is not to be taken for this one before it has written. A process that was
    // killed leaves its pid, which is why pid_in() asks whether there is such a process.
    if (file_) (void)!::ftruncate(file_.get(), 0);
}

std::optional<int> lock_owner(std::string const& folder)
{
    auto const path = lock_in(folder);
    unique_fd const file{::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC)};
    if (!file && (errno == ENOENT || errno == ENOTDIR)) return {};
    if (!file) fail_open(folder, path);
    if (!is_held(file.get())) return {};
    return wait_for_pid(file.get());
}

}  // namespace bt::state
