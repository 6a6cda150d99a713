#include "describe.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <libtorrent/torrent_info.hpp>

#include <algorithm>

namespace bt::torrent {
namespace {

void add_sources(record::torrent_info& out, lt::add_torrent_params const& params)
{
    for (std::size_t i = 0; i < params.trackers.size(); ++i) {
        auto const tier = i < params.tracker_tiers.size() ? params.tracker_tiers[i] : 0;
        out.trackers.push_back({params.trackers[i], tier});
    }
    std::ranges::stable_sort(out.trackers, {}, &record::tracker_entry::tier);
    for (auto const& url : params.url_seeds)
        out.web_seeds.push_back({url, "url_seed"});
    for (auto const& url : params.http_seeds)
        out.web_seeds.push_back({url, "http_seed"});
    for (auto const& [host, port] : params.dht_nodes)
        out.dht_nodes.push_back({host, port});
    for (auto const& peer : params.peers)
        out.peers.push_back({peer.address().to_string(), peer.port()});
}

void add_selection(record::torrent_info& out, lt::add_torrent_params const& params)
{
    if (!(params.flags & lt::torrent_flags::default_dont_download)) return;
    for (std::size_t i = 0; i < params.file_priorities.size(); ++i)
        if (params.file_priorities[i] != lt::dont_download)
            out.select_only.push_back(static_cast<std::int64_t>(i));
}

}  // namespace

record::torrent_info describe(document const& what)
{
    auto info = what.facts();
    info.magnet = magnet_of(info);
    return info;
}

record::torrent_info describe(metainfo const& what)
{
    auto const& params = what.get().params;
    record::torrent_info out;
    if (auto name = what.name(); !name.empty()) out.name = std::move(name);
    if (auto const v1 = what.info_hash_v1()) out.info_hash_v1 = to_hex(*v1);
    if (auto const v2 = what.info_hash_v2()) out.info_hash_v2 = to_hex(*v2);
    if (params.ti && params.ti->creation_date() > 0) out.creation_date = params.ti->creation_date();
    add_sources(out, params);
    add_selection(out, params);
    out.magnet = magnet_of(out);
    return out;
}

}  // namespace bt::torrent
