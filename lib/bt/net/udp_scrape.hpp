#pragma once

#include <bt/base/file.hpp>
#include <bt/base/network.hpp>
#include <bt/net/lookup.hpp>
#include <bt/net/scrape.hpp>

#include <poll.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::net {

/// Scraping one UDP tracker (BEP 15): its addresses are all greeted at once, and the first that
/// answers is asked. It never waits: whoever owns it polls what watch() adds, at most until due(),
/// and calls advance(). Times are given, so that a test can choose them.
class udp_scrape {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// `info_hashes` are 20 bytes each. `end` is when it gives up.
    udp_scrape(host_and_port where, std::vector<std::string> info_hashes, time_point end);

    void advance(time_point now);
    void watch(std::vector<pollfd>& into) const;
    [[nodiscard]] time_point due() const;
    [[nodiscard]] bool done() const { return done_; }
    /// One for each hash, once it is done.
    [[nodiscard]] std::vector<scrape_answer> const& answers() const { return answers_; }

private:
    /// One address of the tracker; the socket is connected, so that nobody else is heard.
    struct peer {
        unique_fd fd;
        std::uint32_t transaction = 0;
    };

    void open_peers(time_point now);
    void send_greeting(peer const& to);
    void send_question(time_point now);
    void repeat(time_point now);
    void read_peers(time_point now);
    /// False if nothing more will come from it.
    [[nodiscard]] bool read(peer& from, time_point now);
    void take(peer& from, std::string_view packet, time_point now);
    void take_greeting(peer& from, std::string_view packet, time_point now);
    void take_counts(std::string_view packet, time_point now);
    void fail_all(scrape_verdict verdict, std::string why);
    void restart_clock(time_point now);

    host_and_port where_;
    std::vector<std::string> hashes_;
    time_point end_;
    std::optional<lookup> lookup_;
    std::vector<peer> peers_;  ///< one alone after the greeting
    std::optional<std::uint64_t> connection_;
    time_point connected_at_{};
    time_point repeat_at_{};
    int repeats_ = 0;
    std::size_t answered_ = 0;  ///< hashes, from the front
    std::string last_fault_;
    bool done_ = false;
    std::vector<scrape_answer> answers_;
};

}  // namespace bt::net
