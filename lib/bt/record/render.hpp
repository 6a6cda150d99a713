#pragma once

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/record/event.hpp>
#include <bt/record/field.hpp>
#include <bt/record/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

/// A record's JSON line, computed from its field table.
namespace bt::record {
namespace detail {

template <is_record Record>
void append_object(std::string& out, Record const& record);

template <class T>
void append_value(std::string& out, T const& value, unit in)
{
    if constexpr (std::is_same_v<T, bool>) {
        out += value ? "true" : "false";
    } else if constexpr (std::is_integral_v<T>) {
        json::append_integer(out, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
        if (in == unit::unix_time)
            json::append_time(out, value);
        else
            json::append_number(out, value);
    } else if constexpr (std::is_same_v<T, blob>) {
        json::append_string(out, to_base64(value.bytes));
    } else if constexpr (is_record<T>) {
        append_object(out, value);
    } else {
        json::append_string(out, value);
    }
}

template <class T>
void append_value(std::string& out, std::vector<T> const& list, unit in)
{
    out.push_back('[');
    for (bool first = true; auto const& each : list) {
        if (!std::exchange(first, false)) out.push_back(',');
        append_value(out, each, in);
    }
    out.push_back(']');
}

template <class T>
void append_value(std::string& out, std::vector<named<T>> const& object, unit in)
{
    out.push_back('{');
    for (bool first = true; auto const& each : object) {
        if (!std::exchange(first, false)) out.push_back(',');
        json::append_string(out, each.name);
        out.push_back(':');
        append_value(out, each.value, in);
    }
    out.push_back('}');
}

inline void append_key(std::string& out, std::string_view key, std::string_view suffix = {})
{
    if (out.back() != '{') out.push_back(',');
    out.push_back('"');
    out += key;
    out += suffix;
    out += "\":";
}

/// The exact bytes of text that is not UTF-8, under `key_base64`.
inline void append_twin(std::string& out, std::string_view key, std::string const& bytes)
{
    if (is_utf8(bytes)) return;
    append_key(out, key, "_base64");
    json::append_string(out, to_base64(bytes));
}

inline void
append_twin(std::string& out, std::string_view key, std::vector<std::string> const& list)
{
    if (std::ranges::all_of(list, [](auto const& each) { return is_utf8(each); })) return;
    append_key(out, key, "_base64");
    out.push_back('[');
    for (bool first = true; auto const& each : list) {
        if (!std::exchange(first, false)) out.push_back(',');
        json::append_string(out, to_base64(each));
    }
    out.push_back(']');
}

template <class T>
void append_twin(std::string&, std::string_view, T const&)
{
}

template <class T>
void append_member(std::string& out, std::string_view key, T const& value, unit in)
{
    append_key(out, key);
    append_value(out, value, in);
    append_twin(out, key, value);
}

template <class T>
void append_member(std::string& out, std::string_view key, std::optional<T> const& value, unit in)
{
    if (value) append_member(out, key, *value, in);
}

template <class Record>
void append_fields(std::string& out, Record const& record)
{
    for_each_field<Record>(
        [&](auto const& f) { append_member(out, f.key, record.*f.member, f.in); });
}

template <is_record Record>
void append_object(std::string& out, Record const& record)
{
    out.push_back('{');
    append_fields(out, record);
    out.push_back('}');
}

}  // namespace detail

/// Appends {"kind":...,every present field}, without a line end.
template <is_record Record>
void append_json(std::string& out, Record const& record)
{
    out.push_back('{');
    detail::append_member(out, "kind", std::string_view{Record::kind}, unit::none);
    detail::append_fields(out, record);
    out.push_back('}');
}

template <is_record Record>
[[nodiscard]] std::string to_json(Record const& record)
{
    std::string out;
    append_json(out, record);
    return out;
}

/// The same with when and where after the kind.
template <is_record Record>
[[nodiscard]] std::string to_json(envelope const& where, Record const& record)
{
    std::string out{"{"};
    detail::append_member(out, "kind", std::string_view{Record::kind}, unit::none);
    detail::append_fields(out, where);
    detail::append_fields(out, record);
    out.push_back('}');
    return out;
}

}  // namespace bt::record
