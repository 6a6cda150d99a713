#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// A setting of libtorrent that --set can change, or says why it cannot.
struct setting {
    std::string name;
    std::string type;
    std::string default_value;
    std::optional<std::int64_t> least;
    std::optional<std::int64_t> most;
    std::optional<std::string> counts;
    std::vector<std::string> words;
    std::string subject;
    std::optional<std::string> refused;
    std::string meaning;

    static constexpr std::string_view kind = "setting";
    static constexpr auto fields();
};

constexpr auto setting::fields()
{
    using self = setting;
    return std::tuple{
        field{"name", &self::name, "libtorrent's name for it.", column::yes},
        field{"type", &self::type, "string, integer or boolean.", column::yes},
        field{
            "default",
            &self::default_value,
            "Value in libtorrent, as text; the tools start from some others.",
            column::yes},
        field{"least", &self::least, "Lowest number it takes.", column::yes},
        field{"most", &self::most, "Highest number it takes.", column::yes},
        field{
            "unit",
            &self::counts,
            "What the number counts: bytes, bytes/s, seconds, milliseconds, percent, or blocks of "
            "16 KiB.",
            column::yes},
        field{"words", &self::words, "Words it takes for its numbers, lowest first."},
        field{"subject", &self::subject, "What it is about: network, privacy, peers and so on."},
        field{"refused", &self::refused, "Why --set does not change it; absent where it does."},
        field{"meaning", &self::meaning, "What it does.", column::yes},
    };
}

extern template struct BT_API rendering<setting>;

}  // namespace bt::record
