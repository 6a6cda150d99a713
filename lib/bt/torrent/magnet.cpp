#include "describe.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/create/create.hpp>
#include <bt/torrent/escape.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace bt::torrent {
namespace {

/// BEP 53: "0,2,4-7".
std::string ranges_of(std::vector<std::int64_t> const& indices)
{
    std::string out;
    for (std::size_t i = 0; i < indices.size(); ++i) {
        auto const first = indices[i];
        while (i + 1 < indices.size() && indices[i + 1] == indices[i] + 1)
            ++i;
        if (!out.empty()) out.push_back(',');
        out += indices[i] == first ? fmt::format("{}", first)
                                   : fmt::format("{}-{}", first, indices[i]);
    }
    return out;
}

}  // namespace

std::string escaped(std::string_view text)
{
    constexpr std::string_view kept =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    std::string out;
    for (char const c : text) {
        if (kept.find(c) != std::string_view::npos)
            out.push_back(c);
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string magnet_of(record::torrent_info const& info)
{
    std::string link = "magnet:?";
    auto const append = [&](std::string_view key, std::string_view value) {
        if (!link.ends_with('?')) link.push_back('&');
        link += key;
        link.push_back('=');
        link += value;
    };
    if (info.info_hash_v1) append("xt", "urn:btih:" + *info.info_hash_v1);
    // 12 20 is the multihash prefix: SHA-256, 32 bytes.
    if (info.info_hash_v2) append("xt", "urn:btmh:1220" + *info.info_hash_v2);
    if (info.name) append("dn", escaped(*info.name));
    auto trackers = info.trackers;
    std::ranges::stable_sort(trackers, {}, &record::tracker_entry::tier);
    for (auto const& each : trackers)
        append("tr", escaped(each.url));
    for (auto const& each : info.web_seeds)
        if (each.type == "url_seed") append("ws", escaped(each.url));
    for (auto const& [host, port] : info.peers) {
        bool const v6 = host.find(':') != std::string::npos;
        append("x.pe", fmt::format("{}{}{}:{}", v6 ? "[" : "", host, v6 ? "]" : "", port));
    }
    if (!info.select_only.empty()) append("so", ranges_of(info.select_only));
    return link;
}

std::string magnet_of(metainfo const& what)
{
    return magnet_of(describe(what));
}

std::string magnet_of(create_request const& request, created const& made)
{
    record::torrent_info info;
    if (made.hash_v1) info.info_hash_v1 = to_hex(*made.hash_v1);
    if (made.hash_v2) info.info_hash_v2 = to_hex(*made.hash_v2);
    info.name = request.name.empty() ? request.content.name : request.name;
    info.trackers = request.trackers;
    for (auto const& url : request.web_seeds)
        info.web_seeds.push_back({url, "url_seed"});
    return magnet_of(info);
}

}  // namespace bt::torrent
