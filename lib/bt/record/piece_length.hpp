#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>

namespace bt::record {

/// A row of the table that piece lengths follow when nobody names one.
struct piece_length {
    std::int64_t length = 0;
    std::optional<std::int64_t> most_size;

    static constexpr std::string_view kind = "piece_length";
    static constexpr auto fields();
};

constexpr auto piece_length::fields()
{
    using self = piece_length;
    return std::tuple{
        field{"length", &self::length, "Length of a piece.", unit::bytes, column::yes},
        field{
            "most_size",
            &self::most_size,
            "The largest content that gets it; absent for all that is larger still.",
            unit::bytes,
            column::yes},
    };
}

extern template struct BT_API rendering<piece_length>;

}  // namespace bt::record
