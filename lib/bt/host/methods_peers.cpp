#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/session/torrent_actions.hpp>
#include <bt/session/torrent_lists.hpp>

#include <fmt/format.h>

#include <utility>

/// The peers of a torrent.
namespace bt::host {
namespace {

using control::kind;
using control::result;

outcome list_peers(call& c)
{
    auto const with = c.given.flag("pieces") ? session::peer_pieces::yes : session::peer_pieces::no;
    return records_of(c, session::peers(c.on, c.torrent(), with));
}

outcome list_known_peers(call& c)
{
    auto const id = c.torrent();
    auto& on = c.on;
    auto const name = c.of.session_name();
    return asking{[&on, id, name](std::function<void(std::string)> const& reply) {
        session::ask_known_peers(on, id, [reply, name](std::vector<record::known_peer> peers) {
            std::vector<std::string> rows;
            for (auto& each : peers) {
                if (!name.empty()) each.session = name;
                rows.push_back(record::to_json(each));
            }
            reply(result{}.raw("records", control::list_of(rows)).text());
        });
    }};
}

outcome clear_peers(call& c)
{
    session::clear_peers(c.on, c.torrent());
    return result{};
}

/// As trackers write them: four bytes of an address and two of a port each (BEP 23).
std::vector<host_and_port> peers_in(std::string_view base64)
{
    constexpr std::size_t each = 6;
    auto const bytes = from_base64(base64);
    if (!bytes || bytes->size() % each != 0)
        fail(
            exit_code::usage,
            "add",
            "compact_base64",
            std::string_view{"it is not base64 of 6 bytes for each peer"});
    std::vector<host_and_port> out;
    for (std::size_t at = 0; at < bytes->size(); at += each) {
        auto const byte = [&](std::size_t i) {
            return static_cast<int>(static_cast<unsigned char>((*bytes)[at + i]));
        };
        out.push_back(
            {fmt::format("{}.{}.{}.{}", byte(0), byte(1), byte(2), byte(3)),
             byte(4) * 256 + byte(5)});
    }
    return out;
}

outcome add_peers(call& c)
{
    auto const id = c.torrent();
    auto peers = endpoints_of("add peer", c.given.texts("peers"));
    for (auto& each : peers_in(c.given.text("compact_base64")))
        peers.push_back(std::move(each));
    if (peers.empty())
        fail(
            exit_code::usage,
            "add",
            "peers",
            std::string_view{"neither peers nor compact_base64 has any"});
    session::add_peers(c.on, id, peers);
    return result{};
}

}  // namespace

void add_peer_methods(std::vector<method>& to)
{
    constexpr std::string_view of_torrent = R"({"torrent":"$TORRENT"})";
    constexpr std::string_view shown = "peers: who is added is connected to, and cleared again";
    to.push_back(
        {{.name = "list_peers",
          .doc = "Lists the peers that a torrent is connected to.",
          .params =
              {torrent_param(),
               {.name = "pieces", .is = kind::flag, .doc = "With which pieces each has."}},
          .result = "records: peer",
          .example = of_torrent,
          .shown_by = shown},
         list_peers});
    to.push_back(
        {{.name = "list_known_peers",
          .doc = "Lists up to 100 peers that a torrent could call, and those it has banned.",
          .params = {torrent_param()},
          .result = "records: known_peer",
          .example = of_torrent,
          .shown_by = shown},
         list_known_peers});
    to.push_back(
        {{.name = "add_peers",
          .doc = "Has a torrent connect to peers.",
          .params =
              {torrent_param(),
               {.name = "peers", .is = kind::texts, .doc = "ADDRESS:PORT each."},
               {.name = "compact_base64",
                .doc = "4 bytes of address and 2 of port each, in base64 (BEP 23)."}},
          .result = "nothing",
          .example = R"({"torrent":"$TORRENT","peers":["192.0.2.7:6881"]})",
          .shown_by = shown},
         add_peers});
    to.push_back(
        {{.name = "clear_peers",
          .doc = "Parts a torrent from all peers, and forgets those it knows.",
          .params = {torrent_param()},
          .result = "nothing",
          .example = of_torrent,
          .shown_by = shown},
         clear_peers});
}

}  // namespace bt::host
