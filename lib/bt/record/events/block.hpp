#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What happens to blocks.
namespace bt::record::event {

/// A block was asked for.
struct block_downloading {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t block = 0;

    static constexpr std::string_view kind = "block_downloading";
    static constexpr auto fields();
};

constexpr auto block_downloading::fields()
{
    using self = block_downloading;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"block", &self::block, "Block index in the piece."},
    };
}

/// A block came.
struct block_finished {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t block = 0;

    static constexpr std::string_view kind = "block_finished";
    static constexpr auto fields();
};

constexpr auto block_finished::fields()
{
    using self = block_finished;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"block", &self::block, "Block index in the piece."},
    };
}

/// A block did not come in time.
struct block_timeout {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t block = 0;

    static constexpr std::string_view kind = "block_timeout";
    static constexpr auto fields();
};

constexpr auto block_timeout::fields()
{
    using self = block_timeout;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"block", &self::block, "Block index in the piece."},
    };
}

/// A block was sent.
struct block_uploaded {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t block = 0;

    static constexpr std::string_view kind = "block_uploaded";
    static constexpr auto fields();
};

constexpr auto block_uploaded::fields()
{
    using self = block_uploaded;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"block", &self::block, "Block index in the piece."},
    };
}

/// A peer would not send a block.
struct request_dropped {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t block = 0;

    static constexpr std::string_view kind = "request_dropped";
    static constexpr auto fields();
};

constexpr auto request_dropped::fields()
{
    using self = request_dropped;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"block", &self::block, "Block index in the piece."},
    };
}

/// A block came that nobody asked for.
struct unwanted_block {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t block = 0;

    static constexpr std::string_view kind = "unwanted_block";
    static constexpr auto fields();
};

constexpr auto unwanted_block::fields()
{
    using self = unwanted_block;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"block", &self::block, "Block index in the piece."},
    };
}

}  // namespace bt::record::event
