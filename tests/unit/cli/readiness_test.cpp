#include "support/files.hpp"
#include "unit/state/fixture.hpp"

#include <bt/cli/readiness.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace bt::cli {
namespace {

using namespace std::chrono_literals;

struct a_ready_line : testing::Test {
    int ends[2]{-1, -1};
    unique_fd from;
    int into = -1;

    a_ready_line()
    {
        std::signal(SIGPIPE, SIG_IGN);  // as run_process() does
        EXPECT_EQ(::pipe(ends), 0);
        from = unique_fd{ends[0]};
        into = ends[1];
    }

    /// All that comes until the other end is closed.
    [[nodiscard]] std::string received() const
    {
        std::string out;
        std::array<char, 64> part{};
        for (ssize_t got = 0; (got = ::read(from.get(), part.data(), part.size())) > 0;)
            out.append(part.data(), static_cast<std::size_t>(got));
        return out;
    }

    static void expect_refused(int fd, std::string const& why)
    {
        auto const e = test::caught_error([&] { ready_line const line{fd}; });
        EXPECT_EQ(e.code(), exit_code::usage);
        EXPECT_EQ(e.what(), fmt::format("cannot write to descriptor {}: {}", fd, why));
    }
};

TEST_F(a_ready_line, is_written_once_and_closed)
{
    ready_line line{into};
    line.tell("ready 6881");
    EXPECT_EQ(received(), "ready 6881\n");
    line.tell("again");
    EXPECT_EQ(::fcntl(into, F_GETFD), -1);
}

TEST_F(a_ready_line, that_never_came_ends_without_a_newline)
{
    {
        ready_line const line{into};
    }
    EXPECT_EQ(received(), "");
}

TEST_F(a_ready_line, is_not_inherited)
{
    EXPECT_EQ(::fcntl(into, F_GETFD) & FD_CLOEXEC, 0);
    ready_line const line{into};
    EXPECT_NE(::fcntl(into, F_GETFD) & FD_CLOEXEC, 0);
}

TEST_F(a_ready_line, whose_reader_went_away_is_no_error)
{
    ready_line line{into};
    from = unique_fd{};
    EXPECT_NO_THROW(line.tell("ready"));
}

TEST_F(a_ready_line, that_cannot_be_written_is_one)
{
    int const full = ::open("/dev/full", O_WRONLY);
    ready_line line{full};
    auto const e = test::caught_error([&] { line.tell("ready"); });
    EXPECT_EQ(e.code(), exit_code::no_output);
    EXPECT_EQ(
        e.what(), fmt::format("cannot write to descriptor {}: No space left on device", full));
    ::close(into);
}

TEST_F(a_ready_line, needs_a_descriptor_that_is_open_for_writing)
{
    ::close(into);
    expect_refused(into, "it is not open");
    expect_refused(-1, "it is not open");
    test::scratch const place;
    test::write_file(place / "file", "x");
    for (int const how : {O_RDONLY, O_PATH}) {
        unique_fd const file{::open((place / "file").c_str(), how)};
        expect_refused(file.get(), "it is not open for writing");
        EXPECT_EQ(::fcntl(file.get(), F_GETFD), 0) << "it was taken all the same";
    }
}

TEST_F(a_ready_line, leaves_the_standard_streams_open)
{
    test::forked other{[&](auto const& say) {
        ::dup2(into, STDOUT_FILENO);
        ready_line{STDOUT_FILENO}.tell("ready");
        say(::fcntl(STDOUT_FILENO, F_GETFD));
        (void)!::write(STDOUT_FILENO, "record\n", 7);
    }};
    ::close(into);
    EXPECT_EQ(other.listen(), 0);
    EXPECT_EQ(received(), "ready\nrecord\n");
}

/// Stands for the service manager.
class manager {
public:
    /// A name that begins with "@" is an abstract one.
    explicit manager(std::string const& name)
        : fd_{::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)}
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        name.copy(address.sun_path, sizeof address.sun_path - 1);
        auto length = offsetof(sockaddr_un, sun_path) + name.size();
        if (name[0] == '@')
            address.sun_path[0] = '\0';
        else
            ++length;
        EXPECT_EQ(
            ::bind(
                fd_.get(),
                reinterpret_cast<sockaddr const*>(&address),
                static_cast<socklen_t>(length)),
            0);
        ::setenv("NOTIFY_SOCKET", name.c_str(), 1);
    }

    /// The next message; nothing if none has come.
    [[nodiscard]] std::optional<std::string> heard() const
    {
        std::array<char, 4096> text{};
        auto const got = ::recv(fd_.get(), text.data(), text.size(), 0);
        if (got < 0) return {};
        return std::string{text.data(), static_cast<std::size_t>(got)};
    }

private:
    unique_fd fd_;
};

struct a_service : testing::Test {
    test::scratch place;
    std::vector<std::string> warnings;
    service_notify::warning warn = [this](std::string_view text) { warnings.emplace_back(text); };

    a_service() { forget(); }
    ~a_service() override { forget(); }
    static void forget()
    {
        for (auto const* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            ::unsetenv(name);
    }
};

TEST_F(a_service, tells_its_manager_how_it_is)
{
    for (auto const& name : {place / "socket", fmt::format("@bt-test-{}", ::getpid())}) {
        manager const init{name};
        service_notify service{warn};
        EXPECT_TRUE(service.enabled());
        EXPECT_EQ(init.heard(), std::nullopt);
        service.ready("2 torrents on port 6881");
        EXPECT_EQ(init.heard(), "READY=1\nSTATUS=2 torrents on port 6881\n");
        service.ready("");
        EXPECT_EQ(init.heard(), "READY=1\n");
        service.status("3 torrents");
        EXPECT_EQ(init.heard(), "STATUS=3 torrents\n");
        service.status("");
        EXPECT_EQ(init.heard(), "STATUS=\n");
        service.stopping();
        EXPECT_EQ(init.heard(), "STOPPING=1\n");
        EXPECT_EQ(init.heard(), std::nullopt);
    }
    EXPECT_TRUE(warnings.empty());
}

TEST_F(a_service, says_when_it_began_to_reload)
{
    auto const now = [] {
        timespec at{};
        ::clock_gettime(CLOCK_MONOTONIC, &at);
        return at.tv_sec * 1'000'000 + at.tv_nsec / 1000;
    };
    manager const init{place / "socket"};
    service_notify service{warn};
    auto const before = now();
    service.reloading();
    auto const after = now();
    auto const said = init.heard().value_or("");
    std::string const front = "RELOADING=1\nMONOTONIC_USEC=";
    ASSERT_TRUE(said.starts_with(front)) << said;
    auto const when = std::stoll(said.substr(front.size()));
    EXPECT_LE(before, when);
    EXPECT_LE(when, after);
}

TEST_F(a_service, has_a_status_that_adds_no_field)
{
    manager const init{place / "socket"};
    service_notify service{warn};
    service.status("a\nMAINPID=1\xff");
    EXPECT_EQ(init.heard(), "STATUS=a\\x0aMAINPID=1\\xff\n");
}

TEST_F(a_service, keeps_its_socket_from_its_children_and_theirs)
{
    manager const init{place / "socket"};
    ::setenv("WATCHDOG_USEC", "1000000", 1);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    service_notify service{warn};
    for (int each = 0; each < 2; ++each) {
        for (auto const* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            EXPECT_EQ(std::getenv(name), nullptr) << name;
        service.ready("");
        EXPECT_EQ(init.heard(), "READY=1\n");
    }
    EXPECT_NE(std::getenv("PATH"), nullptr);
}

TEST_F(a_service, leaves_other_threads_their_variables)
{
    manager const init{place / "socket"};
    service_notify service{warn};
    std::atomic<int> missing = 0;
    std::jthread const other{[&](std::stop_token const& stop) {
        while (!stop.stop_requested())
            if (std::getenv("PATH") == nullptr) ++missing;
    }};
    constexpr int messages = 2000;
    for (int each = 0; each < messages; ++each) {
        service.ready("");
        EXPECT_EQ(init.heard(), "READY=1\n");
    }
    EXPECT_EQ(missing, 0);
}

TEST_F(a_service, that_is_watched_is_alive_each_half_of_its_time)
{
    manager const init{place / "socket"};
    ::setenv("WATCHDOG_USEC", "60000000", 1);
    service_notify service{warn};
    EXPECT_EQ(service.alive_every(), 30s);
    std::chrono::steady_clock::time_point const start{1000s};
    service.alive(start);
    EXPECT_EQ(init.heard(), "WATCHDOG=1\n");
    service.alive(start + 29s);
    EXPECT_EQ(init.heard(), std::nullopt);
    service.alive(start + 30s);
    EXPECT_EQ(init.heard(), "WATCHDOG=1\n");
    service.alive(start + 59s);
    EXPECT_EQ(init.heard(), std::nullopt);
}

TEST_F(a_service, that_is_not_watched_does_not_say_so)
{
    manager const init{place / "socket"};
    ::setenv("WATCHDOG_USEC", "1000000", 1);
    ::setenv("WATCHDOG_PID", "1", 1);
    service_notify service{warn};
    EXPECT_EQ(service.alive_every(), std::nullopt);
    service.alive(std::chrono::steady_clock::time_point{1000s});
    EXPECT_EQ(init.heard(), std::nullopt);
}

TEST_F(a_service, without_a_manager_is_silent_and_loads_nothing)
{
    service_notify service{warn, "libnone.so.0"};
    EXPECT_FALSE(service.enabled());
    service.ready("x");
    service.alive({});
    EXPECT_TRUE(warnings.empty());
}

TEST_F(a_service, warns_once_without_the_library)
{
    manager const init{place / "socket"};
    service_notify service{warn, "libnone.so.0"};
    EXPECT_FALSE(service.enabled());
    EXPECT_EQ(std::getenv("NOTIFY_SOCKET"), nullptr);
    service.ready("x");
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_TRUE(warnings[0].starts_with(
        "cannot load libnone.so.0, which telling the service manager needs (Debian's package "
        "libsystemd0): "))
        << warnings[0];
}

TEST_F(a_service, warns_once_if_nobody_listens)
{
    ::setenv("NOTIFY_SOCKET", (place / "none").c_str(), 1);
    service_notify service{warn};
    service.ready("x");
    service.stopping();
    EXPECT_EQ(
        warnings,
        std::vector<std::string>{"cannot tell the service manager: No such file or directory"});
}

}  // namespace
}  // namespace bt::cli
