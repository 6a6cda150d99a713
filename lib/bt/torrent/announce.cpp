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
        std::string_view rest{option};
        do {
            auto const end = std::min(rest.find(','), rest.size());
            auto const url = rest.substr(0, end);
            if (!is_url(url, {"http", "https", "udp", "ws", "wss"}))
                fail(
                    exit_code::usage, "announce to", url, "not an http, https, udp, ws or wss URL");
            trackers.push_back({std::string{url}, tier});
            rest.remove_prefix(std::min(end + 1, rest.size()));
        } while (!rest.empty());
        ++tier;
    }
    return trackers;
}

}  // namespace bt::torrent
