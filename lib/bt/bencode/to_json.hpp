#pragma once

#include <bt/base/export.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace bt::bencode {

/// A checked value as compact JSON that from_json() turns back into the same bytes, given to
/// `write` in parts of some ten KiB. Integers are numbers, lists arrays, dictionaries objects in
/// the order of their keys. A string is a JSON string if it is UTF-8, else {"$base64": "..."}; a
/// key that is not is "$base64:..."; and a key that begins with $ gets another $ before it.
BT_API void
to_json(std::string_view checked, std::function<void(std::string_view part)> const& write);

[[nodiscard]] BT_API std::string to_json(std::string_view checked);

/// A key of a dictionary as it stands between the quotes, without the escapes of JSON.
[[nodiscard]] BT_API std::string key_to_json(std::string_view bytes);

}  // namespace bt::bencode
