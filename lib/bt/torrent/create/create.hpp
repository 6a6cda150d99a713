#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/create/metainfo_patch.hpp>
#include <bt/torrent/hash/hash_files.hpp>
#include <bt/torrent/layout/layout.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// Which of the two formats a torrent is in.
enum class meta_format { v1, v2, hybrid };

/// "v1" and "v2"; any other word is hybrid.
[[nodiscard]] BT_API meta_format format_of(std::string_view word);

struct create_request {
    layout content;
    std::string name;  ///< of the torrent; content.name if empty
    std::int64_t piece_length = 0;
    meta_format format = meta_format::hybrid;
    std::vector<record::tracker_entry> trackers;
    std::vector<std::string> web_seeds;
    std::vector<std::string> http_seeds;
    std::vector<host_and_port> dht_nodes;
    bool is_private = false;
    std::optional<std::string> source;
    std::optional<std::string> update_url;  ///< BEP 39
    std::optional<std::string> comment;
    std::optional<std::string> created_by;
    std::optional<std::int64_t> creation_date;  ///< seconds since 1970
    std::optional<std::string> entropy;         ///< makes another info-hash of the same content
    std::vector<std::string> similar;           ///< info-hashes of 20 raw bytes (BEP 38)
    std::vector<std::string> collections;
    std::optional<std::string> root_cert;  ///< PEM, for torrents over TLS
    bool attributes = true;                ///< keep the executable bit (BEP 47)
    bool mtime = false;                    ///< keep times of modification
    metainfo_patch patch;
    known_hashes known;
    unsigned threads = 0;  ///< 0: as many as there are cores
};

/// A torrent that was made.
struct created {
    std::string bytes;                   ///< of the .torrent file
    std::optional<std::string> hash_v1;  ///< 20 raw bytes
    std::optional<std::string> hash_v2;  ///< 32 raw bytes
};

/// The magnet link of a torrent that was made: hashes, name, trackers, web seeds (BEP 9).
[[nodiscard]] BT_API std::string magnet_of(create_request const& request, created const& made);

/// What the request asks the engine to hash.
[[nodiscard]] BT_API hash_request hashing_of(create_request const& request);

/// Makes a .torrent file (BEP 3, 5, 12, 17, 19, 27, 38, 47, 52): the same request gives the same
/// bytes everywhere. Throws what hash_files throws.
[[nodiscard]] BT_API created create(
    create_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

}  // namespace bt::torrent
