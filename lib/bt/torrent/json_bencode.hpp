#pragma once

#include <bt/base/export.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// One key of a JSON merge patch (RFC 7396).
struct patch_entry {
    std::string key;
    std::optional<std::string> value;  ///< bencoded; nothing removes the key
};

/// What --merge says about a torrent: keys beside the info dictionary, and keys in it.
struct metainfo_patch {
    std::vector<patch_entry> top;
    std::vector<patch_entry> info;
};

/// A JSON object as a patch. Strings become their UTF-8 bytes, {"$base64": "..."} any bytes,
/// whole numbers, arrays and objects what they are; there is no bencoding (BEP 3) of fractions,
/// true, false, and of null but to remove a key. Throws error(usage) for those, and for keys that
/// hold the content and its hashes.
[[nodiscard]] BT_API metainfo_patch parse_patch(std::string_view json);

}  // namespace bt::torrent
