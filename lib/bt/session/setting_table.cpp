#include "setting_table.hpp"

#include <bt/base/error.hpp>
#include <bt/base/nearest.hpp>
#include <bt/base/text.hpp>
#include <bt/session/setting_rows/row.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

[[noreturn]] void refuse(std::string_view name, std::string_view why, std::string hint = {})
{
    throw error{exit_code::usage, fmt::format("cannot set {}: {}", name, why), std::move(hint)};
}

std::string nearest_hint(std::string_view name)
{
    std::vector<std::string_view> names;
    for (auto const& each : all_rows())
        for (auto const& row : each.rows)
            names.push_back(name_of(row));
    return did_you_mean(name, names);
}

bool parse_bool(std::string_view name, std::string_view text)
{
    for (std::string_view const yes : {"true", "yes", "on", "1"})
        if (text == yes) return true;
    for (std::string_view const no : {"false", "no", "off", "0"})
        if (text == no) return false;
    refuse(name, fmt::format("'{}' is neither true nor false", text));
}

bool is_whole(std::string_view text)
{
    if (text.starts_with('-')) text.remove_prefix(1);
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

int parse_choice(std::string_view name, setting_row const& row, std::string_view text)
{
    std::vector<std::string_view> words;
    for (auto const& each : row.words) {
        if (each.word == text || std::to_string(each.value) == text) return each.value;
        words.push_back(each.word);
    }
    refuse(
        name,
        fmt::format("'{}' is none of {}", text, fmt::join(words, ", ")),
        did_you_mean(text, words));
}

/// In the row's unit; nothing for what is no number of it.
std::optional<std::int64_t> parse_measured(measure in, std::string_view text)
{
    if (in == measure::bytes) return parse_size(text);
    if (in == measure::bytes_per_second) return parse_rate(text);
    if (in != measure::seconds && in != measure::milliseconds) return std::nullopt;
    auto const length = parse_duration(text);
    if (!length) return std::nullopt;
    if (in == measure::milliseconds) return length->count();
    if (length->count() % 1000 != 0) return std::nullopt;
    return length->count() / 1000;
}

int parse_number(std::string_view name, setting_row const& row, std::string_view text)
{
    bool const whole = is_whole(text);
    auto const number =
        whole ? parse_integer(text, row.least, row.most) : parse_measured(row.in, text);
    if (!whole && !number) refuse(name, fmt::format("'{}' is not a whole number", text));
    if (!number || *number < row.least || *number > row.most)
        refuse(name, fmt::format("{} is not between {} and {}", text, row.least, row.most));
    return static_cast<int>(*number);
}

// Names go into the header of HTTP requests, where a line break would start another field.
std::string parse_string(std::string_view name, std::string_view text)
{
    std::string out = printable(text);
    if (out != text) refuse(name, fmt::format("'{}' is not printable UTF-8 text", out));
    return out;
}

setting_row const& row_named(std::string_view name)
{
    if (auto const* row = find_row(name)) return *row;
    // A name that the library knows and the table does not is deprecated.
    if (lt::setting_by_name(lt::string_view{name.data(), name.size()}) >= 0)
        refuse(name, "libtorrent has given this setting up");
    refuse(name, "libtorrent has no such setting", nearest_hint(name));
}

}  // namespace

setting_value parse_setting(std::string_view name_equals_value)
{
    auto const equals = name_equals_value.find('=');
    auto const name = name_equals_value.substr(0, equals);
    if (equals == std::string_view::npos) refuse(name, "a setting is given as NAME=VALUE");
    auto const text = name_equals_value.substr(equals + 1);
    auto const& row = row_named(name);
    if (!row.refusal.empty()) refuse(name, row.refusal);
    switch (row.index & pack::type_mask) {
    case pack::bool_type_base:
        return {row.index, parse_bool(name, text)};
    case pack::int_type_base:
        return {
            row.index,
            row.words.empty() ? parse_number(name, row, text) : parse_choice(name, row, text)};
    default:
        return {row.index, parse_string(name, text)};
    }
}

void apply(setting_value const& what, lt::settings_pack& into)
{
    if (auto const* text = std::get_if<std::string>(&what.value))
        into.set_str(what.setting, *text);
    else if (auto const* number = std::get_if<int>(&what.value))
        into.set_int(what.setting, *number);
    else
        into.set_bool(what.setting, std::get<bool>(what.value));
}

}  // namespace bt::session
