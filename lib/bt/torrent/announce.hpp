#pragma once

#include <bt/base/export.hpp>
#include <bt/record/torrent_info.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// The trackers of repeated --announce options: each option is a tier, commas part the trackers
/// of one (BEP 12). Throws error(usage) for what is not a tracker's URL.
[[nodiscard]] BT_API std::vector<record::tracker_entry>
tiers_of(std::vector<std::string> const& announce);

/// Whether it is a URL that a tracker can have: http, https, udp, ws, wss.
[[nodiscard]] BT_API bool is_tracker_url(std::string_view text);

}  // namespace bt::torrent
