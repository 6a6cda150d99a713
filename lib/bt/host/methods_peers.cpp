#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/host/call.hpp>
#include <bt/net/compact_peers.hpp>
#include <bt/session/torrent_actions.hpp>
#include <bt/session/torrent_lists.hpp>

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

/// Those that are not banned.
void add_compact(result& to, std::vector<record::known_peer> const& peers)
{
    std::vector<std::string> endpoints;
    for (auto const& each : peers)
        if (!each.banned) endpoints.push_back(each.endpoint);
    auto const packed = net::compact(endpoints);
    to.add("compact_base64", to_base64(packed.v4)).add("compact6_base64", to_base64(packed.v6));
}

outcome list_known_peers(call& c)
{
    auto const id = c.torrent();
    auto& on = c.on;
    auto const name = c.of.session_name();
    bool const compact = c.given.flag("compact");
    return asking{[&on, id, name, compact](std::function<void(std::string)> const& reply) {
        session::ask_known_peers(
            on, id, [reply, name, compact](std::vector<record::known_peer> peers) {
                result out;
                if (compact) {
                    add_compact(out, peers);
                    reply(out.text());
                    return;
                }
                std::vector<std::string> rows;
                for (auto& each : peers) {
                    if (!name.empty()) each.session = name;
                    rows.push_back(record::to_json(each));
                }
                reply(out.raw("records", control::list_of(rows)).text());
            });
    }};
}

outcome clear_peers(call& c)
{
    session::clear_peers(c.on, c.torrent());
    return result{};
}

void add_compact_peers(
    std::vector<host_and_port>& to,
    control::arguments const& given,
    std::string_view param,
    net::address_family of)
{
    auto const bytes = from_base64(given.text(param));
    if (!bytes || !net::read_compact(to, *bytes, of))
        fail(
            exit_code::usage,
            "add",
            param,
            std::string_view{"it is not base64 of as many bytes as peers take"});
}

outcome add_peers(call& c)
{
    auto const id = c.torrent();
    auto peers = endpoints_of("add peer", c.given.texts("peers"));
    add_compact_peers(peers, c.given, "compact_base64", net::address_family::v4);
    add_compact_peers(peers, c.given, "compact6_base64", net::address_family::v6);
    if (peers.empty()) fail(exit_code::usage, "add", "peers", std::string_view{"no param has any"});
    session::add_peers(c.on, id, peers);
    return result{};
}

}  // namespace

void add_peer_methods(std::vector<method>& to)
{
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
          .params =
              {torrent_param(),
               {.name = "compact",
                .is = kind::flag,
                .doc = "Those that are not banned, as add_peers takes them."}},
          .result = "records: known_peer; with compact, compact_base64 and compact6_base64",
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
                .doc = "4 bytes of address and 2 of port each, in base64 (BEP 23)."},
               {.name = "compact6_base64", .doc = "The same of IPv6, 16 and 2 (BEP 7)."}},
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
