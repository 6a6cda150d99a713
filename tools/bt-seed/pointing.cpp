#include <bt/base/error.hpp>
#include <bt/dht/key_file.hpp>
#include <bt/dht/posted_node.hpp>
#include <bt/dht/secret.hpp>
#include <bt/host/hosted_node.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-seed/seeds.hpp>
#include <utility>

/// The torrent that --publish has a key point at.
namespace bt_seed {

using bt::exit_code;

void seeds::open_publishing()
{
    if (given_->publish.empty()) return;
    if (num_inputs_ != 1)
        throw bt::error{
            exit_code::usage,
            fmt::format("cannot publish {} torrents: a key points at one", num_inputs_)};
    if (loaded_.empty()) return;  // it was told why
    bt::dht::check_salt(given_->salt);
    bt::dht::hide_memory();
    auto const& torrent = loaded_.front().what;
    published_ = torrent.key();
    to_publish_ = publish_request{
        .key = bt::dht::read_key(given_->publish),
        .salt = given_->salt,
        .to =
            {.v1 = torrent.info_hash_v1().value_or(""), .v2 = torrent.info_hash_v2().value_or("")},
        .every = given_->publish_interval.value};
}

bool seeds::is_published(job const& which) const
{
    return !published_.empty() && which.row.key == published_;
}

/// Once there is somebody to fetch it from.
void seeds::start_publishing()
{
    bool const is_there = std::ranges::any_of(live_, [this](auto const& each) {
        return is_published(*each.second) && each.second->is_served();
    });
    if (!to_publish_ || !is_there) return;
    auto make_node = [own = own_, socket = host_socket_](
                         std::stop_token stop) -> std::unique_ptr<bt::dht::carrier> {
        if (own != nullptr) return std::make_unique<bt::dht::posted_node>(*own);
        return std::make_unique<bt::host::hosted_node>(
            socket, std::chrono::milliseconds{0}, std::move(stop));
    };
    publisher_ = std::make_unique<publisher>(
        *std::exchange(to_publish_, std::nullopt),
        publisher::callbacks{
            .make_node = std::move(make_node),
            .tell = [this](bt::record::event::pointer_published const& what) {
                session_->post([this, what] { on_published(what); });
            }});
}

void seeds::on_published(bt::record::event::pointer_published const& what)
{
    auto where = bt::session::envelope_now();
    where.torrent = published_;
    tell_event(where, what);
    if (what.error_message)
        tell_->complain(fmt::format(
            "{}: {}",
            what.seq ? "cannot look after the pointer" : "the torrent is not published yet",
            *what.error_message));
    else if (what.newer_seq)
        tell_->complain(fmt::format(
            "{} points elsewhere: the DHT has sequence number {}", what.link, *what.newer_seq));
    else if (what.num_held == 0)
        tell_->complain("no node has the pointer: it is tried again");
    else
        tell_->remark(fmt::format(
            "{} points here, sequence number {} on {} nodes",
            what.link,
            what.seq.value_or(0),
            what.num_held));
}

}  // namespace bt_seed
