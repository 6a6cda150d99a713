#pragma once

#include <bt/base/export.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace bt::bencode {

/// What to_json() made of bencoding, as bencoding again: the order of keys is kept, and for
/// canonical bencoding every byte. Strings become their UTF-8 bytes, {"$base64": "..."} and a key
/// "$base64:..." any bytes, and "$$x" the key "$x". Throws error(usage) for what is no JSON or has
/// no bencoding: fractions, true, false, null, integers of more than 64 bits.
[[nodiscard]] BT_API std::string from_json(std::string_view json);

/// The same with the keys of objects in the order of bencoding, however the JSON has them; one
/// that is there twice is refused.
[[nodiscard]] BT_API std::string from_json_in_order(std::string_view json);

/// What becomes of one key by a JSON merge patch (RFC 7396).
struct patch_entry {
    enum class action {
        remove,  ///< null
        put,     ///< anything else but an object
        merge,   ///< an object: into the dictionary that is there, or a new one
    };
    std::string key;
    action what = action::put;
    std::string value;                ///< bencoded, to put
    std::vector<patch_entry> inside;  ///< to merge
};

/// An object of JSON as a merge patch, in the same form. Throws error(usage): "cannot merge ...".
[[nodiscard]] BT_API std::vector<patch_entry> parse_merge_patch(std::string_view json);

}  // namespace bt::bencode
