#include "swarm.hpp"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>

namespace bt::test {
namespace {

class failing : public swarm {};

/// Holds a TCP port of 127.0.0.1.
class taken_port {
public:
    taken_port()
        : fd_{::socket(AF_INET, SOCK_STREAM, 0)}
        , port_{free_port()}
    {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port_));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        held_ = ::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0
            && ::listen(fd_, 1) == 0;
    }
    ~taken_port() { ::close(fd_); }
    taken_port(taken_port const&) = delete;
    taken_port& operator=(taken_port const&) = delete;
    taken_port(taken_port&&) = delete;
    taken_port& operator=(taken_port&&) = delete;

    [[nodiscard]] bool held() const { return held_; }
    [[nodiscard]] std::string port() const { return std::to_string(port_); }

private:
    int fd_;
    int port_;
    bool held_ = false;
};

TEST_F(failing, a_named_port_that_is_taken_is_an_error)
{
    auto const torrent = make("x", {});
    taken_port const held;
    ASSERT_TRUE(held.held());
    auto const end = run(seed(torrent, {"--port", held.port()}));
    EXPECT_EQ(end.status, 10);
    EXPECT_EQ(
        end.err,
        "bt-seed: cannot listen on 127.0.0.1:" + held.port() + ": Address already in use\n");
    EXPECT_EQ(end.last_line()["exit_code"], 10);
}

TEST_F(failing, seeding_names_a_missing_file_and_makes_none)
{
    auto const torrent = make("x", {});
    std::filesystem::remove(place / "src/data/a/nested/deep.bin");
    auto const end = run(seed(torrent));
    EXPECT_EQ(end.status, 7);
    EXPECT_NE(end.err.find("data/a/nested/deep.bin is missing"), std::string::npos) << end.err;
    EXPECT_FALSE(std::filesystem::exists(place / "src/data/a/nested/deep.bin"));
}

TEST_F(failing, seeding_names_a_file_that_is_cut_short)
{
    auto const torrent = make("x", {});
    std::filesystem::resize_file(place / "src/data/large.bin", 10);
    auto const end = run(seed(torrent));
    EXPECT_EQ(end.status, 7);
    EXPECT_NE(end.err.find("large.bin has 10 of 3000000 bytes"), std::string::npos) << end.err;
}

TEST_F(failing, seeding_refuses_a_byte_that_differs_and_leaves_it)
{
    auto const torrent = make("x", {});
    auto bytes = read_file(place / "src/data/large.bin");
    bytes[5] = static_cast<char>(~bytes[5]);
    write_file(place / "src/data/large.bin", bytes);
    auto const end = run(seed(torrent));
    EXPECT_EQ(end.status, 6);
    EXPECT_NE(end.err.find("do not match their hash"), std::string::npos) << end.err;
    EXPECT_EQ(read_file(place / "src/data/large.bin"), bytes);
}

TEST_F(failing, some_torrents_of_several_are_served_and_the_status_says_so)
{
    auto const torrent = make("x", {});
    process seeder{seed(torrent, {place / "nowhere.torrent"})};
    auto const ready = seeder.wait_for("ready");
    ASSERT_TRUE(ready);
    EXPECT_EQ(ready->at("num_torrents"), 1);
    seeder.signal(SIGTERM);
    auto const end = seeder.wait();
    EXPECT_EQ(end.status, 13);
    EXPECT_EQ(end.lines().front().at("kind"), "error");
}

TEST_F(failing, metadata_that_nobody_gives_is_not_found)
{
    auto const end = run(
        add("magnet:?xt=urn:btih:0123456789012345678901234567890123456789",
            {"--metadata-timeout", "1s"}));
    EXPECT_EQ(end.status, 8);
    EXPECT_EQ(end.last_line()["reason"], "metadata_timeout");
}

TEST_F(failing, each_time_limit_has_its_reason)
{
    auto const torrent = make("x", {});
    struct limit {
        char const* option;
        char const* reason;
    };
    for (auto const [option, reason] :
         {limit{"--peer-timeout", "peer_timeout"},
          limit{"--stall-timeout", "stall_timeout"},
          limit{"-W", "deadline"}}) {
        auto const end = run(on_disk("bt-add", {"-j", option, "1s", "-d", place / "got", torrent}));
        EXPECT_EQ(end.status, 9) << option;
        EXPECT_EQ(end.last_line()["reason"], reason);
        EXPECT_LT(end.last_line()["duration"], 4);
    }
}

TEST_F(failing, a_save_folder_that_cannot_be_made_is_an_io_error)
{
    auto const torrent = make("x", {});
    write_file(place / "file", "");
    auto const end = run(on_disk("bt-add", {"-j", "-d", place / "file/below", torrent}));
    EXPECT_EQ(end.status, 11);
    EXPECT_EQ(end.last_line()["exit_code"], 11);
}

}  // namespace
}  // namespace bt::test
