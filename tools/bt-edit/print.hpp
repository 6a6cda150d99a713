#pragma once

#include <bt/record/torrent_edited.hpp>
#include <bt/torrent/edit/edit.hpp>

#include <string>

namespace bt_edit {

/// The record of an edit, but for where it went.
[[nodiscard]] bt::record::torrent_edited record_of(bt::torrent::edited const& result);

/// "x.torrent: changed announce-list, comment", "x.torrent: no change"; with the info-hash if that
/// is another now.
[[nodiscard]] std::string line_of(bt::record::torrent_edited const& torrent);

/// The same as a headline with "would change", and below it for each key what it would change
/// from ("- comment: "old"") and to ("+ comment: "new""), each on a line.
[[nodiscard]] std::string difference_of(bt::record::torrent_edited const& torrent);

}  // namespace bt_edit
