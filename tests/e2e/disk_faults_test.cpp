#include "disk.hpp"
#include "support/mount.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>

namespace bt::test {
namespace {

class disk_fault : public served {
protected:
    /// Bytes of the content of src/data.
    [[nodiscard]] std::int64_t whole() const
    {
        std::int64_t size = 0;
        for (auto const& each : std::filesystem::recursive_directory_iterator{place / "src/data"})
            if (each.is_regular_file()) size += static_cast<std::int64_t>(each.file_size());
        return size;
    }

    static std::int64_t fetched(ended const& end)
    {
        return end.last_line()["total_payload_download"].get<std::int64_t>();
    }
};

/// An address that nobody answers on. Who called is seen although nobody took the call.
class silent_peer {
public:
    silent_peer()
    {
        sockaddr_in here{};
        here.sin_family = AF_INET;
        here.sin_port = htons(static_cast<std::uint16_t>(port_));
        here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto const* const address = reinterpret_cast<sockaddr*>(&here);
        for (std::size_t i = 0; i < sockets_.size(); ++i) {
            sockets_[i].fd = ::socket(AF_INET, i == 0 ? SOCK_STREAM : SOCK_DGRAM, 0);
            ready_ = ready_ && ::bind(sockets_[i].fd, address, sizeof here) == 0;
        }
        ready_ = ready_ && ::listen(sockets_[0].fd, 8) == 0;
    }
    ~silent_peer()
    {
        for (auto const& each : sockets_)
            ::close(each.fd);
    }
    silent_peer(silent_peer const&) = delete;
    silent_peer& operator=(silent_peer const&) = delete;
    silent_peer(silent_peer&&) = delete;
    silent_peer& operator=(silent_peer&&) = delete;

    [[nodiscard]] bool is_ready() const { return ready_; }
    [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(port_); }
    /// By TCP or by uTP.
    [[nodiscard]] bool was_called() { return ::poll(sockets_.data(), sockets_.size(), 0) > 0; }

private:
    int port_ = free_port();
    bool ready_ = true;
    std::array<pollfd, 2> sockets_{
        pollfd{.fd = -1, .events = POLLIN, .revents = 0},
        pollfd{.fd = -1, .events = POLLIN, .revents = 0}};
};

TEST_F(disk_fault, a_full_disk_is_told_once_and_what_is_good_is_kept_for_when_there_is_room)
{
    memory_disk disk{place / "got", "size=2m"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    serve(make("x", {"-l", "16K"}));
    auto const full = run(fetch());
    expect_one_file_error(full, place / "got/data/", "No space left on device");
    EXPECT_EQ(full.last_line()["reason"], "file_error");
    EXPECT_LT(full.last_line()["duration"], 10);

    ASSERT_TRUE(disk.set_options("size=16m"));
    auto const roomy = run(fetch());
    expect_ok(roomy);
    EXPECT_TRUE(arrived());
    EXPECT_LT(fetched(roomy), whole() - 1'000'000);
    expect_ok(stop_seeder());
}

TEST_F(disk_fault, a_disk_that_is_full_already_is_told_once)
{
    memory_disk disk{place / "got", "size=64k"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    write_file(place / "got/pad", std::string(64 * 1024, 'x'));
    serve(make("x", {}));
    auto const full = run(fetch());
    expect_one_file_error(full, place / "got/data", "No space left on device");
    EXPECT_LT(full.last_line()["duration"], 10);
}

TEST_F(disk_fault, a_file_size_limit_is_told_and_kills_nobody)
{
    serve(make("x", {}));
    auto const limit = run(limited("--fsize=1000000", fetch()));
    expect_one_file_error(limit, place / "got/data/large.bin", "File too large");
    EXPECT_LT(limit.last_line()["duration"], 10);
    expect_ok(run(fetch()));
    EXPECT_TRUE(arrived());
}

TEST_F(disk_fault, a_seeder_under_a_file_size_limit_serves_all)
{
    auto const torrent = make("x", {});
    serve(torrent, limited("--fsize=200000", seed(torrent)));
    expect_ok(run(fetch()));
    EXPECT_TRUE(arrived());
    expect_ok(stop_seeder());
}

TEST_F(disk_fault, a_read_only_folder_is_told_before_anybody_is_called)
{
    memory_disk disk{place / "got", "size=16m"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    ASSERT_TRUE(disk.make_read_only());
    silent_peer peer;
    ASSERT_TRUE(peer.is_ready());
    auto const torrent = make("x", {});
    for (auto const* folder : {"got", "got/below"}) {
        auto const end = run(on_disk(
            "bt-add",
            {"-j", "-W", "20s", "--peer", peer.address(), "-d", place / folder, torrent}));
        EXPECT_EQ(end.status, 11);
        EXPECT_LE(events(end, "file_error").size(), 1U);
        expect_one_line(end, {place / folder, "Read-only file system"});
        EXPECT_FALSE(peer.was_called());
    }
    // The same peer is called where all is well.
    process adder{on_disk("bt-add", {"--peer", peer.address(), "-d", place / "rw", torrent})};
    EXPECT_TRUE(eventually([&] { return peer.was_called(); }));
}

TEST_F(disk_fault, a_read_only_folder_in_the_torrent_is_told_before_anybody_is_called)
{
    memory_disk disk{place / "got/data", "size=16m"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    ASSERT_TRUE(disk.make_read_only());
    // Without an empty file there is nothing that has to be made before content comes.
    std::filesystem::remove(place / "src/data/empty");
    silent_peer peer;
    ASSERT_TRUE(peer.is_ready());
    auto const end = run(on_disk(
        "bt-add",
        {"-j", "-W", "5s", "--peer", peer.address(), "-d", place / "got", make("x", {})}));
    expect_one_file_error(end, place / "got/data", "Read-only file system");
    EXPECT_FALSE(peer.was_called());
}

TEST_F(disk_fault, what_is_complete_on_a_read_only_disk_is_complete_and_can_be_served)
{
    memory_disk disk{place / "got/data", "size=16m"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    auto const torrent = make("x", {});
    std::filesystem::copy(
        place / "src/data",
        disk.path(),
        std::filesystem::copy_options::recursive
            | std::filesystem::copy_options::overwrite_existing);
    ASSERT_TRUE(disk.make_read_only());
    auto const end = run(add(torrent));
    expect_ok(end);
    EXPECT_EQ(end.last_line()["total_payload_download"], 0);

    serve(torrent, on_disk("bt-seed", {"-j", "-d", place / "got", torrent}));
    expect_ok(run(fetch({}, "second")));
    EXPECT_TRUE(same_tree(place / "src/data", place / "second/data"));
    expect_ok(stop_seeder());
}

TEST_F(disk_fault, content_that_turned_to_zeros_is_fetched_again)
{
    auto const torrent = make("x", {"-l", "16K"});
    serve(torrent);
    process adder{fetch({"--down", "1M", "--progress-interval", "100ms"})};
    ASSERT_TRUE(adder.wait_for_line([](std::string const& line) {
        auto const parsed = nlohmann::json::parse(line, nullptr, false);
        return parsed.value("kind", "") == "torrent_status"
            && parsed.value("total_done", 0) > 500'000;
    }));
    adder.signal(SIGINT);
    EXPECT_EQ(adder.wait().status, 130);
    std::int64_t zeros = 0;
    for (auto const& each : std::filesystem::recursive_directory_iterator{place / "got"}) {
        if (!each.is_regular_file()) continue;
        zeros += static_cast<std::int64_t>(each.file_size());
        write_file(each.path(), std::string(each.file_size(), '\0'));
    }
    EXPECT_GT(zeros, 500'000);
    auto const end = run(fetch());
    expect_ok(end);
    EXPECT_TRUE(arrived());
    EXPECT_GE(fetched(end), whole());
}

TEST_F(disk_fault, few_descriptors_are_enough_for_many_files)
{
    for (std::uint32_t i = 0; i < 300; ++i)
        write_file(place / ("src/data/many/" + std::to_string(i)), noise(1000 + i, i));
    auto const torrent = make("x", {});
    serve(torrent, limited("--nofile=40", seed(torrent)));
    expect_ok(run(limited("--nofile=40", fetch())));
    EXPECT_TRUE(arrived());
    expect_ok(stop_seeder());
}

TEST_F(disk_fault, files_in_the_way_that_are_larger_get_the_content_and_one_event)
{
    auto const torrent = make("x", {});
    auto const old = noise(3'100'000, 77);
    write_file(place / "got/data/large.bin", old);
    serve(torrent);
    auto const end = run(fetch());
    expect_ok(end);
    EXPECT_EQ(events(end, "oversized_file").size(), 1U);
    auto const now = read_file(place / "got/data/large.bin");
    auto const wanted = read_file(place / "src/data/large.bin");
    EXPECT_TRUE(now.starts_with(wanted));
    // What is beyond is cut or left, and nothing else.
    auto const tail = now.substr(std::min(now.size(), wanted.size()));
    EXPECT_TRUE(tail.empty() || tail == old.substr(wanted.size()));
    write_file(place / "got/data/large.bin", wanted);
    EXPECT_TRUE(arrived());
}

TEST_F(disk_fault, empty_files_arrive_wherever_they_are)
{
    for (auto const* name : {"zero", "deep/er/zero", "deep/only/zero", "a/nested/zero"})
        write_file((place / "src/data/") + name, "");
    for (auto const* format : {"v1", "v2", "hybrid"}) {
        std::filesystem::remove_all(place / "got");
        serve(make(format, {"-m", format}));
        expect_ok(run(fetch()));
        EXPECT_TRUE(arrived()) << format;
    }
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool is_sanitized = true;
#else
constexpr bool is_sanitized = false;
#endif

TEST_F(disk_fault, a_limit_on_memory_is_no_limit_on_content)
{
    if (is_sanitized) GTEST_SKIP() << "sanitizers take more address space than there is memory";
    write_file(place / "src/data/huge.bin", noise(64 * 1024 * 1024, 9));
    auto const torrent = make("x", {});
    serve(torrent, limited("--as=614400000", seed(torrent, {"--no-utp"})));
    expect_ok(run(limited("--as=614400000", fetch({"--no-utp"}))));
    EXPECT_TRUE(arrived());
    expect_ok(stop_seeder());
}

TEST_F(disk_fault, no_memory_to_start_with_is_said)
{
    if (is_sanitized) GTEST_SKIP() << "sanitizers take more address space than there is memory";
    auto const torrent = make("x", {});
    int started = 0;
    for (int const mib : {34, 36, 38, 42}) {
        auto const limit = "--as=" + std::to_string(mib * 1024 * 1024);
        for (auto const* tool : {"bt-add", "bt-seed"}) {
            auto const end =
                run(limited(limit, on_disk(tool, {"-j", "-d", place / "src", torrent})),
                    std::chrono::seconds{10});
            if (end.status == 127) continue;  // not even the dynamic linker had enough
            ++started;
            EXPECT_EQ(end.status, 1) << mib << " MiB: " << end.err;
            expect_one_line(end, {tool, "out of memory"});
        }
    }
    EXPECT_GT(started, 0);
}

/// Well, or a sentence about something; no signal, no wait.
void expect_end(ended const& end, int mib)
{
    EXPECT_GE(end.status, 0) << mib << " MiB: it waits";
    EXPECT_LT(end.status, 124) << mib << " MiB: " << end.err;
    EXPECT_EQ(end.err.find("internal error"), std::string::npos) << mib << " MiB: " << end.err;
    if (end.status != 0) expect_one_line(end, {"bt-add: "});
}

/// libtorrent 2.0.8 catches no bad_alloc on its own thread, which ends the process where memory is
/// over just then. Nobody outside of it can help that.
bool is_libtorrents(ended const& end)
{
    constexpr int aborted = 134;
    return end.status == aborted && end.err.find("bad_alloc") != std::string::npos;
}

// A thread more may be one too many at any of these, or a buffer.
TEST_F(disk_fault, little_memory_is_enough_or_said_and_neither_a_crash_nor_a_wait)
{
    if (is_sanitized) GTEST_SKIP() << "sanitizers take more address space than there is memory";
    auto const torrent = make("x", {});
    int aborts = 0;
    auto const with = [&](int mib, command what) {
        auto const limit = "--as=" + std::to_string(mib * 1024 * 1024);
        auto const end = run(limited(limit, std::move(what)), std::chrono::seconds{20});
        if (is_libtorrents(end))
            ++aborts;
        else
            expect_end(end, mib);
    };
    for (int mib = 96; mib <= 256 && !HasFailure(); mib += 8)
        with(mib, add(torrent, {}, "src"));
    serve(torrent);
    for (int mib = 128; mib <= 256 && !HasFailure(); mib += 64) {
        std::filesystem::remove_all(place / "got");
        with(mib, fetch());
    }
    EXPECT_LE(aborts, 2);
}

}  // namespace
}  // namespace bt::test
