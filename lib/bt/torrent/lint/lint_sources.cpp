#include <bt/base/text.hpp>
#include <bt/base/url.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/lint/lint_notes.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace bt::torrent {
namespace {

void lint_announce(document const& what, lint_notes& into)
{
    auto const value = bencode::find(what.bytes(), "announce");
    auto const& trackers = what.facts().trackers;
    if (value.empty() || bencode::cursor{value}.kind() != bencode::type::string) return;
    auto const url = bencode::cursor{value}.string();
    bool const listed =
        std::ranges::any_of(trackers, [&](auto const& each) { return url.ends_with(each.url); });
    if (!url.empty() && !listed) into.add("announce-list", printable(url));
}

}  // namespace

void lint_sources(document const& what, lint_notes& into)
{
    auto const& facts = what.facts();
    bool const is_private = facts.is_private.value_or(false);
    if (is_private && facts.trackers.empty()) into.add("private-without-tracker");
    if (is_private && !facts.dht_nodes.empty())
        into.add("private-with-nodes", fmt::format("{} of them", facts.dht_nodes.size()));
    if (facts.trackers.empty() && facts.web_seeds.empty() && facts.dht_nodes.empty() && !is_private)
        into.add("no-sources");
    std::set<std::string_view> known;
    for (auto const& each : facts.trackers) {
        if (!is_tracker_url(each.url)) into.add("tracker-url", printable(each.url));
        if (!known.insert(each.url).second) into.add("duplicate-trackers", printable(each.url));
    }
    for (auto const& each : facts.web_seeds) {
        if (!is_url(each.url, {"http", "https", "ftp"}))
            into.add("web-seed-url", printable(each.url));
        if (each.type == "http_seed") into.add("http-seeds", printable(each.url));
    }
    lint_announce(what, into);
}

}  // namespace bt::torrent
