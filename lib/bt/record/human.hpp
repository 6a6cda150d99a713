#pragma once

#include <bt/base/encode.hpp>
#include <bt/base/export.hpp>
#include <bt/base/text.hpp>
#include <bt/record/field.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// A record as text: a block of labelled lines for a terminal, one tab-separated line for a pipe.
namespace bt::record {

/// Whether numbers are dressed for a reader ("1.5 MiB") or bare for a program.
enum class dress { plain, human };

struct labelled {
    std::string label;
    std::string value;  ///< already safe for a terminal
};

/// Labels in one column, values in the next; further lines of a value are indented under it.
BT_API void print_block(std::ostream& out, std::vector<labelled> const& lines);

[[nodiscard]] BT_API std::string number_text(std::int64_t value, unit in, dress as);
[[nodiscard]] BT_API std::string number_text(double value, unit in, dress as);
/// A key as a person reads it: "piece_length" is "piece length".
[[nodiscard]] BT_API std::string label_of(std::string_view key);

namespace detail {

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
        out += fmt::format("{}={}", tsv_value(each.name), value_text(each.value, in, as));
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

/// Every present field with its label.
template <is_record Record>
[[nodiscard]] std::vector<labelled> to_block(Record const& record)
{
    std::vector<labelled> lines;
    for_each_field<Record>([&](auto const& f) {
        auto text = detail::value_text(record.*f.member, f.in, dress::human);
        if (!text.empty()) lines.push_back({label_of(f.key), std::move(text)});
    });
    return lines;
}

/// The fields that are columns, tab-separated in table order; an absent one is empty.
template <is_record Record>
[[nodiscard]] std::string to_row(Record const& record)
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

}  // namespace bt::record
