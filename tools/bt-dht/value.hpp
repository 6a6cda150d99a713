#pragma once

#include <bt/base/exit_code.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Values of items as people write them and as they lie in the DHT, bencoded.
namespace bt_dht {

enum class value_format {
    bytes,    ///< those of a string, as they are
    json,     ///< as lib/bt/bencode/to_json.hpp maps it
    bencode,  ///< as it lies in the DHT
    hex,      ///< the bytes of a string
    base64,   ///< the same
};

[[nodiscard]] std::vector<std::string> value_format_words();
/// Of one of these words.
[[nodiscard]] value_format value_format_of(std::string_view word);

/// The bencoded value of what somebody wrote; white space around JSON, hex and base64 is none of
/// it. Throws error(bad_input): it is not what it should be, or nodes would not take it.
[[nodiscard]] std::string value_from(std::string_view written, value_format as);

/// The same the other way: what is no string is given bencoded as bytes, hex and base64.
[[nodiscard]] std::string value_to(std::string_view bencoded, value_format as);

/// The value that is given, or what standard input has if that is "-". Throws as value_from().
[[nodiscard]] std::string read_value(std::string const& given, std::string_view format);

}  // namespace bt_dht
