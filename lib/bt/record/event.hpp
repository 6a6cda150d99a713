#pragma once

#include <bt/record/field.hpp>

#include <optional>
#include <string>

namespace bt::record {

/// What every event line carries after its kind.
struct envelope {
    double time = 0;
    std::optional<std::string> torrent;
    std::optional<std::string> name;

    static constexpr auto fields();
};

constexpr auto envelope::fields()
{
    using self = envelope;
    return std::tuple{
        field{"time", &self::time, "When it happened.", unit::unix_time},
        field{
            "torrent",
            &self::torrent,
            "The torrent it concerns: v1 info-hash where there is one, else v2, in hex."},
        field{"name", &self::name, "The torrent's name, once known."},
    };
}

}  // namespace bt::record
