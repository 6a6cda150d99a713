#include "loopback.hpp"
#include "support/files.hpp"
#include "support/server.hpp"

#include <bt/net/scrape.hpp>

namespace bt::net {
namespace {

using namespace std::chrono_literals;
using test::udp_server;
using packets = std::vector<std::string>;

std::string number(std::uint32_t value)
{
    std::string out;
    for (int shift = 24; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>(value >> shift & 0xFFU));
    return out;
}

bool is_greeting(std::string const& packet)
{
    return packet.size() == 16
        && packet.substr(0, 12) == std::string{"\0\0\x04\x17\x27\x10\x19\x80\0\0\0\0", 12};
}

std::string const connection = "CONNECTD";

std::string greeting_for(std::string const& packet)
{
    return number(0) + packet.substr(12, 4) + connection;
}

std::string counts_for(std::string const& packet, std::string const& numbers)
{
    return number(2) + packet.substr(12, 4) + numbers;
}

/// A tracker of good manners, whose numbers say how often each hash was asked before.
packets polite(std::string const& packet)
{
    if (is_greeting(packet)) return {greeting_for(packet)};
    EXPECT_EQ(packet.substr(0, 8), connection);
    EXPECT_EQ(packet.substr(8, 4), number(2));
    std::string numbers;
    for (std::size_t at = 16; at < packet.size(); at += 20)
        numbers += number(static_cast<unsigned char>(packet[at])) + number(50) + number(7);
    return {counts_for(packet, numbers)};
}

struct scrape_udp : loopback {
    scrape_limits limits{.total = 3s, .each = 1s};

    scrape_answer ask(std::string const& url)
    {
        std::vector<scrape_question> const questions{{url, std::string(20, '\x05')}};
        return scrape(questions, limits, {}).front();
    }
    void
    expect_failure(udp_server::answer const& with, scrape_verdict verdict, std::string const& why)
    {
        udp_server const tracker{with};
        auto const answer = ask(tracker.url());
        EXPECT_EQ(answer.verdict, verdict);
        EXPECT_EQ(answer.why, why);
    }
};

constexpr auto silence = "no answer within the time limit";

TEST_F(scrape_udp, greets_and_asks)
{
    udp_server const tracker{polite};
    auto const answer = ask(tracker.url());
    EXPECT_EQ(answer.verdict, scrape_verdict::ok) << answer.why;
    EXPECT_EQ(answer.complete, 5);
    EXPECT_EQ(answer.downloaded, 50);
    EXPECT_EQ(answer.incomplete, 7);
    EXPECT_EQ(tracker.packets(), 2);
}

TEST_F(scrape_udp, asks_about_74_hashes_in_a_packet)
{
    udp_server const tracker{polite};
    std::vector<scrape_question> questions;
    for (char i = 0; i < 100; ++i)
        questions.push_back({tracker.url(), std::string(20, i)});
    auto const answers = scrape(questions, limits, {});
    for (std::size_t i = 0; i < answers.size(); ++i)
        EXPECT_EQ(answers[i].complete, i) << answers[i].why;
    EXPECT_EQ(tracker.packets(), 3);
}

TEST_F(scrape_udp, asks_again_when_packets_are_lost)
{
    int greetings = 0;
    int questions = 0;
    udp_server const tracker{[&](std::string const& packet) {
        bool const lost = (is_greeting(packet) ? ++greetings : ++questions) == 1;
        return lost ? packets{} : polite(packet);
    }};
    limits = {.total = 8s, .each = 8s};
    EXPECT_EQ(ask(tracker.url()).verdict, scrape_verdict::ok);
    EXPECT_EQ(greetings, 2);
    EXPECT_EQ(questions, 2);
}

TEST_F(scrape_udp, believes_only_the_tracker_and_its_transaction)
{
    expect_failure([](auto const&) { return packets{}; }, scrape_verdict::timed_out, silence);
    expect_failure(
        [](std::string packet) {
            packet[12] = static_cast<char>(packet[12] ^ 1);
            return polite(packet);
        },
        scrape_verdict::timed_out,
        silence);
    udp_server tracker{polite};
    tracker.answer_from_elsewhere();
    EXPECT_EQ(ask(tracker.url()).verdict, scrape_verdict::timed_out);
    EXPECT_LT(seconds(), 10);
}

TEST_F(scrape_udp, survives_packets_that_are_no_answers)
{
    auto const nonsense = [](std::string const& packet) -> packets {
        auto const transaction = packet.substr(12, 4);
        packets all{"", "x", number(0), number(0) + transaction, number(0) + transaction + "short"};
        all.push_back(number(2) + transaction + std::string(12, '\1'));
        all.push_back(number(77) + transaction + std::string(2000, '\1'));
        if (!is_greeting(packet)) all.erase(all.end() - 2);
        for (auto const& right : polite(packet))
            all.push_back(right);
        return all;
    };
    udp_server const tracker{nonsense};
    auto const answer = ask(tracker.url());
    EXPECT_EQ(answer.complete, 5) << answer.why;
}

TEST_F(scrape_udp, tells_what_the_tracker_says)
{
    expect_failure(
        [](std::string const& packet) -> packets {
            return {number(3) + packet.substr(12, 4) + "go\x1b[2J away"};
        },
        scrape_verdict::failed,
        "the tracker says: go\x1b[2J away");
    expect_failure(
        [](std::string const& packet) -> packets {
            if (is_greeting(packet)) return polite(packet);
            return {number(3) + packet.substr(12, 4) + "no such torrent"};
        },
        scrape_verdict::failed,
        "the tracker says: no such torrent");
    expect_failure(
        [](std::string const& packet) -> packets {
            if (is_greeting(packet)) return polite(packet);
            return {counts_for(packet, number(1) + number(2))};
        },
        scrape_verdict::failed,
        "the answer is cut short");
}

TEST_F(scrape_udp, takes_negative_numbers_for_unknown)
{
    udp_server const tracker{[](std::string const& packet) -> packets {
        if (is_greeting(packet)) return polite(packet);
        return {counts_for(packet, number(0xFFFFFFFF) + number(0x80000000) + number(3))};
    }};
    auto const answer = ask(tracker.url());
    EXPECT_EQ(answer.verdict, scrape_verdict::ok);
    EXPECT_EQ(answer.complete, std::nullopt);
    EXPECT_EQ(answer.downloaded, std::nullopt);
    EXPECT_EQ(answer.incomplete, 3);
}

TEST_F(scrape_udp, ends_early_where_nobody_listens)
{
    auto const answer = ask("udp://127.0.0.1:" + std::to_string(test::free_port()) + "/announce");
    EXPECT_EQ(answer.verdict, scrape_verdict::failed);
    EXPECT_EQ(answer.why, "Connection refused");
    EXPECT_LT(seconds(), 1);
}

TEST_F(scrape_udp, tries_all_addresses_of_a_host)
{
    // localhost is ::1 as well on most machines, where nobody listens.
    udp_server const tracker{polite};
    auto const answer = ask("udp://localhost:" + std::to_string(tracker.port()) + "/announce");
    EXPECT_EQ(answer.complete, 5) << answer.why;
}

TEST_F(scrape_udp, an_unknown_host_is_told_within_the_limit)
{
    auto const answer = ask("udp://nobody.invalid:80/announce");
    EXPECT_NE(answer.verdict, scrape_verdict::ok);
    EXPECT_NE(answer.why, "");
    EXPECT_LT(seconds(), 8);
}

}  // namespace
}  // namespace bt::net
