#pragma once

#include <bt/base/export.hpp>
#include <bt/record/field.hpp>

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>
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

/// Every present field with its label.
template <is_record Record>
[[nodiscard]] std::vector<labelled> to_block(Record const& record)
{
    return rendering<Record>::to_block(record);
}

/// The fields that are columns, tab-separated in table order; an absent one is empty.
template <is_record Record>
[[nodiscard]] std::string to_row(Record const& record)
{
    return rendering<Record>::to_row(record);
}

}  // namespace bt::record
