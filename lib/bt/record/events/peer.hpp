#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What peers do.
namespace bt::record::event {

/// A peer is connected.
struct peer_connected {
    std::string endpoint;
    std::string peer_id;
    std::string direction;
    std::string socket_type;

    static constexpr std::string_view kind = "peer_connected";
    static constexpr auto fields();
};

constexpr auto peer_connected::fields()
{
    using self = peer_connected;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"direction", &self::direction, "in if the peer called, out if we did."},
        field{"socket_type", &self::socket_type, "Kind of socket."},
    };
}

/// A peer is gone.
struct peer_disconnected {
    std::string endpoint;
    std::string peer_id;
    std::string socket_type;
    std::string operation;
    std::int64_t reason = 0;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "peer_disconnected";
    static constexpr auto fields();
};

constexpr auto peer_disconnected::fields()
{
    using self = peer_disconnected;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"socket_type", &self::socket_type, "Kind of socket."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"reason", &self::reason, "libtorrent's close reason."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A peer broke the protocol.
struct peer_error {
    std::string endpoint;
    std::string peer_id;
    std::string operation;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "peer_error";
    static constexpr auto fields();
};

constexpr auto peer_error::fields()
{
    using self = peer_error;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"operation", &self::operation, "What was being done, in libtorrent's words."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A peer sent too much that did not match, and is shut out.
struct peer_ban {
    std::string endpoint;
    std::string peer_id;

    static constexpr std::string_view kind = "peer_ban";
    static constexpr auto fields();
};

constexpr auto peer_ban::fields()
{
    using self = peer_ban;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
    };
}

/// A peer owes us blocks for too long.
struct peer_snubbed {
    std::string endpoint;
    std::string peer_id;

    static constexpr std::string_view kind = "peer_snubbed";
    static constexpr auto fields();
};

constexpr auto peer_snubbed::fields()
{
    using self = peer_snubbed;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
    };
}

/// A snubbed peer sent something after all.
struct peer_unsnubbed {
    std::string endpoint;
    std::string peer_id;

    static constexpr std::string_view kind = "peer_unsnubbed";
    static constexpr auto fields();
};

constexpr auto peer_unsnubbed::fields()
{
    using self = peer_unsnubbed;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
    };
}

/// A peer was refused before it could connect.
struct peer_blocked {
    std::string endpoint;
    std::string reason;

    static constexpr std::string_view kind = "peer_blocked";
    static constexpr auto fields();
};

constexpr auto peer_blocked::fields()
{
    using self = peer_blocked;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"reason", &self::reason, "What refused it."},
    };
}

/// A peer was found on the local network.
struct lsd_peer {
    std::string endpoint;

    static constexpr std::string_view kind = "lsd_peer";
    static constexpr auto fields();
};

constexpr auto lsd_peer::fields()
{
    using self = lsd_peer;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
    };
}

/// A peer asked for what it may not have.
struct invalid_request {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t start = 0;
    std::int64_t length = 0;

    static constexpr std::string_view kind = "invalid_request";
    static constexpr auto fields();
};

constexpr auto invalid_request::fields()
{
    using self = invalid_request;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"start", &self::start, "Offset in the piece.", unit::bytes},
        field{"length", &self::length, "Length asked for.", unit::bytes},
    };
}

/// A peer asked for a block.
struct incoming_request {
    std::string endpoint;
    std::string peer_id;
    std::int64_t piece = 0;
    std::int64_t start = 0;
    std::int64_t length = 0;

    static constexpr std::string_view kind = "incoming_request";
    static constexpr auto fields();
};

constexpr auto incoming_request::fields()
{
    using self = incoming_request;
    return std::tuple{
        field{"endpoint", &self::endpoint, "The peer's address and port."},
        field{"peer_id", &self::peer_id, "The peer's id, hex."},
        field{"piece", &self::piece, "Piece index."},
        field{"start", &self::start, "Offset in the piece.", unit::bytes},
        field{"length", &self::length, "Length asked for.", unit::bytes},
    };
}

/// Somebody called.
struct incoming_connection {
    std::string endpoint;
    std::string socket_type;

    static constexpr std::string_view kind = "incoming_connection";
    static constexpr auto fields();
};

constexpr auto incoming_connection::fields()
{
    using self = incoming_connection;
    return std::tuple{
        field{"endpoint", &self::endpoint, "Their address and port."},
        field{"socket_type", &self::socket_type, "Kind of socket."},
    };
}

}  // namespace bt::record::event
