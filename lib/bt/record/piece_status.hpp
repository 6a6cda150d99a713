#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// How a piece of a torrent of a running session is doing.
struct piece_status {
    std::string torrent;
    std::int64_t index = 0;
    std::int64_t size = 0;
    bool have = false;
    std::int64_t priority = 0;
    std::optional<std::int64_t> availability;
    std::optional<std::string> hash;

    static constexpr std::string_view kind = "piece_status";
    static constexpr auto fields();
};

constexpr auto piece_status::fields()
{
    using self = piece_status;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{"index", &self::index, "Number of the piece, from 0.", column::yes},
        field{"size", &self::size, "Its size; the last may be short.", unit::bytes, column::yes},
        field{"have", &self::have, "It is here and matches its hash.", column::yes},
        field{"priority", &self::priority, "0 is not wanted, 4 is usual, 7 is first.", column::yes},
        field{
            "availability",
            &self::availability,
            "Connected peers that have it; a seed does not count them.",
            column::yes},
        field{"hash", &self::hash, "SHA-1 of the piece, hex; absent in v2 torrents."},
    };
}

/// What libtorrent requests and writes at a time.
struct block {
    std::string state;
    std::int64_t bytes_progress = 0;
    std::int64_t block_size = 0;
    std::int64_t num_peers = 0;
    std::optional<std::string> peer;

    static constexpr std::string_view kind = "block";
    static constexpr auto fields();
};

constexpr auto block::fields()
{
    using self = block;
    return std::tuple{
        field{"state", &self::state, "none, requested, writing or finished."},
        field{"bytes_progress", &self::bytes_progress, "Received of it.", unit::bytes},
        field{"block_size", &self::block_size, "Its size.", unit::bytes},
        field{"num_peers", &self::num_peers, "Peers that it is requested from."},
        field{"peer", &self::peer, "Address and port of the peer it came from last."},
    };
}

/// A piece that has come in part.
struct partial_piece {
    std::string torrent;
    std::int64_t piece = 0;
    std::int64_t blocks_in_piece = 0;
    std::int64_t finished = 0;
    std::int64_t writing = 0;
    std::int64_t requested = 0;
    std::vector<block> blocks;

    static constexpr std::string_view kind = "partial_piece";
    static constexpr auto fields();
};

constexpr auto partial_piece::fields()
{
    using self = partial_piece;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{"piece", &self::piece, "Number of the piece, from 0.", column::yes},
        field{"blocks_in_piece", &self::blocks_in_piece, "Blocks that it has.", column::yes},
        field{"finished", &self::finished, "Blocks that are written.", column::yes},
        field{"writing", &self::writing, "Blocks that are being written.", column::yes},
        field{"requested", &self::requested, "Blocks that were asked for.", column::yes},
        field{"blocks", &self::blocks, "Each of its blocks, in order."},
    };
}

/// What a torrent may use.
struct torrent_limits {
    std::string torrent;
    std::int64_t download_limit = -1;
    std::int64_t upload_limit = -1;
    std::int64_t max_connections = -1;
    std::int64_t max_uploads = -1;

    static constexpr std::string_view kind = "torrent_limits";
    static constexpr auto fields();
};

constexpr auto torrent_limits::fields()
{
    using self = torrent_limits;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{
            "download_limit",
            &self::download_limit,
            "Most that it receives each second; -1 is no limit.",
            unit::bytes_per_second,
            column::yes},
        field{
            "upload_limit",
            &self::upload_limit,
            "Most that it sends each second; -1 is no limit.",
            unit::bytes_per_second,
            column::yes},
        field{
            "max_connections",
            &self::max_connections,
            "Cap on its connections; -1 is no limit.",
            column::yes},
        field{
            "max_uploads",
            &self::max_uploads,
            "Cap on its unchoked peers; -1 is no limit.",
            column::yes},
    };
}

extern template struct BT_API rendering<piece_status>;
extern template struct BT_API rendering<block>;
extern template struct BT_API rendering<partial_piece>;
extern template struct BT_API rendering<torrent_limits>;

}  // namespace bt::record
