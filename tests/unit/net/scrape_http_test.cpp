#include "loopback.hpp"
#include "support/files.hpp"
#include "support/server.hpp"

#include <bt/net/http_scrape.hpp>
#include <bt/net/scrape.hpp>

#include <map>
#include <thread>

namespace bt::net {
namespace {

using namespace std::chrono_literals;
using test::http_ask;
using test::http_peer;
using test::http_server;

std::string const hash(20, 'h');

struct scrape_http : loopback {
    scrape_limits limits{.total = 3s, .each = 2s};

    std::vector<scrape_answer> ask(std::vector<std::string> const& urls)
    {
        std::vector<scrape_question> questions;
        for (auto const& url : urls)
            questions.push_back({url, hash});
        return scrape(questions, limits, {});
    }
};

scrape_answer read(std::string body, int status = 200)
{
    return read_scrape({.reply = {.status = status, .body = std::move(body)}}, hash);
}

TEST_F(scrape_http, reads_the_numbers_of_the_hash_that_was_asked)
{
    auto const other = "20:" + std::string(20, 'a') + "d8:completei1ee";
    auto const answer = read(
        "d5:filesd" + other + "20:" + hash
        + "d8:completei5e10:downloadedi50e10:incompletei7ee5:flagsd20:min_request_intervali9eeee");
    EXPECT_EQ(answer.verdict, scrape_verdict::ok);
    EXPECT_EQ(answer.complete, 5);
    EXPECT_EQ(answer.downloaded, 50);
    EXPECT_EQ(answer.incomplete, 7);
    EXPECT_EQ(read("d5:filesd" + other + "ee").verdict, scrape_verdict::unknown);
    EXPECT_EQ(read("d5:filesdee").verdict, scrape_verdict::unknown);
}

TEST_F(scrape_http, takes_what_makes_no_sense_for_unknown)
{
    auto const answer =
        read("d5:filesd20:" + hash + "d8:completei-5e10:downloaded3:abc4:name1:xeee");
    EXPECT_EQ(answer.verdict, scrape_verdict::ok);
    EXPECT_EQ(answer.complete, std::nullopt);
    EXPECT_EQ(answer.downloaded, std::nullopt);
    EXPECT_EQ(answer.incomplete, std::nullopt);
}

TEST_F(scrape_http, says_what_is_wrong_with_an_answer)
{
    auto const why = [](std::string const& body, int status = 200) {
        auto const answer = read(body, status);
        EXPECT_EQ(answer.verdict, scrape_verdict::failed) << body;
        return answer.why;
    };
    EXPECT_EQ(why("d14:failure reason10:not \x1b[1mnoe"), "the tracker says: not \x1b[1mno");
    EXPECT_EQ(why("d14:failure reason2:noe", 403), "the tracker says: no");
    EXPECT_EQ(why("<html>", 404), "HTTP status 404");
    EXPECT_EQ(why("d5:filesi1ee"), "the answer has no files");
    EXPECT_EQ(why("d5:filesleexx"), "the answer has no files");
    EXPECT_EQ(why("d5:filesd20:" + hash + "leee"), "the answer has no numbers");
    EXPECT_EQ(why("de"), "the answer has no files");
    EXPECT_EQ(why("le"), "the answer is no dictionary");
    for (auto const& body :
         {std::string{}, std::string{"<html>"}, std::string{"d5:files"}, std::string(100'000, 'l')})
        EXPECT_TRUE(why(body).starts_with("not bencoded: ")) << body.substr(0, 20);
}

TEST_F(scrape_http, asks_where_the_convention_says)
{
    http_server const tracker{[&](http_ask const& ask, http_peer& peer) {
        EXPECT_EQ(ask.target, "/x/scrape?key=1&info_hash=hhhhhhhhhhhhhhhhhhhh");
        peer.reply("200 OK", "d5:filesd20:" + hash + "d8:completei3e10:incompletei4eeee");
    }};
    auto const answers = ask({tracker.url("/x/announce?key=1")});
    ASSERT_EQ(answers.size(), 1U);
    EXPECT_EQ(answers[0].verdict, scrape_verdict::ok) << answers[0].why;
    EXPECT_EQ(answers[0].complete, 3);
    EXPECT_EQ(answers[0].incomplete, 4);
    EXPECT_EQ(answers[0].downloaded, std::nullopt);
}

TEST_F(scrape_http, tells_for_each_why_it_cannot_be_asked)
{
    std::map<std::string, std::string> const whys{
        {"http://t/a", "it has no scrape URL (BEP 48)"},
        {"ws://t/announce", "trackers of WebTorrent cannot be asked"},
        {"wss://t/announce", "trackers of WebTorrent cannot be asked"},
        {"http://abc.i2p/announce", "trackers in I2P cannot be asked"},
        {"http://abc.i2p:80/announce", "trackers in I2P cannot be asked"},
        {"udp://t/announce", "the URL has no host and port"},
        {"file:///announce", "neither http, https nor udp"},
        {"", "neither http, https nor udp"},
        {"\x1b[2J", "neither http, https nor udp"}};
    for (auto const& [url, why] : whys) {
        auto const answer = ask({url}).front();
        EXPECT_EQ(answer.verdict, scrape_verdict::unsupported) << url;
        EXPECT_EQ(answer.why, why) << url;
    }
}

TEST_F(scrape_http, bad_trackers_cost_the_good_ones_nothing)
{
    http_server const tracker{[&](http_ask const& ask, http_peer& peer) {
        auto const kind = ask.target.substr(1, 4);
        if (kind == "hang") return peer.pause(20s);
        if (kind == "loop") return peer.reply("302 Found", "", "Location: " + ask.target + "\r\n");
        if (kind == "file") return peer.reply("302 Found", "", "Location: file:///etc/passwd\r\n");
        if (kind == "huge")
            return void(peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"));
        if (kind == "deep") return peer.reply("200 OK", std::string(100'000, 'l'));
        if (kind == "drip") {
            peer.send("HTTP/1.1 200 OK\r\n\r\n");
            while (peer.send("d"))
                peer.pause(50ms);
            return;
        }
        peer.reply("200 OK", "d5:filesd20:" + hash + "d8:completei3eeee");
    }};
    std::vector<std::string> urls;
    for (auto const* kind : {"hang", "loop", "file", "huge", "deep", "drip", "good"})
        urls.push_back(tracker.url(std::string{"/"} + kind + "/announce"));
    urls.push_back("http://127.0.0.1:" + std::to_string(test::free_port()) + "/announce");
    limits = {.total = 1500ms, .each = 1s};
    auto const answers = ask(urls);
    using enum scrape_verdict;
    std::vector const wanted{timed_out, failed, failed, failed, failed, timed_out, ok, failed};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        EXPECT_EQ(answers[i].verdict, wanted[i]) << urls[i] << ": " << answers[i].why;
    EXPECT_EQ(answers[7].why, "Connection refused");
    EXPECT_LT(seconds(), 8);
}

TEST_F(scrape_http, many_questions_to_one_tracker_take_their_turns)
{
    std::atomic<int> at_once = 0;
    std::atomic<int> most = 0;
    http_server const tracker{[&](http_ask const&, http_peer& peer) {
        most = std::max<int>(most, ++at_once);
        peer.pause(10ms);
        --at_once;
        peer.reply("200 OK", "d5:filesd20:" + hash + "d8:completei3eeee");
    }};
    std::size_t told = 0;
    std::vector<scrape_question> const questions(50, {tracker.url("/announce"), hash});
    auto const answers =
        scrape(questions, limits, {}, [&](std::size_t done, std::size_t) { told = done; });
    for (auto const& answer : answers)
        EXPECT_EQ(answer.complete, 3) << answer.why;
    EXPECT_EQ(told, 50U);
    EXPECT_LE(most, 4);
}

TEST_F(scrape_http, a_stop_ends_it_at_once_with_what_there_is)
{
    http_server const tracker{[&](http_ask const& ask, http_peer& peer) {
        if (ask.target.starts_with("/hang")) return peer.pause(20s);
        peer.reply("200 OK", "d5:filesd20:" + hash + "d8:completei3eeee");
    }};
    std::vector<scrape_question> const questions{
        {tracker.url("/hang/announce"), hash}, {tracker.url("/announce"), hash}};
    std::stop_source stop;
    std::jthread const stopper{[&] {
        std::this_thread::sleep_for(300ms);
        stop.request_stop();
    }};
    auto const answers = scrape(questions, {}, stop.get_token());
    EXPECT_EQ(answers[0].verdict, scrape_verdict::stopped);
    EXPECT_EQ(answers[1].verdict, scrape_verdict::ok);
    EXPECT_LT(seconds(), 8);
}

TEST_F(scrape_http, those_whose_turn_does_not_come_are_told)
{
    http_server const tracker{[&](http_ask const&, http_peer& peer) { peer.pause(20s); }};
    limits = {.total = 500ms, .each = 400ms, .at_once = 2};
    auto const answers = ask(std::vector<std::string>(10, tracker.url("/announce")));
    EXPECT_EQ(answers.back().verdict, scrape_verdict::timed_out);
    EXPECT_EQ(answers.back().why, "its turn did not come within the time limit");
    EXPECT_LT(seconds(), 8);
}

}  // namespace
}  // namespace bt::net
