#include "loopback.hpp"
#include "support/files.hpp"
#include "support/server.hpp"

#include <bt/net/web_seed.hpp>

#include <fmt/format.h>

#include <map>

namespace bt::net {
namespace {

using namespace std::chrono_literals;
using test::http_ask;
using test::http_peer;
using test::http_server;

constexpr std::int64_t piece_size = 1000;

/// Three files and a pad file: 1500 bytes, 500 of padding, 2500, 10.
struct web_seed : loopback {
    std::map<std::string, std::string> files{
        {"/d/a b", test::noise(1500, 1)},
        {"/d/sub/c", test::noise(2500, 2)},
        {"/d/z", test::noise(10, 3)}};
    std::string space =
        files["/d/a b"] + std::string(500, '\0') + files["/d/sub/c"] + files["/d/z"];
    web_seed_request request{
        .name = "d",
        .is_multi_file = true,
        .files =
            {{"d/a b", 1500, 0},
             {"d/.pad/500", 500, 1500, true},
             {"d/sub/c", 2500, 2000},
             {"d/z", 10, 4500}},
        .limits = {.total = 2s, .connect = 1s}};

    web_seed()
    {
        request.verify = [this](std::int64_t piece, std::string_view bytes) {
            auto const from = static_cast<std::size_t>(piece * piece_size);
            return bytes == space.substr(from, static_cast<std::size_t>(piece_size));
        };
        for (std::int64_t piece = 0; piece * piece_size < std::ssize(space); ++piece)
            request.samples.push_back(
                {piece,
                 piece * piece_size,
                 std::min(piece_size, std::ssize(space) - piece * piece_size)});
    }

    /// A server as it should be.
    void serve(http_ask const& ask, http_peer& peer)
    {
        auto path = ask.target;
        if (auto const at = path.find("%20"); at != std::string::npos) path.replace(at, 3, " ");
        auto const found = files.find(path);
        if (found == files.end()) return peer.reply("404 Not Found", "no such file");
        auto const range = ask.header("range").substr(6);
        auto const size = found->second.size();
        auto const first = std::stoul(range);
        if (first >= size)
            return peer.reply(
                "416 Range Not Satisfiable",
                "",
                fmt::format("Content-Range: bytes */{}\r\n", size));
        auto const last = std::min(std::stoul(range.substr(range.find('-') + 1)), size - 1);
        peer.reply(
            "206 Partial Content",
            found->second.substr(first, last - first + 1),
            fmt::format("Content-Range: bytes {}-{}/{}\r\n", first, last, size));
    }

    web_seed_report check(http_server const& server)
    {
        request.url = server.url("/");
        return check_web_seed(request, {});
    }
    web_seed_report check(http_server::answer with)
    {
        http_server const server{std::move(with)};
        return check(server);
    }
    void expect_failure(http_server::answer with, std::string const& why)
    {
        auto const report = check(std::move(with));
        ASSERT_TRUE(report.failure);
        EXPECT_EQ(report.failure->code, exit_code::network);
        EXPECT_EQ(report.failure->why, why);
        EXPECT_FALSE(report.is_good());
    }
    http_server::answer good()
    {
        return [this](http_ask const& ask, http_peer& peer) { serve(ask, peer); };
    }
};

TEST_F(web_seed, pieces_are_put_together_over_files_and_padding)
{
    auto const report = check(good());
    EXPECT_TRUE(report.is_good()) << (report.failure ? report.failure->why : "");
    EXPECT_EQ(report.status, 206);
    EXPECT_EQ(report.ranges, true);
    EXPECT_EQ(report.pieces_checked, 5);
    EXPECT_EQ(report.files_seen, 3);
    EXPECT_EQ(report.received_bytes, 4010);
}

TEST_F(web_seed, the_first_and_the_last_file_are_always_looked_at)
{
    request.samples = {{2, 2000, 1000}};
    http_server const server{good()};
    auto const report = check(server);
    EXPECT_TRUE(report.is_good());
    EXPECT_EQ(report.files_seen, 3);
    EXPECT_EQ(report.received_bytes, 1002);
    EXPECT_EQ(server.requests(), 3);
}

TEST_F(web_seed, wrong_bytes_are_counted)
{
    files["/d/sub/c"][600] ^= 1;
    auto const report = check(good());
    EXPECT_FALSE(report.failure);
    EXPECT_TRUE(report.delivers_wrong());
    EXPECT_EQ(report.pieces_checked, 5);
    EXPECT_EQ(report.pieces_wrong, 1);
}

TEST_F(web_seed, files_of_another_size_are_named)
{
    files["/d/sub/c"] += "more";
    files["/d/a b"].resize(900);
    auto const report = check(good());
    EXPECT_FALSE(report.failure);
    ASSERT_EQ(report.wrong_sizes.size(), 2U);
    EXPECT_EQ(report.wrong_sizes[0].path, "d/a b");
    EXPECT_EQ(report.wrong_sizes[0].expected, 1500);
    EXPECT_EQ(report.wrong_sizes[0].found, 900);
    EXPECT_EQ(report.wrong_sizes[1].found, 2504);
    EXPECT_EQ(report.pieces_wrong, 2);
}

TEST_F(web_seed, a_missing_file_ends_the_check)
{
    files.erase("/d/sub/c");
    expect_failure(good(), "d/sub/c: HTTP status 404");
}

TEST_F(web_seed, a_server_that_ignores_ranges_is_cut_off)
{
    std::atomic<std::size_t> sent = 0;
    expect_failure(
        [&](http_ask const&, http_peer& peer) {
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            while (peer.send(std::string(1000, 'x')))
                sent += 1000;
        },
        "d/a b: the server ignores Range");
    // What is beyond the limit was under way in the buffers of the two sockets.
    EXPECT_LT(sent, 10'000'000U);
    auto const whole = [&](http_ask const& ask, http_peer& peer) {
        peer.reply("200 OK", files["/" + ask.target.substr(1)]);
    };
    expect_failure(whole, "d/a b: the server ignores Range");
    EXPECT_LT(seconds(), 8);
}

TEST_F(web_seed, a_file_that_is_wanted_whole_needs_no_ranges)
{
    request.files = {{"z", 10, 0}};
    request.samples = {{0, 0, 10}};
    request.is_multi_file = false;
    space = files["/d/z"];
    auto const report =
        check([&](http_ask const&, http_peer& peer) { peer.reply("200 OK", space); });
    EXPECT_TRUE(report.is_good());
    EXPECT_EQ(report.ranges, false);
    auto const longer =
        check([&](http_ask const&, http_peer& peer) { peer.reply("200 OK", space + "x"); });
    EXPECT_EQ(longer.wrong_sizes.size(), 1U);
    EXPECT_EQ(longer.pieces_wrong, 1);
}

TEST_F(web_seed, another_range_than_was_asked_is_refused)
{
    auto const answer = [](std::string const& range, std::size_t size) {
        return [=](http_ask const&, http_peer& peer) {
            peer.reply(
                "206 Partial Content", std::string(size, 'x'), "Content-Range: " + range + "\r\n");
        };
    };
    auto const other = "d/a b: the server answers another range than was asked";
    expect_failure(answer("bytes 1-1000/1500", 1000), other);
    expect_failure(answer("bytes 0-998/1500", 999), other);
    expect_failure(answer("bytes 0-9999/10000", 5000), other);
    expect_failure(answer("", 1000), "d/a b: the answer does not say which range it is");
    expect_failure(answer("bytes 0-999/1500", 10), "d/a b: the answer is not as long as it says");
}

TEST_F(web_seed, endless_and_silent_servers_end_within_the_limits)
{
    request.limits.total = 500ms;
    auto const silent = check([](http_ask const&, http_peer& peer) { peer.pause(20s); });
    ASSERT_TRUE(silent.failure);
    EXPECT_EQ(silent.failure->code, exit_code::timed_out);
    auto const endless = check([](http_ask const&, http_peer& peer) {
        peer.send("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-999/1500\r\n\r\n");
        while (peer.send(std::string(1000, 'x')))
            continue;
    });
    ASSERT_TRUE(endless.failure);
    EXPECT_LE(endless.received_bytes, 1000 + 4096);
    expect_failure(
        [](http_ask const&, http_peer& peer) {
            peer.reply("302 Found", "", "Location: file:///etc/passwd\r\n");
        },
        "d/a b: redirected to what is neither http nor https");
    EXPECT_LT(seconds(), 8);
}

TEST_F(web_seed, a_server_of_pieces_is_asked_by_hash)
{
    request.type = web_seed_type::http_seed;
    request.info_hash = std::string(20, '&');
    std::string last;
    auto const pieces = [&](http_ask const& ask, http_peer& peer) {
        last = ask.target;
        auto const piece = std::stoul(ask.target.substr(ask.target.find("piece=") + 6));
        peer.reply("200 OK", space.substr(piece * piece_size, piece_size));
    };
    auto const report = check(pieces);
    EXPECT_TRUE(report.is_good());
    EXPECT_EQ(report.pieces_checked, 5);
    EXPECT_EQ(
        last, "/?info_hash=%26%26%26%26%26%26%26%26%26%26%26%26%26%26%26%26%26%26%26%26&piece=4");
    auto const wrong =
        check([&](http_ask const&, http_peer& peer) { peer.reply("200 OK", "not it"); });
    EXPECT_EQ(wrong.pieces_wrong, 5);
    auto const more = check(
        [&](http_ask const&, http_peer& peer) { peer.reply("200 OK", std::string(100'000, 'x')); });
    EXPECT_EQ(more.pieces_wrong, 5);
    expect_failure(
        [](http_ask const&, http_peer& peer) { peer.reply("503 Service Unavailable", "30"); },
        "piece 0: the server wants to be asked later (503)");
    request.info_hash.clear();
    expect_failure(pieces, "BEP 17 knows v1 torrents alone, and this is none");
}

TEST_F(web_seed, anything_but_http_is_refused)
{
    request.url = "ftp://127.0.0.1/";
    auto const report = check_web_seed(request, {});
    ASSERT_TRUE(report.failure);
    EXPECT_EQ(report.failure->why, "neither http nor https");
}

}  // namespace
}  // namespace bt::net
