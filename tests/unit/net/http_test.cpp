#include "loopback.hpp"
#include "support/files.hpp"
#include "support/process.hpp"
#include "support/server.hpp"

#include <bt/base/error.hpp>
#include <bt/base/version.hpp>
#include <bt/net/fetch.hpp>
#include <bt/net/http.hpp>

#include <thread>

namespace bt::net {
namespace {

using namespace std::chrono_literals;
using test::http_ask;
using test::http_peer;
using test::http_server;

struct http : loopback {
    http_client client;
    http_limits limits{.total = 2s, .connect = 1s, .body_bytes = 100'000};

    http_outcome get(std::string const& url, std::optional<byte_range> range = {})
    {
        return client.get({.url = url, .range = range, .limits = limits}, {});
    }

    void expect_failure(std::string const& url, exit_code code, std::string const& why)
    {
        auto const outcome = get(url);
        ASSERT_TRUE(outcome.failure);
        EXPECT_EQ(outcome.failure->code, code);
        EXPECT_EQ(outcome.failure->why, why);
    }
};

TEST_F(http, gives_what_the_server_says)
{
    std::string agent;
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        agent = ask.header("user-agent");
        peer.reply("200 OK", "body of " + ask.target, "Accept-Ranges: bytes\r\n");
    }};
    auto const outcome = get(server.url("/a?b=c"));
    EXPECT_FALSE(outcome.failure);
    EXPECT_EQ(outcome.reply.status, 200);
    EXPECT_EQ(outcome.reply.body, "body of /a?b=c");
    EXPECT_EQ(outcome.reply.content_length, 14);
    EXPECT_EQ(outcome.reply.accept_ranges, "bytes");
    EXPECT_FALSE(outcome.reply.content_range);
    EXPECT_EQ(outcome.reply.url, server.url("/a?b=c"));
    EXPECT_EQ(agent, "bt-tools/" + std::string{version()});
}

TEST_F(http, asks_for_what_has_changed_and_tells_what_to_ask_with)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        EXPECT_EQ(ask.header("accept"), "a/b");
        if (ask.header("if-none-match") == "\"1\"") return peer.reply("304 Not Modified", "");
        EXPECT_EQ(ask.header("if-modified-since"), "then");
        peer.reply(
            "200 OK",
            "x",
            "ETag: \"1\"\r\nlast-modified: now\r\nContent-Type: a/b; charset=c\r\n"
            "Retry-After: 120\r\n");
    }};
    http_request ask{
        .url = server.url("/"), .limits = limits, .accept = "a/b", .if_modified_since = "then"};
    auto const first = client.get(ask, {});
    EXPECT_EQ(first.reply.status, 200);
    EXPECT_EQ(first.reply.etag, "\"1\"");
    EXPECT_EQ(first.reply.last_modified, "now");
    EXPECT_EQ(first.reply.content_type, "a/b; charset=c");
    EXPECT_EQ(first.reply.retry_after, 120s);
    ask.if_none_match = first.reply.etag;
    EXPECT_EQ(client.get(ask, {}).reply.status, 304);
}

TEST_F(http, sends_no_header_that_would_be_two)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        peer.reply("200 OK", ask.header("if-none-match") + ask.header("x"));
    }};
    auto const got =
        client.get({.url = server.url("/"), .limits = limits, .if_none_match = "a\r\nX: y"}, {});
    EXPECT_EQ(got.reply.body, "");
}

TEST_F(http, goes_through_the_proxy_of_the_request)
{
    http_server const proxy{[&](http_ask const& ask, http_peer& peer) {
        peer.reply("200 OK", "proxied " + ask.target);
    }};
    auto const got = client.get(
        {.url = "http://nowhere.example/x", .limits = limits, .proxy = proxy.url("")}, {});
    EXPECT_EQ(got.reply.body, "proxied http://nowhere.example/x");
}

TEST_F(http, goes_by_that_proxy_whatever_the_environment_excepts)
{
    ::setenv("NO_PROXY", "*", 1);
    http_server const proxy{[](http_ask const&, http_peer& peer) { peer.reply("200 OK", "by"); }};
    http_server const server{
        [](http_ask const&, http_peer& peer) { peer.reply("200 OK", "past"); }};
    auto const got =
        client.get({.url = server.url("/"), .limits = limits, .proxy = proxy.url("")}, {});
    ::unsetenv("NO_PROXY");
    EXPECT_EQ(got.reply.body, "by");
}

TEST_F(http, asks_no_private_address_for_what_a_public_one_named)
{
    int asked = 0;
    http_server const server{[&](http_ask const&, http_peer& peer) {
        ++asked;
        peer.reply("200 OK", "inside");
    }};
    http_request ask{.url = server.url("/"), .limits = limits, .from_public = true};
    // A connection that is there already is none to take either.
    for (int turn = 1; turn <= 2; ++turn) {
        auto const refused = client.get(ask, {});
        ASSERT_TRUE(refused.failure);
        EXPECT_EQ(refused.failure->code, exit_code::network);
        EXPECT_EQ(refused.failure->why, "a public address leads to this private one");
        EXPECT_EQ(refused.reply.body, "");
        auto const inside = get(server.url("/"));
        EXPECT_EQ(inside.reply.body, "inside");
        EXPECT_FALSE(inside.reply.from_public);
        EXPECT_EQ(asked, turn);
    }
    // Where a proxy is does not matter.
    ask.proxy = server.url("");
    ask.url = "http://nowhere.example/";
    auto const proxied = client.get(ask, {});
    EXPECT_EQ(proxied.reply.body, "inside");
    EXPECT_TRUE(proxied.reply.from_public);
}

TEST_F(http, asks_for_ranges_as_they_are)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        EXPECT_EQ(ask.header("accept-encoding"), "");
        peer.reply("206 Partial Content", ask.header("range"), "CONTENT-RANGE:  bytes 5-9/10 \r\n");
    }};
    auto const outcome = get(server.url("/"), byte_range{5, 9});
    EXPECT_EQ(outcome.reply.status, 206);
    EXPECT_EQ(outcome.reply.body, "bytes=5-9");
    EXPECT_EQ(outcome.reply.content_range, "bytes 5-9/10");
}

TEST_F(http, follows_few_redirects_and_only_to_http)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        std::string to = "/" + std::to_string(std::stoi(ask.target.substr(1)) - 1);
        if (ask.target == "/99") to = "/99";
        if (ask.target == "/98") to = "file:///etc/passwd";
        if (ask.target == "/0") return peer.reply("200 OK", "arrived");
        peer.reply("302 Found", "", "Location: " + to + "\r\n");
    }};
    auto const five = get(server.url("/5"));
    EXPECT_EQ(five.reply.body, "arrived");
    EXPECT_EQ(five.reply.url, server.url("/0"));
    expect_failure(server.url("/6"), exit_code::network, "redirected more than 5 times");
    expect_failure(server.url("/99"), exit_code::network, "redirected more than 5 times");
    expect_failure(
        server.url("/98"), exit_code::network, "redirected to what is neither http nor https");
    expect_failure("file:///etc/passwd", exit_code::bad_input, "neither http nor https");
    expect_failure("gopher://127.0.0.1/", exit_code::bad_input, "neither http nor https");
}

TEST_F(http, waits_no_longer_than_the_limit)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        if (ask.target == "/drip") peer.send("HTTP/1.1 200 OK\r\n\r\n");
        while (!peer.is_leaving()) {
            peer.pause(100ms);
            if (ask.target == "/drip" && !peer.send(".")) return;
        }
    }};
    limits.total = 400ms;
    expect_failure(server.url("/hang"), exit_code::timed_out, "no whole answer within 0.4s");
    expect_failure(server.url("/drip"), exit_code::timed_out, "no whole answer within 0.4s");
    EXPECT_LT(seconds(), 8);
}

TEST_F(http, ends_at_once_when_it_is_stopped)
{
    http_server const server{[&](http_ask const&, http_peer& peer) { peer.pause(20s); }};
    limits.total = 20s;
    std::stop_source stop;
    std::jthread const stopper{[&] {
        std::this_thread::sleep_for(200ms);
        stop.request_stop();
    }};
    auto const outcome = client.get({.url = server.url("/"), .limits = limits}, stop.get_token());
    ASSERT_TRUE(outcome.failure);
    EXPECT_EQ(outcome.failure->code, exit_code::interrupted);
    EXPECT_LT(seconds(), 8);
}

TEST_F(http, takes_no_more_than_the_limit)
{
    test::scratch place;
    test::run(
        {.program = "sh", .arguments = {"-c", "head -c 64M /dev/zero | gzip > " + (place / "z")}});
    auto const bomb = test::read_file(place / "z");
    std::atomic<std::size_t> sent = 0;
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        if (ask.target == "/announced")
            return void(peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"));
        if (ask.target == "/bomb") return peer.reply("200 OK", bomb, "Content-Encoding: gzip\r\n");
        if (ask.target == "/headers") {
            peer.send("HTTP/1.1 200 OK\r\n");
            while (peer.send("X-More: " + std::string(1000, 'x') + "\r\n"))
                sent += 1000;
            return;
        }
        peer.send("HTTP/1.1 200 OK\r\n\r\n");
        while (peer.send(std::string(1000, 'x')))
            sent += 1000;
    }};
    auto const over = "more than the limit of 100000 bytes";
    expect_failure(server.url("/announced"), exit_code::bad_input, over);
    EXPECT_EQ(sent, 0U);
    expect_failure(server.url("/endless"), exit_code::bad_input, over);
    expect_failure(server.url("/bomb"), exit_code::bad_input, over);
    expect_failure(server.url("/headers"), exit_code::bad_input, "its headers have no end");
    EXPECT_LT(seconds(), 10);
}

TEST_F(http, says_why_there_is_no_answer)
{
    expect_failure(
        "http://127.0.0.1:" + std::to_string(test::free_port()) + "/",
        exit_code::network,
        "Connection refused");
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        if (ask.target == "/short") peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n123");
        if (ask.target == "/other") peer.send("SSH-2.0-OpenSSH_9.2\r\n");
        if (ask.target == "/gzip")
            return peer.reply("200 OK", "not gzip", "Content-Encoding: gzip\r\n");
        peer.close();
    }};
    expect_failure(
        server.url("/nothing"), exit_code::network, "the server closed without an answer");
    expect_failure(server.url("/short"), exit_code::network, "the answer is cut short");
    expect_failure(server.url("/other"), exit_code::network, "the answer is not HTTP");
    expect_failure(server.url("/gzip"), exit_code::network, "the answer is not well compressed");
    auto const tls = get("https" + server.url("/").substr(4));
    ASSERT_TRUE(tls.failure);
    EXPECT_EQ(tls.failure->code, exit_code::network);
}

TEST_F(http, tells_of_a_name_that_nobody_has)
{
    auto const outcome = get("http://nobody.invalid/");
    ASSERT_TRUE(outcome.failure);
    EXPECT_TRUE(
        outcome.failure->why == "the host is not known"
        || outcome.failure->code == exit_code::timed_out);
    EXPECT_LT(seconds(), 8);
}

TEST_F(http, answers_come_side_by_side)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        peer.pause(300ms);
        peer.reply("200 OK", ask.target);
    }};
    for (std::size_t i = 0; i < 8; ++i)
        client.start({.url = server.url("/" + std::to_string(i)), .limits = limits}, i);
    std::size_t right = 0;
    while (client.running() > 0) {
        for (auto const& [tag, outcome] : client.advance())
            right += outcome.reply.body == "/" + std::to_string(tag) ? 1U : 0U;
        client.wait({}, 100ms);
    }
    EXPECT_EQ(right, 8U);
    EXPECT_LT(seconds(), 8);
}

TEST_F(http, fetching_throws_for_all_but_a_whole_body)
{
    http_server const server{[&](http_ask const& ask, http_peer& peer) {
        if (ask.target == "/large") return peer.reply("200 OK", std::string(100'001, 'x'));
        peer.reply(ask.target == "/a" ? "200 OK" : "404 Not Found", "text");
    }};
    EXPECT_EQ(fetch({.url = server.url("/a"), .limits = limits}, {}), "text");
    auto const sentence = [&](std::string const& path) {
        try {
            return fetch({.url = server.url(path), .limits = limits}, {});
        } catch (error const& e) {
            return std::to_string(static_cast<int>(e.code())) + " " + e.what();
        }
    };
    EXPECT_EQ(sentence("/b"), "10 cannot fetch " + server.url("/b") + ": HTTP status 404");
    EXPECT_EQ(
        sentence("/large"),
        "4 cannot fetch " + server.url("/large") + ": more than the limit of 100000 bytes");
}

}  // namespace
}  // namespace bt::net
