#include "announce.hpp"

#include <bt/base/error.hpp>

#include <algorithm>

namespace bt::torrent {

bool is_url(std::string_view text, std::vector<std::string_view> const& schemes)
{
    auto const colon = text.find("://");
    if (colon == std::string_view::npos) return false;
    auto const rest = text.substr(colon + 3);
    bool const clean = std::ranges::none_of(
        text, [](char c) { return static_cast<unsigned char>(c) <= 0x20 || c == 0x7f; });
    return clean && !rest.empty() && rest.front() != '/' && rest.front() != ':'
        && std::ranges::find(schemes, text.substr(0, colon)) != schemes.end();
}

std::vector<record::tracker_entry> tiers_of(std::vector<std::string> const& announce)
{
    std::vector<record::tracker_entry> trackers;
    std::int64_t tier = 0;
    for (auto const& option : announce) {
        for (std::size_t from = 0; from <= option.size();) {
            auto const end = std::min(option.find(',', from), option.size());
            auto const url = std::string_view{option}.substr(from, end - from);
            if (!is_url(url, {"http", "https", "udp", "ws", "wss"}))
                fail(
                    exit_code::usage, "announce to", url, "not an http, https, udp, ws or wss URL");
            trackers.push_back({std::string{url}, tier});
            from = end + 1;
        }
        ++tier;
    }
    return trackers;
}

}  // namespace bt::torrent
