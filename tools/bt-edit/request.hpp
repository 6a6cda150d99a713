#pragma once

#include <bt/torrent/edit/edit.hpp>

#include <bt-edit/options.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace bt_edit {

/// "OLD=NEW". Addresses have = in them too: it parts at the one before the URL of a tracker.
/// Nothing if there is no such place, or more than one.
[[nodiscard]] std::optional<bt::torrent::tracker_changes::replacement>
parse_replacement(std::string_view text);

/// What the options ask for. Reads the torrents of --similar and the files of --merge. Throws
/// error(usage), also where no change is asked for, and error(bad_input).
[[nodiscard]] bt::torrent::edit_request request_of(options const& given);

}  // namespace bt_edit
