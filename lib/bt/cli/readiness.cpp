#include "readiness.hpp"

#include <bt/base/error.hpp>
#include <bt/base/loaded_library.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <system_error>
#include <utility>

extern char** environ;

namespace bt::cli {
namespace {

/// What a pid file may hold: digits and a newline, or nothing yet.
std::optional<pid_t> pid_in(std::string_view text)
{
    if (text.empty()) return 0;
    if (text.ends_with('\n')) text.remove_suffix(1);
    auto const pid = parse_integer(text, 1, std::numeric_limits<pid_t>::max());
    if (!pid) return {};
    return static_cast<pid_t>(*pid);
}

std::string text_of(int fd)
{
    std::array<char, 16> text{};  // longer than any number with its newline
    auto const got = ::pread(fd, text.data(), text.size(), 0);
    return {text.data(), got > 0 ? static_cast<std::size_t>(got) : 0};
}

[[noreturn]] void fail_busy(std::string const& path, std::optional<pid_t> holder)
{
    auto const who =
        holder.value_or(0) > 0 ? fmt::format("process {}", *holder) : "another process";
    fail(exit_code::busy, "write pid file", path, std::string_view{who + " holds it"});
}

bool is_same(struct stat const& a, struct stat const& b)
{
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

/// Whether the path leads to the open file, and not to another that took its place.
bool is_named(std::string const& path, int fd)
{
    struct stat named {};
    struct stat open {};
    return ::lstat(path.c_str(), &named) == 0 && ::fstat(fd, &open) == 0 && is_same(named, open);
}

std::string with_status(std::string fields, std::string_view status)
{
    // A line of its own would be another field, and systemd drops what is not UTF-8.
    if (!status.empty()) fields += "STATUS=" + printable(status) + "\n";
    return fields;
}

}  // namespace

ready_line::ready_line(int fd)
    : number_{fd}
{
    auto const refuse = [&](std::string_view why) {
        fail(exit_code::usage, "write to", fmt::format("descriptor {}", fd), why);
    };
    int const flags = ::fcntl(fd, F_GETFL);
    if (flags < 0) refuse("it is not open");
    if ((flags & O_ACCMODE) == O_RDONLY) refuse("it is not open for writing");
    // Others write to the standard streams too.
    if (fd > STDERR_FILENO)
        fd_ = unique_fd{fd};
    else
        fd_ = unique_fd{::fcntl(fd, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)};
    if (!fd_ || ::fcntl(fd_.get(), F_SETFD, FD_CLOEXEC) != 0)
        refuse(std::generic_category().message(errno));
}

void ready_line::tell(std::string_view line)
{
    auto const fd = std::exchange(fd_, unique_fd{});
    if (!fd || write_all(fd.get(), fmt::format("{}\n", line)) || errno == EPIPE) return;
    fail_errno(exit_code::no_output, "write to", fmt::format("descriptor {}", number_));
}

service_notify::service_notify(warning warn, char const* library)
    : warn_{std::move(warn)}
{
    auto const* const socket = std::getenv("NOTIFY_SOCKET");
    if (socket == nullptr || *socket == '\0') return;
    socket_ = fmt::format("NOTIFY_SOCKET={}", socket);
    int (*watchdog_enabled)(int, std::uint64_t*) = nullptr;
    try {
        loaded_library const from{
            {.file = library,
             .needed = "which telling the service manager needs (Debian's package libsystemd0)",
             .code = exit_code::failed}};
        from.find("sd_watchdog_enabled", watchdog_enabled);
        from.find("sd_notify", notify_);
    } catch (error const& e) {
        warn_(e.what());
    }
    std::uint64_t allowed = 0;
    if (notify_ != nullptr && watchdog_enabled(0, &allowed) > 0)
        every_ = std::chrono::microseconds{static_cast<std::int64_t>(allowed / 2)};
    for (auto const* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        ::unsetenv(name);
    for (auto** each = environ; each != nullptr && *each != nullptr; ++each)
        variables_.push_back(*each);
    variables_.push_back(socket_.data());
    variables_.push_back(nullptr);
}

void service_notify::send(std::string const& message)
{
    if (notify_ == nullptr) return;
    // sd_notify() finds the socket in the environment alone. Unlike setenv(), this changes nothing
    // under a thread that reads it; programs are started by the thread that is here now.
    auto** const usual = std::exchange(environ, variables_.data());
    int const sent = notify_(0, message.c_str());
    environ = usual;
    if (sent >= 0 || !warn_) return;
    std::exchange(warn_, {})(
        fmt::format("cannot tell the service manager: {}", std::generic_category().message(-sent)));
}

void service_notify::ready(std::string_view status)
{
    send(with_status("READY=1\n", status));
}

void service_notify::status(std::string_view text)
{
    // Empty takes the last one back.
    send(text.empty() ? "STATUS=\n" : with_status("", text));
}

void service_notify::reloading()
{
    // The manager compares it with its own CLOCK_MONOTONIC.
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    constexpr std::int64_t million = 1'000'000;
    send(
        fmt::format("RELOADING=1\nMONOTONIC_USEC={}\n", now.tv_sec * million + now.tv_nsec / 1000));
}

void service_notify::stopping()
{
    send("STOPPING=1\n");
}

void service_notify::alive(std::chrono::steady_clock::time_point now)
{
    if (!every_ || (last_alive_ && now - *last_alive_ < *every_)) return;
    last_alive_ = now;
    send("WATCHDOG=1\n");
}

pid_file::pid_file(std::string path)
    : path_{std::move(path)}
{
    // Its holder may remove it between the two steps of taking it, and the next one as well.
    constexpr int most_tries = 100;
    for (int tries = 0; !take(); ++tries)
        if (tries == most_tries) fail_busy(path_, {});
    auto const pid = fmt::format("{}\n", ::getpid());
    if (::ftruncate(fd_.get(), 0) == 0 && write_all(fd_.get(), pid)) return;
    int const reason = errno;
    ::unlink(path_.c_str());
    fail(exit_code::no_output, "write pid file", path_, {reason, std::generic_category()});
}

/// False if the file was removed before it was locked.
bool pid_file::take()
{
    // O_NONBLOCK for what is no file, such as a pipe without a reader.
    constexpr int how = O_RDWR | O_CREAT | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC | O_NONBLOCK;
    unique_fd file{::open(path_.c_str(), how, 0644)};
    struct stat facts {};
    if (!file || ::fstat(file.get(), &facts) != 0)
        fail_errno(exit_code::no_output, "write pid file", path_);
    if (!S_ISREG(facts.st_mode))
        fail(exit_code::no_output, "write pid file", path_, std::string_view{"it is no file"});
    bool const is_locked = ::flock(file.get(), LOCK_EX | LOCK_NB) == 0;
    if (!is_locked && errno != EWOULDBLOCK)
        fail_errno(exit_code::no_output, "write pid file", path_);
    auto const holder = pid_in(text_of(file.get()));
    if (!is_locked) fail_busy(path_, holder);
    if (!is_named(path_, file.get())) return false;
    if (!holder)
        fail(
            exit_code::refused,
            "write pid file",
            path_,
            std::string_view{"there is a file with something else in it"});
    fd_ = std::move(file);
    return true;
}

pid_file::~pid_file()
{
    if (is_named(path_, fd_.get())) ::unlink(path_.c_str());
}

}  // namespace bt::cli
