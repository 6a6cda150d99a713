#include "request.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/identity.hpp>

#include <algorithm>

namespace bt_edit {
namespace {

using bt::torrent::edit_request;

bool is_asked(bt::torrent::list_changes const& list)
{
    return list.clear || !list.remove.empty() || !list.add.empty();
}

template <class T>
bool is_asked(bt::torrent::value_change<T> const& value)
{
    return value.set || value.remove;
}

bool asks_something(edit_request const& of)
{
    auto const& trackers = of.trackers;
    auto const& nodes = of.dht_nodes;
    auto const& info = of.info;
    return trackers.clear || !trackers.remove.empty() || !trackers.replace.empty()
        || !trackers.add.empty() || is_asked(of.web_seeds) || is_asked(of.http_seeds) || nodes.clear
        || !nodes.remove.empty() || !nodes.add.empty() || is_asked(of.comment)
        || is_asked(of.created_by) || is_asked(of.creation_date) || is_asked(info.name)
        || info.is_private || is_asked(info.source) || is_asked(info.update_url)
        || is_asked(info.entropy) || is_asked(info.similar) || is_asked(info.collections)
        || !of.patch.top.empty() || !of.patch.info.empty();
}

bt::torrent::tracker_changes trackers_of(options const& given)
{
    bt::torrent::tracker_changes changes{
        .clear = given.no_announce,
        .remove = given.remove_announce,
        .replace = {},
        .add = bt::torrent::tiers_of(given.announce)};
    for (auto const& text : given.replace_announce)
        if (auto pair = parse_replacement(text)) changes.replace.push_back(std::move(*pair));
    return changes;
}

bt::torrent::info_changes info_of(options const& given)
{
    bt::torrent::info_changes info;
    info.name.set = given.name;
    if (given.is_private || given.no_private) info.is_private = given.is_private;
    info.source = {.set = given.source, .remove = given.no_source};
    info.update_url = {.set = given.update_url, .remove = given.no_update_url};
    if (given.entropy) info.entropy.set = bt::torrent::random_entropy();
    info.entropy.remove = given.no_entropy;
    info.similar.clear = given.no_similar;
    for (auto const& input : given.similar)
        info.similar.add.push_back(bt::torrent::similar_hash(input));
    info.collections = {.clear = given.no_collections, .remove = {}, .add = given.collections};
    return info;
}

}  // namespace

std::optional<bt::torrent::tracker_changes::replacement> parse_replacement(std::string_view text)
{
    std::optional<bt::torrent::tracker_changes::replacement> found;
    for (auto at = text.find('='); at != std::string_view::npos; at = text.find('=', at + 1)) {
        auto const to = text.substr(at + 1);
        if (at == 0 || !bt::torrent::is_tracker_url(to)) continue;
        if (found) return std::nullopt;
        found = {.from = std::string{text.substr(0, at)}, .to = std::string{to}};
    }
    return found;
}

edit_request request_of(options const& given)
{
    edit_request request;
    request.trackers = trackers_of(given);
    request.web_seeds = {
        .clear = given.no_web_seeds, .remove = given.remove_web_seeds, .add = given.web_seeds};
    request.http_seeds = {
        .clear = given.no_http_seeds, .remove = given.remove_http_seeds, .add = given.http_seeds};
    request.dht_nodes = {
        .clear = given.no_dht_nodes, .remove = given.remove_dht_nodes, .add = given.dht_nodes};
    request.comment = {.set = given.comment, .remove = given.no_comment};
    request.created_by = {.set = given.created_by, .remove = given.no_created_by};
    if (given.date) {
        request.creation_date.set = given.date->seconds();
        request.creation_date.remove = !request.creation_date.set;
    }
    request.info = info_of(given);
    request.patch = bt::torrent::patch_of(given.merge, bt::torrent::name_patch::allowed);
    request.allow_new_infohash = given.allow_new_infohash;
    // An empty patch is a request for nothing, and nothing is what it gets.
    if (!asks_something(request) && given.merge.empty())
        throw bt::error{bt::exit_code::usage, "no change is asked for (try bt-edit --help)"};
    return request;
}

}  // namespace bt_edit
