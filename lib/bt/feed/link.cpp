#include "link.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/feed/xml.hpp>
#include <bt/net/url.hpp>

#include <fmt/format.h>

#include <limits>

namespace bt::feed {
namespace {

constexpr std::size_t hex_size_v1 = 40;
constexpr std::size_t hex_size_v2 = 64;
constexpr std::size_t base32_size_v1 = 32;

std::string without_blanks(std::string_view text)
{
    std::string out;
    auto const first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return out;
    for (char const c : text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1)) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '\n' || c == '\r' || c == '\t') continue;
        if (byte <= 0x20 || byte >= 0x7f)
            out += fmt::format("%{:02X}", byte);
        else
            out.push_back(c);
    }
    return out;
}

std::optional<std::string> hash_of_topic(std::string_view topic)
{
    constexpr std::string_view v1 = "urn:btih:";
    // 12 20 is the multihash prefix: SHA-256, 32 bytes.
    constexpr std::string_view v2 = "urn:btmh:1220";
    auto const lower = lowered(topic);
    if (lower.starts_with(v1)) return info_hash_of(topic.substr(v1.size()));
    if (lower.starts_with(v2) && topic.size() == v2.size() + hex_size_v2)
        return info_hash_of(topic.substr(v2.size()));
    return std::nullopt;
}

}  // namespace

std::optional<std::string> clean_link(std::string_view text, std::string const& base)
{
    if (text.size() >= text_limit) return std::nullopt;
    auto link = without_blanks(text);
    if (link.empty()) return std::nullopt;
    // A base may be anything too.
    if (!is_magnet(link)) link = without_blanks(net::resolve(base, link));
    bool const whole = is_magnet(link) || (net::is_http(link) && !net::host_of(link).empty());
    return whole ? std::optional{link} : std::nullopt;
}

bool is_magnet(std::string_view link)
{
    constexpr std::string_view scheme = "magnet:?";
    return lowered(link.substr(0, scheme.size())) == scheme;
}

bool names_torrent(std::string_view link)
{
    return net::is_http(link)
        && lowered(link.substr(0, link.find_first_of("?#"))).ends_with(".torrent");
}

std::optional<std::string> info_hash_of(std::string_view text)
{
    if (text.size() == hex_size_v1 || text.size() == hex_size_v2) {
        auto const bytes = from_hex(text);
        return bytes ? std::optional{to_hex(*bytes)} : std::nullopt;
    }
    if (text.size() != base32_size_v1) return std::nullopt;
    auto const bytes = from_base32(text);
    return bytes ? std::optional{to_hex(*bytes)} : std::nullopt;
}

magnet_facts facts_of_magnet(std::string_view link)
{
    magnet_facts out;
    auto const query = link.substr(std::min(link.find('?'), link.size()));
    for (auto part : split(query.substr(query.empty() ? 0 : 1), '&')) {
        auto const equals = std::min(part.find('='), part.size());
        auto key = lowered(part.substr(0, equals));
        // "xt.1" and its like are of links with several.
        key.resize(std::min(key.find('.'), key.size()));
        auto const value = net::percent_decode(part.substr(std::min(equals + 1, part.size())));
        if (key == "xt") {
            auto const found = hash_of_topic(value);
            bool const better = found && (!out.info_hash || found->size() < out.info_hash->size());
            if (better) out.info_hash = found;
        } else if (key == "xl") {
            out.size = parse_integer(value, 1, std::numeric_limits<std::int64_t>::max());
        } else if (key == "dn" && out.name.empty()) {
            out.name = value;
        }
    }
    return out;
}

std::string magnet_of_hash(std::string const& info_hash, std::string_view title)
{
    auto const* const scheme = info_hash.size() == hex_size_v1 ? "btih:" : "btmh:1220";
    auto link = fmt::format("magnet:?xt=urn:{}{}", scheme, info_hash);
    if (!title.empty()) link += "&dn=" + net::percent_encode(title);
    return link;
}

}  // namespace bt::feed
