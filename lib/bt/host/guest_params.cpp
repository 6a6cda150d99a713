#include "guest_params.hpp"

#include <bt/base/encode.hpp>
#include <bt/control/writer.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/save.hpp>

#include <fmt/format.h>

#include <map>
#include <utility>
#include <vector>

namespace bt::host {
namespace {

using control::result;

std::vector<std::string> texts_of(std::vector<host_and_port> const& endpoints)
{
    std::vector<std::string> out;
    for (auto const& each : endpoints) {
        bool const is_v6 = each.host.find(':') != std::string::npos;
        out.push_back(
            is_v6 ? fmt::format("[{}]:{}", each.host, each.port)
                  : fmt::format("{}:{}", each.host, each.port));
    }
    return out;
}

std::string flags_of(torrent_options const& options)
{
    return result{}
        .add("seed_mode", options.seed_mode)
        .add("upload_mode", options.upload_mode)
        .add("share_mode", options.share_mode)
        .add("super_seeding", options.super_seeding)
        .add("sequential_download", options.sequential_download)
        .add("paused", options.paused)
        .add("auto_managed", options.auto_managed)
        .add("apply_ip_filter", !options.ignore_ip_filter)
        .text();
}

/// Tiers as the method has them: one text each, commas part those of one.
std::vector<std::string> tiers_in(std::vector<record::tracker_entry> const& trackers)
{
    std::map<std::int64_t, std::string> tiers;
    for (auto const& each : trackers) {
        auto& tier = tiers[each.tier];
        tier += (tier.empty() ? "" : ",") + each.url;
    }
    std::vector<std::string> out;
    for (auto& [tier, urls] : tiers)
        out.push_back(std::move(urls));
    return out;
}

}  // namespace

std::string
add_params(torrent::metainfo const& what, session::add_request const& how, labels const& sorted)
{
    result out;
    if (what.has_metadata())
        out.add("torrent_base64", to_base64(torrent::torrent_bytes(what)));
    else
        out.add("magnet", torrent::magnet_of(what));
    out.add("save_path", how.save_path)
        .add("seed", how.what_for == session::purpose::seed)
        .raw("flags", flags_of(how.options))
        .add("trackers", tiers_in(how.trackers))
        .add("web_seeds", how.web_seeds)
        .add("peers", texts_of(how.peers))
        .add("dht_nodes", texts_of(how.dht_nodes))
        .add("file_priorities", how.file_priorities)
        .add("metadata_alone", how.metadata_alone)
        .add("download_limit", how.options.down_bytes_per_second)
        .add("upload_limit", how.options.up_bytes_per_second)
        .add("storage_mode", how.options.allocate ? "allocate" : "sparse")
        .add("category", sorted.category)
        .add("tags", sorted.tags);
    if (how.options.max_connections > 0) out.add("max_connections", how.options.max_connections);
    if (how.options.max_uploads > 0) out.add("max_uploads", how.options.max_uploads);
    std::vector<int> pieces;
    for (auto const& [piece, level] : how.piece_priorities) {
        pieces.push_back(piece);
        pieces.push_back(level);
    }
    if (!pieces.empty()) out.add("piece_priorities", pieces);
    return out.text();
}

}  // namespace bt::host
