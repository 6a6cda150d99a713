#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// How far the hashing of data on disk is.
struct hash_progress {
    std::string name;
    std::int64_t done = 0;
    std::optional<std::int64_t> total;
    std::optional<double> progress;
    std::int64_t rate = 0;
    std::optional<std::int64_t> eta;

    static constexpr std::string_view kind = "hash_progress";
    static constexpr auto fields();
};

constexpr auto hash_progress::fields()
{
    using self = hash_progress;
    return std::tuple{
        field{"name", &self::name, "Name of the torrent.", column::yes},
        field{"done", &self::done, "Read and hashed so far.", unit::bytes, column::yes},
        field{"total", &self::total, "To be read, where known.", unit::bytes, column::yes},
        field{"progress", &self::progress, "Share that is done.", unit::ratio, column::yes},
        field{"rate", &self::rate, "Read each second.", unit::bytes_per_second, column::yes},
        field{"eta", &self::eta, "Time left at this rate.", unit::seconds, column::yes},
    };
}

extern template struct BT_API rendering<hash_progress>;

}  // namespace bt::record
