#include "make.hpp"

#include <bt/base/date.hpp>
#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_set>

namespace bt::feed {
namespace {

constexpr std::string_view torrent_uri = "http://xmlns.ezrss.it/0.1/";
constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// As text of XML 1.0, which has no place for control characters.
std::string xml_text(std::string_view bytes)
{
    std::string out;
    auto const text = to_utf8(bytes);
    std::string_view left{text};
    while (!left.empty()) {
        auto const step = next_utf8(left);
        auto const part = left.substr(0, step.length);
        left.remove_prefix(step.length);
        bool const is_control = step.code_point < 0x20 && part != "\t" && part != "\n";
        if (is_control || step.code_point == 0xfffe || step.code_point == 0xffff)
            out += "\xef\xbf\xbd";
        else if (part == "&")
            out += "&amp;";
        else if (part == "<")
            out += "&lt;";
        else if (part == ">")
            out += "&gt;";
        else if (part == "\"")
            out += "&quot;";
        else
            out += part;
    }
    return out;
}

/// <name>text</name>, on a line of its own; nothing without text.
void add(std::string& out, std::string_view name, std::string_view text)
{
    if (text.empty()) return;
    out += fmt::format("<{0}>{1}</{0}>\n", name, xml_text(text));
}

std::int64_t newest_in(made_feed const& feed)
{
    std::int64_t out = 0;
    for (auto const& each : feed.items)
        out = std::max(out, each.published);
    return out;
}

std::string name_of(made_item const& item)
{
    return item.torrent.name.value_or(item.file_name);
}

/// BEP 36.
void add_torrent(std::string& out, made_item const& item)
{
    auto const& torrent = item.torrent;
    out += fmt::format("<torrent xmlns=\"{}\">\n", torrent_uri);
    add(out, "fileName", item.file_name);
    if (torrent.total_size) add(out, "contentLength", fmt::format("{}", *torrent.total_size));
    if (torrent.info_hash_v1) add(out, "infoHash", *torrent.info_hash_v1);
    add(out, "magnetURI", torrent.magnet.value_or(""));
    out += "</torrent>\n";
}

void add_rss_item(std::string& out, made_item const& item)
{
    out += "<item>\n";
    add(out, "title", name_of(item));
    out += fmt::format("<guid isPermaLink=\"false\">{}</guid>\n", id_of(item.torrent));
    add(out, "pubDate", format_rfc822(item.published));
    add(out, "link", item.url.empty() ? item.torrent.magnet.value_or("") : item.url);
    if (!item.url.empty())
        out += fmt::format(
            "<enclosure url=\"{}\" length=\"{}\" type=\"application/x-bittorrent\"/>\n",
            xml_text(item.url),
            item.file_size);
    add(out, "description", item.torrent.comment.value_or(""));
    add_torrent(out, item);
    out += "</item>\n";
}

void add_atom_entry(std::string& out, made_item const& item)
{
    auto const date = format_rfc3339(item.published);
    out += "<entry>\n";
    add(out, "id", id_of(item.torrent));
    add(out, "title", name_of(item));
    add(out, "updated", date);
    add(out, "published", date);
    if (!item.url.empty())
        out += fmt::format(
            "<link rel=\"enclosure\" type=\"application/x-bittorrent\" length=\"{}\" "
            "href=\"{}\"/>\n",
            item.file_size,
            xml_text(item.url));
    out += fmt::format(
        "<link rel=\"alternate\" href=\"{}\"/>\n",
        xml_text(item.url.empty() ? item.torrent.magnet.value_or("") : item.url));
    add(out, "summary", item.torrent.comment.value_or(""));
    add_torrent(out, item);
    out += "</entry>\n";
}

/// An id of Atom has to stay: it is that of the address, else of the title.
std::string feed_id_of(made_feed const& feed)
{
    if (!feed.self.empty()) return feed.self;
    if (!feed.link.empty()) return feed.link;
    return "urn:bt-feed:" + to_hex(feed.title);
}

}  // namespace

std::string id_of(record::torrent_info const& torrent)
{
    if (torrent.info_hash_v1) return "urn:btih:" + *torrent.info_hash_v1;
    return "urn:btmh:1220" + torrent.info_hash_v2.value_or("");
}

std::int64_t arrange(std::vector<made_item>& items, std::size_t limit)
{
    std::ranges::sort(items, [](made_item const& a, made_item const& b) {
        auto const key = [](made_item const& each) {
            return std::tuple{-each.published, id_of(each.torrent), each.file_name};
        };
        return key(a) < key(b);
    });
    std::unordered_set<std::string> ids;
    std::erase_if(
        items, [&](made_item const& each) { return !ids.insert(id_of(each.torrent)).second; });
    if (limit == 0 || items.size() <= limit) return 0;
    auto const cut = items.size() - limit;
    items.resize(limit);
    return static_cast<std::int64_t>(cut);
}

std::string rss_of(made_feed const& feed)
{
    std::string out{xml_head};
    out += "<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n";
    add(out, "title", feed.title);
    add(out, "link", feed.link);
    add(out, "description", feed.description.empty() ? feed.title : feed.description);
    if (!feed.self.empty())
        out += fmt::format(
            "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>\n",
            xml_text(feed.self));
    if (feed.ttl_minutes) add(out, "ttl", fmt::format("{}", *feed.ttl_minutes));
    if (!feed.items.empty()) add(out, "lastBuildDate", format_rfc822(newest_in(feed)));
    for (auto const& each : feed.items)
        add_rss_item(out, each);
    return out + "</channel>\n</rss>\n";
}

std::string atom_of(made_feed const& feed)
{
    std::string out{xml_head};
    out += "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n";
    add(out, "id", feed_id_of(feed));
    add(out, "title", feed.title);
    add(out, "subtitle", feed.description);
    add(out, "updated", format_rfc3339(newest_in(feed)));
    out += "<author><name>bt-feed</name></author>\n";
    if (!feed.self.empty())
        out += fmt::format("<link rel=\"self\" href=\"{}\"/>\n", xml_text(feed.self));
    if (!feed.link.empty())
        out += fmt::format("<link rel=\"alternate\" href=\"{}\"/>\n", xml_text(feed.link));
    for (auto const& each : feed.items)
        add_atom_entry(out, each);
    return out + "</feed>\n";
}

}  // namespace bt::feed
