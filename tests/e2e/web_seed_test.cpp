#include "interop.hpp"

namespace bt::test {
namespace {

/// lighttpd is the only source (BEP 19).
class with_lighttpd : public swarm {
protected:
    void SetUp() override
    {
        swarm::SetUp();
        if (!is_installed("lighttpd")) GTEST_SKIP() << "there is no lighttpd";
        port_ = free_port();
    }

    [[nodiscard]] std::string url(std::string const& path) const
    {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }

    /// Whether it is up.
    [[nodiscard]] bool serve(std::string const& folder)
    {
        std::filesystem::create_directories(folder);
        write_file(
            place / "lighttpd.conf",
            "server.document-root = \"" + folder
                + "\"\nserver.bind = \"127.0.0.1\"\nserver.port = " + std::to_string(port_) + "\n");
        server_ = std::make_unique<process>(with_errors_in_output(
            {.program = "lighttpd", .arguments = {"-D", "-f", place / "lighttpd.conf"}}));
        auto const is_up = [](std::string const& line) {
            return line.find("server started") != std::string::npos;
        };
        return server_->wait_for_line(is_up).has_value();
    }

    /// Makes a torrent of one file of the content.
    [[nodiscard]] std::string make_single(std::vector<std::string> const& more) const
    {
        std::vector<std::string> arguments{"-q", "-o", place / "x.torrent"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        arguments.push_back(place / "src/data/large.bin");
        auto const made = run({.program = "bt-create", .arguments = arguments});
        EXPECT_EQ(made.status, 0) << made.err;
        return place / "x.torrent";
    }

private:
    int port_ = 0;
    std::unique_ptr<process> server_;
};

class web_seed_of : public with_lighttpd, public ::testing::WithParamInterface<std::string> {};

TEST_P(web_seed_of, it_gives_a_folder)
{
    auto const torrent = make("x", {"-m", GetParam(), "-w", url("/")});
    ASSERT_TRUE(serve(place / "src"));
    auto const end = run(add(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

TEST_P(web_seed_of, it_gives_a_file_by_its_own_url)
{
    auto const torrent = make_single({"-m", GetParam(), "-w", url("/large.bin")});
    ASSERT_TRUE(serve(place / "src/data"));
    auto const end = run(add(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(read_file(place / "got/large.bin") == read_file(place / "src/data/large.bin"));
}

TEST_P(web_seed_of, it_gives_a_file_by_the_url_of_its_folder)
{
    auto const torrent = make_single({"-m", GetParam(), "-w", url("/")});
    ASSERT_TRUE(serve(place / "src/data"));
    auto const end = run(add(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(read_file(place / "got/large.bin") == read_file(place / "src/data/large.bin"));
}

INSTANTIATE_TEST_SUITE_P(
    formats, web_seed_of, ::testing::Values("v1", "hybrid", "v2"), [](auto const& each) {
        return each.param;
    });

TEST_F(with_lighttpd, what_is_not_there_is_told_and_given_up)
{
    auto const torrent = make("x", {"-w", url("/")});
    ASSERT_TRUE(serve(place / "nothing"));
    auto const end = run(add(torrent, {"--stall-timeout", "4s"}));
    EXPECT_EQ(end.status, 9) << end.err;
    EXPECT_EQ(end.last_line()["reason"], "stall_timeout");
    EXPECT_NE(end.out.find("\"web_seed_error\""), std::string::npos) << end.out;
}

TEST_F(with_lighttpd, another_that_has_it_makes_up_for_one_that_has_not)
{
    auto const torrent = make("x", {"-w", url("/wrong/"), "-w", url("/")});
    ASSERT_TRUE(serve(place / "src"));
    auto const end = run(add(torrent));
    EXPECT_EQ(end.status, 0) << end.err;
    EXPECT_TRUE(arrived());
}

}  // namespace
}  // namespace bt::test
