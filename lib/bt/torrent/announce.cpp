#include "announce.hpp"

#include <bt/base/error.hpp>
#include <bt/base/url.hpp>

#include <algorithm>

namespace bt::torrent {

bool is_tracker_url(std::string_view text)
{
    return is_url(text, {"http", "https", "udp", "ws", "wss"});
}

std::vector<record::tracker_entry> tiers_of(std::vector<std::string> const& announce)
{
    std::vector<record::tracker_entry> trackers;
    std::int64_t tier = 0;
    for (auto const& option : announce) {
        for (std::size_t from = 0; from <= option.size();) {
            auto const end = std::min(option.find(',', from), option.size());
            auto const url = std::string_view{option}.substr(from, end - from);
            if (!is_tracker_url(url))
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
