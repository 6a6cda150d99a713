#include "value.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/from_json.hpp>
#include <bt/bencode/to_json.hpp>
#include <bt/dht/item.hpp>

#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

namespace bt_dht {
namespace {

using bt::exit_code;

struct format_row {
    std::string_view word;
    value_format format;
};
constexpr std::array format_table{
    format_row{"bytes", value_format::bytes},
    format_row{"json", value_format::json},
    format_row{"bencode", value_format::bencode},
    format_row{"hex", value_format::hex},
    format_row{"base64", value_format::base64},
};

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blank = " \t\r\n";
    auto const begin = std::min(text.find_first_not_of(blank), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(blank) + 1);
}

std::string from_digits(std::optional<std::string> const& bytes, std::string_view what)
{
    if (!bytes) bt::fail(exit_code::bad_input, "read", "value", what);
    return bt::dht::value_of_bytes(*bytes);
}

std::string from_json(std::string_view text)
try {
    return bt::bencode::from_json_in_order(text);
} catch (bt::error const& e) {
    // The library takes JSON from options; a value is an input.
    throw bt::error{exit_code::bad_input, e.what()};
}

}  // namespace

std::vector<std::string> value_format_words()
{
    std::vector<std::string> words;
    for (auto const& row : format_table)
        words.emplace_back(row.word);
    return words;
}

value_format value_format_of(std::string_view word)
{
    auto const* const row = std::ranges::find(format_table, word, &format_row::word);
    return row == format_table.end() ? value_format::bytes : row->format;
}

std::string value_from(std::string_view written, value_format as)
{
    std::string value;
    switch (as) {
    case value_format::bytes:
        return bt::dht::value_of_bytes(written);
    case value_format::hex:
        return from_digits(bt::from_hex(trimmed(written)), "it is not hex");
    case value_format::base64:
        return from_digits(bt::from_base64(trimmed(written)), "it is not base64");
    case value_format::json:
        value = from_json(trimmed(written));
        break;
    case value_format::bencode:
        value = written;
        break;
    }
    bt::dht::check_value(value);
    return value;
}

std::string value_to(std::string_view bencoded, value_format as)
{
    switch (as) {
    case value_format::json:
        // What comes from the DHT was read by others, who may take more than the walk does.
        if (auto const found = bt::bencode::check(bencoded); found.wrong)
            bt::fail(exit_code::bad_input, "show value", "as JSON", found.wrong->why);
        return bt::bencode::to_json(bencoded);
    case value_format::bencode:
        return std::string{bencoded};
    case value_format::hex:
        return bt::to_hex(bt::dht::bytes_of_value(bencoded));
    case value_format::base64:
        return bt::to_base64(bt::dht::bytes_of_value(bencoded));
    case value_format::bytes:
        break;
    }
    return bt::dht::bytes_of_value(bencoded);
}

std::string read_value(std::string const& given, std::string_view format)
{
    auto const as = value_format_of(format);
    if (given != "-") return value_from(given, as);
    return value_from(
        bt::read_descriptor(
            STDIN_FILENO, "standard input", {.doing = "read value", .cap_bytes = 64 * 1024}),
        as);
}

}  // namespace bt_dht
