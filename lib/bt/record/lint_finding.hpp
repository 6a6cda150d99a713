#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// Something about a torrent that will trouble somebody (bt-info --lint).
struct lint_finding {
    std::string severity;
    std::string rule;
    std::string message;
    std::optional<std::int64_t> bep;
    std::optional<std::string> input;
    std::optional<std::string> torrent;

    static constexpr std::string_view kind = "lint_finding";
    static constexpr auto fields();
};

constexpr auto lint_finding::fields()
{
    using self = lint_finding;
    return std::tuple{
        field{"severity", &self::severity, "error, warning or notice.", column::yes},
        field{"rule", &self::rule, "Name of the rule; bt-info(1) lists them.", column::yes},
        field{"message", &self::message, "What is wrong, and where.", column::yes},
        field{"bep", &self::bep, "BitTorrent Enhancement Proposal that says so.", column::yes},
        field{"input", &self::input, "The command-line argument it came from.", column::yes},
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2."},
    };
}

extern template struct BT_API rendering<lint_finding>;

}  // namespace bt::record
