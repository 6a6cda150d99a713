#pragma once

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/record/event.hpp>
#include <bt/record/field.hpp>
#include <bt/record/human.hpp>
#include <bt/record/json.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// The walks over a record's table that make its JSON, its row and its block. They are costly to
/// compile: only what instantiates them includes this (rendered_*.cpp, tests with records of
/// their own), all else render.hpp or human.hpp.
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

template <is_record Record>
std::string inline_text(Record const& record, dress as);

template <class T>
std::string value_text(T const& value, unit in, dress as)
{
    if constexpr (std::is_same_v<T, bool>)
        return value ? "yes" : "no";
    else if constexpr (std::is_integral_v<T>)
        return number_text(static_cast<std::int64_t>(value), in, as);
    else if constexpr (std::is_floating_point_v<T>)
        return number_text(static_cast<double>(value), in, as);
    else if constexpr (std::is_same_v<T, blob>)
        return to_base64(value.bytes);
    else if constexpr (is_record<T>)
        return inline_text(value, as);
    else
        return as == dress::human ? printable(value) : tsv_value(value);
}

template <class T>
std::string value_text(std::vector<T> const& list, unit in, dress as)
{
    std::string out;
    for (auto const& each : list) {
        if (!out.empty()) out += as == dress::human ? "\n" : ",";
        out += value_text(each, in, as);
    }
    return out;
}

template <class T>
std::string value_text(std::vector<named<T>> const& object, unit in, dress as)
{
    std::string out;
    for (auto const& each : object) {
        if (!out.empty()) out += as == dress::human ? "\n" : ",";
        out += tsv_value(each.name) + "=" + value_text(each.value, in, as);
    }
    return out;
}

template <class T>
std::string value_text(std::optional<T> const& value, unit in, dress as)
{
    return value ? value_text(*value, in, as) : std::string{};
}

template <is_record Record>
std::string inline_text(Record const& record, dress as)
{
    std::string out;
    for_each_field<Record>([&](auto const& f) {
        auto text = value_text(record.*f.member, f.in, as);
        if (text.empty()) return;
        if (!out.empty()) out += as == dress::human ? "  " : " ";
        out += text;
    });
    return out;
}

}  // namespace detail

template <class Record>
void rendering<Record>::append_json(std::string& out, Record const& record)
{
    out.push_back('{');
    detail::append_member(out, "kind", std::string_view{Record::kind}, unit::none);
    detail::append_fields(out, record);
    out.push_back('}');
}

template <class Record>
std::vector<labelled> rendering<Record>::to_block(Record const& record)
{
    std::vector<labelled> lines;
    for_each_field<Record>([&](auto const& f) {
        auto text = detail::value_text(record.*f.member, f.in, dress::human);
        if (!text.empty()) lines.push_back({label_of(f.key), std::move(text)});
    });
    return lines;
}

template <class Record>
std::string rendering<Record>::to_row(Record const& record)
{
    std::string out;
    bool first = true;
    for_each_field<Record>([&](auto const& f) {
        if (f.shown == column::no) return;
        if (!std::exchange(first, false)) out.push_back('\t');
        out += detail::value_text(record.*f.member, f.in, dress::plain);
    });
    return out;
}

template <class Event>
std::string event_rendering<Event>::to_json(envelope const& where, Event const& what)
{
    std::string out{"{"};
    detail::append_member(out, "kind", std::string_view{Event::kind}, unit::none);
    detail::append_fields(out, where);
    detail::append_fields(out, what);
    out.push_back('}');
    return out;
}

}  // namespace bt::record
