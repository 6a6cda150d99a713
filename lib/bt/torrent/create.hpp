#pragma once

#include <bt/base/export.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/hash_files.hpp>
#include <bt/torrent/layout.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::torrent {

/// Which of the two formats a torrent is in.
enum class meta_format { v1, v2, hybrid };

struct create_request {
    layout content;
    std::string name;  ///< of the torrent; content.name if empty
    std::int64_t piece_length = 0;
    meta_format format = meta_format::hybrid;
    std::vector<record::tracker_entry> trackers;
    std::vector<std::string> web_seeds;
    bool is_private = false;
    std::optional<std::string> source;
    std::optional<std::string> comment;
    std::optional<std::string> created_by;
    std::optional<std::int64_t> creation_date;  ///< seconds since 1970
    unsigned threads = 0;                       ///< 0: as many as there are cores
};

/// The bytes of a .torrent file (BEP 3, 12, 19, 27, 47, 52): the same request gives the same
/// bytes everywhere. Throws what hash_files throws.
[[nodiscard]] BT_API std::string create(
    create_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

}  // namespace bt::torrent
