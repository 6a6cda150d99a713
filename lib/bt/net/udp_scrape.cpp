#include "udp_scrape.hpp"

#include <fmt/format.h>

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <random>
#include <system_error>

namespace bt::net {
namespace {

constexpr std::uint64_t protocol_id = 0x41727101980;
constexpr std::size_t hashes_in_packet = 74;
constexpr std::size_t count_bytes = 12;
constexpr std::size_t head_bytes = 8;
constexpr std::chrono::seconds connection_life{60};
/// BEP 15 begins with 15 s and doubles; people wait less long.
constexpr std::chrono::seconds first_wait{2};
constexpr int most_repeats = 8;

enum class action : std::uint32_t { connect = 0, announce = 1, scrape = 2, error = 3 };

template <class Number>
void put(std::string& into, Number value)
{
    for (auto shift = static_cast<int>(sizeof value) * 8 - 8; shift >= 0; shift -= 8)
        into.push_back(static_cast<char>((value >> shift) & 0xFFU));
}

template <class Number>
Number get(std::string_view from, std::size_t at)
{
    Number value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
        value = static_cast<Number>(value << 8U) | static_cast<unsigned char>(from[at + i]);
    return value;
}

std::uint32_t fresh_transaction()
{
    return std::random_device{}();
}

std::optional<std::int64_t> count_at(std::string_view packet, std::size_t at)
{
    auto const count = static_cast<std::int32_t>(get<std::uint32_t>(packet, at));
    return count >= 0 ? std::optional<std::int64_t>{count} : std::nullopt;
}

std::string text_of(int number)
{
    return std::error_code{number, std::generic_category()}.message();
}

}  // namespace

udp_scrape::udp_scrape(host_and_port where, std::vector<std::string> info_hashes, time_point end)
    : where_{std::move(where)}
    , hashes_{std::move(info_hashes)}
    , end_{end}
    , lookup_{where_}
    , answers_(hashes_.size())
{
}

void udp_scrape::advance(time_point now)
{
    if (done_) return;
    if (lookup_ && lookup_->done()) open_peers(now);
    if (!lookup_) read_peers(now);
    if (!done_ && !lookup_ && peers_.empty()) fail_all(scrape_verdict::failed, last_fault_);
    if (!done_ && now >= end_)
        fail_all(
            scrape_verdict::timed_out,
            lookup_ ? "the host was not found in time" : "no answer within the time limit");
    if (!done_ && !lookup_ && now >= repeat_at_) repeat(now);
}

void udp_scrape::watch(std::vector<pollfd>& into) const
{
    if (done_) return;
    if (lookup_) into.push_back({.fd = lookup_->fd(), .events = POLLIN, .revents = 0});
    for (auto const& each : peers_)
        into.push_back({.fd = each.fd.get(), .events = POLLIN, .revents = 0});
}

udp_scrape::time_point udp_scrape::due() const
{
    return lookup_ ? end_ : std::min(end_, repeat_at_);
}

void udp_scrape::restart_clock(time_point now)
{
    repeats_ = 0;
    repeat_at_ = now + first_wait;
}

void udp_scrape::open_peers(time_point now)
{
    last_fault_ = lookup_->why();
    for (auto const& to : lookup_->addresses()) {
        unique_fd fd{
            ::socket(to.storage.ss_family, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, IPPROTO_UDP)};
        if (!fd || ::connect(fd.get(), to.get(), to.length) != 0) {
            last_fault_ = text_of(errno);
            continue;
        }
        peers_.push_back({std::move(fd), fresh_transaction()});
        send_greeting(peers_.back());
    }
    lookup_.reset();
    restart_clock(now);
}

// What cannot be sent is as good as lost: it is sent again, or the reason is read as an error.
// What is sent again keeps its transaction, so that a late answer is still one.

void udp_scrape::send_greeting(peer const& to)
{
    std::string packet;
    put(packet, protocol_id);
    put(packet, static_cast<std::uint32_t>(action::connect));
    put(packet, to.transaction);
    (void)::send(to.fd.get(), packet.data(), packet.size(), MSG_NOSIGNAL);
}

void udp_scrape::send_question(time_point now)
{
    auto const& to = peers_.front();
    if (now - connected_at_ >= connection_life) {
        connection_.reset();
        restart_clock(now);
        return send_greeting(to);
    }
    std::string packet;
    put(packet, *connection_);
    put(packet, static_cast<std::uint32_t>(action::scrape));
    put(packet, to.transaction);
    auto const end = std::min(hashes_.size(), answered_ + hashes_in_packet);
    for (auto i = answered_; i < end; ++i)
        packet += hashes_[i];
    (void)::send(to.fd.get(), packet.data(), packet.size(), MSG_NOSIGNAL);
}

void udp_scrape::repeat(time_point now)
{
    repeats_ = std::min(repeats_ + 1, most_repeats);
    repeat_at_ = now + first_wait * (1 << repeats_);
    if (connection_) return send_question(now);
    for (auto const& each : peers_)
        send_greeting(each);
}

void udp_scrape::read_peers(time_point now)
{
    for (std::size_t i = 0; i < peers_.size() && !done_;) {
        if (read(peers_[i], now))
            ++i;
        else
            peers_.erase(peers_.begin() + static_cast<std::ptrdiff_t>(std::min(i, peers_.size())));
    }
}

bool udp_scrape::read(peer& from, time_point now)
{
    std::array<char, 4096> buffer{};
    // A flood of packets must not keep the others waiting.
    for (int packets = 0; packets < 16; ++packets) {
        auto const size = ::recv(from.fd.get(), buffer.data(), buffer.size(), 0);
        if (size < 0) {
            if (errno == EAGAIN || errno == EINTR) return true;
            last_fault_ = text_of(errno);
            return false;
        }
        std::string_view const packet{buffer.data(), static_cast<std::size_t>(size)};
        if (packet.size() < head_bytes) continue;
        if (get<std::uint32_t>(packet, 4) != from.transaction) continue;
        if (get<std::uint32_t>(packet, 0) == static_cast<std::uint32_t>(action::error)) {
            last_fault_ = fmt::format("the tracker says: {}", packet.substr(head_bytes));
            return false;
        }
        auto const was_connected = connection_.has_value();
        take(from, packet, now);
        // A greeting leaves one peer, which may have moved.
        if (done_ || was_connected != connection_.has_value()) return true;
    }
    return true;
}

void udp_scrape::take(peer& from, std::string_view packet, time_point now)
{
    auto const what = static_cast<action>(get<std::uint32_t>(packet, 0));
    if (!connection_ && what == action::connect) take_greeting(from, packet, now);
    if (connection_ && what == action::scrape) take_counts(packet, now);
}

void udp_scrape::take_greeting(peer& from, std::string_view packet, time_point now)
{
    if (packet.size() < head_bytes + sizeof(std::uint64_t)) return;
    connection_ = get<std::uint64_t>(packet, head_bytes);
    connected_at_ = now;
    peer chosen = std::move(from);
    peers_.clear();
    peers_.push_back(std::move(chosen));
    restart_clock(now);
    send_question(now);
}

void udp_scrape::take_counts(std::string_view packet, time_point now)
{
    auto const asked = std::min(hashes_in_packet, hashes_.size() - answered_);
    auto const given = std::min(asked, (packet.size() - head_bytes) / count_bytes);
    for (std::size_t i = 0; i < asked; ++i) {
        auto& answer = answers_[answered_ + i];
        if (i >= given) {
            answer.verdict = scrape_verdict::failed;
            answer.why = "the answer is cut short";
            continue;
        }
        auto const at = head_bytes + i * count_bytes;
        answer.verdict = scrape_verdict::ok;
        answer.complete = count_at(packet, at);
        answer.downloaded = count_at(packet, at + 4);
        answer.incomplete = count_at(packet, at + 8);
    }
    answered_ += asked;
    done_ = answered_ == hashes_.size();
    if (done_) return;
    peers_.front().transaction = fresh_transaction();
    restart_clock(now);
    send_question(now);
}

void udp_scrape::fail_all(scrape_verdict verdict, std::string why)
{
    for (auto i = answered_; i < answers_.size(); ++i) {
        answers_[i].verdict = verdict;
        answers_[i].why = why;
    }
    done_ = true;
}

}  // namespace bt::net
