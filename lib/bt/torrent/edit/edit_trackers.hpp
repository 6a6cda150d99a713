#pragma once

#include <bt/base/export.hpp>
#include <bt/bencode/splice.hpp>
#include <bt/torrent/edit/edit.hpp>

#include <string_view>

namespace bt::torrent {

/// "announce" and "announce-list" (BEP 12) together: the first is the first URL of the first tier,
/// the second is there if it was before or there is more than one URL. An announce that the list
/// lacks counts as a tier before the others. Throws error(bad_input) where one of them is of
/// another shape; `name` is the torrent's, for the sentence.
BT_API void
edit_trackers(bencode::splice& top, tracker_changes const& changes, std::string_view name);

}  // namespace bt::torrent
