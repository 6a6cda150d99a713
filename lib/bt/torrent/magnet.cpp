#include "describe.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/create.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace bt::torrent {
namespace {

// RFC 3986 unreserved characters stay; all else is escaped, so that the link is one word for any
// shell, browser and terminal.
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

std::string selection_of(lt::add_torrent_params const& params)
{
    std::string out;
    if (!(params.flags & lt::torrent_flags::default_dont_download)) return out;
    auto const& wanted = params.file_priorities;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (wanted[i] == lt::dont_download) continue;
        auto last = i;
        while (last + 1 < wanted.size() && wanted[last + 1] != lt::dont_download)
            ++last;
        if (!out.empty()) out.push_back(',');
        out += last == i ? fmt::format("{}", i) : fmt::format("{}-{}", i, last);
        i = last;
    }
    return out;
}

std::vector<std::pair<int, std::string>> by_tier(lt::add_torrent_params const& params)
{
    std::vector<std::pair<int, std::string>> trackers;
    for (std::size_t i = 0; i < params.trackers.size(); ++i) {
        auto const tier = i < params.tracker_tiers.size() ? params.tracker_tiers[i] : 0;
        trackers.emplace_back(tier, params.trackers[i]);
    }
    std::ranges::stable_sort(trackers, {}, [](auto const& each) { return each.first; });
    return trackers;
}

}  // namespace

std::string magnet_of(metainfo const& what)
{
    auto const& params = what.get().params;
    std::string link = "magnet:?";
    auto const append = [&](std::string_view key, std::string_view value) {
        if (!link.ends_with('?')) link.push_back('&');
        link += fmt::format("{}={}", key, value);
    };
    if (auto const v1 = what.info_hash_v1()) append("xt", "urn:btih:" + to_hex(*v1));
    // 12 20 is the multihash prefix: SHA-256, 32 bytes.
    if (auto const v2 = what.info_hash_v2()) append("xt", "urn:btmh:1220" + to_hex(*v2));
    if (auto const name = what.name(); !name.empty()) append("dn", escaped(name));
    for (auto const& [tier, url] : by_tier(params))
        append("tr", escaped(url));
    for (auto const& url : params.url_seeds)
        append("ws", escaped(url));
    for (auto const& peer : params.peers) {
        auto const address = peer.address().to_string();
        auto const host = peer.address().is_v6() ? "[" + address + "]" : address;
        append("x.pe", fmt::format("{}:{}", host, peer.port()));
    }
    if (auto const selection = selection_of(params); !selection.empty()) append("so", selection);
    return link;
}

std::string magnet_of(create_request const& request, created const& made)
{
    lt::add_torrent_params params;
    if (made.hash_v1) params.info_hashes.v1.assign(made.hash_v1->data());
    if (made.hash_v2) params.info_hashes.v2.assign(made.hash_v2->data());
    params.name = request.name.empty() ? request.content.name : request.name;
    for (auto const& each : request.trackers) {
        params.trackers.push_back(each.url);
        params.tracker_tiers.push_back(static_cast<int>(each.tier));
    }
    params.url_seeds = request.web_seeds;
    return magnet_of(from_params(std::move(params)));
}

}  // namespace bt::torrent
