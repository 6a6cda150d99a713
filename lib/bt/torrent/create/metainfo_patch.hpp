#pragma once

#include <bt/base/export.hpp>
#include <bt/bencode/from_json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// What --merge says about a torrent, a JSON merge patch (RFC 7396): keys beside the info
/// dictionary, and keys in it. Of several for a key the last one comes last.
struct metainfo_patch {
    std::vector<bencode::patch_entry> top;
    std::vector<bencode::patch_entry> info;
};

/// Whether the name of a torrent may be patched; bt-create has an option for it.
enum class name_patch { refused, allowed };

/// An object of JSON, in the form of bencode::to_json(). Throws error(usage) for what has no
/// bencoding, and for keys that hold the content and its hashes.
[[nodiscard]] BT_API metainfo_patch parse_patch(std::string_view json, name_patch name);

/// The patches of repeated --merge options, each JSON or @FILE, one after the other. Throws
/// error(bad_input) for a file that cannot be read.
[[nodiscard]] BT_API metainfo_patch
patch_of(std::vector<std::string> const& arguments, name_patch name);

}  // namespace bt::torrent
