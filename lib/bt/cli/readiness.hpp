#pragma once

#include <bt/base/file.hpp>

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// How a service tells whoever started it that it serves: s6 and scripts with a descriptor,
/// systemd with a socket, old init scripts with a file. Made before there are other threads, and
/// used on one.
namespace bt::cli {

/// One line to a descriptor that the parent opened, as in s6's notification-fd. It is closed after
/// the line, so that a shell's `read` and one that reads to the end both go on; without a line the
/// end tells them. Standard streams stay open.
class ready_line {
public:
    /// Takes the descriptor, and keeps programs that are started from having it. Throws
    /// error(usage) if it is not open for writing.
    explicit ready_line(int fd);

    /// Only the first does something; the newline is added. A reader that went away is no error;
    /// else throws error(no_output).
    void tell(std::string_view line);

private:
    int number_;
    unique_fd fd_;
};

/// systemd's sd_notify(3), if $NOTIFY_SOCKET names a socket; else does nothing. libsystemd is
/// loaded for it. Programs that are started do not have the socket. Messages are small and wait
/// only if the manager's queue is full.
class service_notify {
public:
    using warning = std::function<void(std::string_view sentence)>;

    /// Takes NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID out of the environment. `warn` is called
    /// at most once, here or later: there is no library, or nobody at the socket.
    explicit service_notify(warning warn, char const* library = "libsystemd.so.0");
    ~service_notify() = default;
    service_notify(service_notify const&) = delete;
    service_notify& operator=(service_notify const&) = delete;
    service_notify(service_notify&&) = delete;
    service_notify& operator=(service_notify&&) = delete;

    [[nodiscard]] bool enabled() const { return notify_ != nullptr; }
    /// Half the time that the manager allows between two alive(); nothing if it does not watch.
    [[nodiscard]] std::optional<std::chrono::microseconds> alive_every() const { return every_; }

    /// It serves, for the first time or again after reloading(). The status may be empty.
    void ready(std::string_view status);
    /// What `systemctl status` shows.
    void status(std::string_view text);
    void reloading();
    void stopping();
    /// To be called often, several times in alive_every(): sends at most once in that time.
    void alive(std::chrono::steady_clock::time_point now);

private:
    void send(std::string const& message);

    warning warn_;
    int (*notify_)(int, char const*) = nullptr;
    std::string socket_;            ///< "NOTIFY_SOCKET=..."
    std::vector<char*> variables_;  ///< those of the process, with it
    std::optional<std::chrono::microseconds> every_;
    std::optional<std::chrono::steady_clock::time_point> last_alive_;
};

/// A file with the process's number in it, from construction to destruction. What keeps others out
/// is a lock on it, which ends with the process: a file left behind by one that was killed is
/// taken over, whoever has its number now.
class pid_file {
public:
    /// Throws error(busy) if another process holds it, or this one; error(refused) if there is a
    /// file with something else in it; error(no_output) if it cannot be written.
    explicit pid_file(std::string path);
    /// Removes it, if it still is this one's.
    ~pid_file();
    pid_file(pid_file const&) = delete;
    pid_file& operator=(pid_file const&) = delete;
    pid_file(pid_file&&) = delete;
    pid_file& operator=(pid_file&&) = delete;

private:
    [[nodiscard]] bool take();

    std::string path_;
    unique_fd fd_;
};

}  // namespace bt::cli
