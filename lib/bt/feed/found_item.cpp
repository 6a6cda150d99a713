#include "found_item.hpp"

#include <bt/feed/link.hpp>

#include <algorithm>
#include <utility>

namespace bt::feed {
namespace {

constexpr std::size_t longest_guid = 2048;
constexpr std::string_view torrent_type = "application/x-bittorrent";

/// A podcast's file is none, and says so.
bool may_be_torrent(attached const& file)
{
    return file.type.empty() || file.type == torrent_type || file.type == "application/octet-stream"
        || names_torrent(file.url);
}

/// The .torrent file by the surest sign that there is.
std::optional<std::string> torrent_of(found_item const& found)
{
    auto const& files = found.files;
    auto const take = [&](auto const& wanted) -> std::optional<std::string> {
        auto const at = std::ranges::find_if(
            files, [&](attached const& each) { return !is_magnet(each.url) && wanted(each); });
        return at == files.end() ? std::nullopt : std::optional{at->url};
    };
    if (auto url = take([](attached const& each) { return each.type == torrent_type; })) return url;
    if (auto url = take([](attached const& each) { return names_torrent(each.url); })) return url;
    if (found.link && names_torrent(*found.link)) return found.link;
    if (found.guid_link && names_torrent(*found.guid_link)) return found.guid_link;
    return take(may_be_torrent);
}

std::optional<std::string> magnet_of(found_item const& found)
{
    if (found.magnet) return found.magnet;
    for (auto const& each : found.files)
        if (is_magnet(each.url)) return each.url;
    if (found.link && is_magnet(*found.link)) return found.link;
    if (found.guid_link && is_magnet(*found.guid_link)) return found.guid_link;
    return std::nullopt;
}

/// The length of an enclosure is that of the .torrent file (BEP 36), if there is one.
std::optional<std::int64_t> size_of(found_item const& found)
{
    if (found.size) return found.size;
    for (auto const& each : found.files)
        if (is_magnet(each.url) && each.length) return each.length;
    return std::nullopt;
}

/// A link to a page may be one to a torrent, as on trackers with accounts, unless there is
/// something else to fetch.
std::optional<std::string> page_of(found_item const& found)
{
    if (!found.files.empty()) return std::nullopt;
    return found.link ? found.link : found.guid_link;
}

}  // namespace

std::optional<record::feed_item> item_of(found_item found)
{
    record::feed_item out;
    out.magnet = magnet_of(found);
    auto const said = out.magnet ? facts_of_magnet(*out.magnet) : magnet_facts{};
    out.info_hash = found.info_hash ? found.info_hash : said.info_hash;
    // BEP 36: the id may be the info-hash.
    if (!out.info_hash) out.info_hash = info_hash_of(found.guid);
    out.title = std::move(found.title);
    if (out.title.empty()) out.title = said.name;
    if (!out.magnet && out.info_hash) out.magnet = magnet_of_hash(*out.info_hash, out.title);
    auto url = torrent_of(found);
    if (!url) url = out.magnet ? out.magnet : page_of(found);
    if (!url) return std::nullopt;
    out.url = std::move(*url);
    out.size = size_of(found);
    if (!out.size) out.size = said.size;
    out.published = found.published;
    out.guid = std::move(found.guid);
    if (out.guid.empty()) out.guid = out.info_hash.value_or(out.url);
    // Each is remembered for long.
    if (out.guid.size() > longest_guid) out.guid.resize(longest_guid);
    if (found.link && !is_magnet(*found.link) && *found.link != out.url) out.link = found.link;
    return out;
}

}  // namespace bt::feed
