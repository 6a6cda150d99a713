#include "link_in_file.hpp"

#include <bt/base/encode.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/torrent/escape.hpp>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

std::string_view string_in(std::string_view dictionary, std::string_view key)
{
    auto const value = bencode::find(dictionary, key);
    if (value.empty()) return {};
    cursor at{value};
    return at.kind() == type::string ? at.string() : std::string_view{};
}

void append_trackers(std::string& link, std::string_view tiers)
{
    if (tiers.empty()) return;
    cursor at{tiers};
    if (at.kind() != type::list) return;
    for (at.enter(); !at.leave();) {
        if (at.kind() != type::list) {
            at.skip();
            continue;
        }
        for (at.enter(); !at.leave();) {
            if (at.kind() == type::string)
                link += "&tr=" + escaped(at.string());
            else
                at.skip();
        }
    }
}

}  // namespace

std::optional<std::string> link_in_file(std::string_view bytes, load_limits const& limits)
{
    if (bytes.starts_with("magnet:?")) {
        auto const end = bytes.find_last_not_of("\r\n");
        return std::string{bytes.substr(0, end + 1)};
    }
    // A look at the beginning settles it for nearly all: these keys come before any info.
    if (bytes.substr(0, 16 * 1024).find("magnet-") == std::string_view::npos) return std::nullopt;
    if (bencode::check(bytes, {.depth = limits.depth, .items = limits.items}).wrong)
        return std::nullopt;
    if (!bencode::find(bytes, "info").empty()) return std::nullopt;
    if (auto const link = string_in(bytes, "magnet-uri"); !link.empty()) return std::string{link};
    auto const magnet = bencode::find(bytes, "magnet-info");
    auto const hash = string_in(magnet, "info_hash");
    if (hash.size() != 20) return std::nullopt;
    auto link = "magnet:?xt=urn:btih:" + to_hex(hash);
    if (auto const name = string_in(magnet, "display-name"); !name.empty())
        link += "&dn=" + escaped(name);
    append_trackers(link, bencode::find(bytes, "announce-list"));
    return link;
}

}  // namespace bt::torrent
