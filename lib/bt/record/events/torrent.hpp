#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What happens to a torrent.
namespace bt::record::event {

/// A torrent was added, or could not be.
struct torrent_added {
    std::string save_path;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "torrent_added";
    static constexpr auto fields();
};

constexpr auto torrent_added::fields()
{
    using self = torrent_added;
    return std::tuple{
        field{"save_path", &self::save_path, "Folder its files are below."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A torrent left the session.
struct torrent_removed {
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;

    static constexpr std::string_view kind = "torrent_removed";
    static constexpr auto fields();
};

constexpr auto torrent_removed::fields()
{
    using self = torrent_removed;
    return std::tuple{
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex."},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex."},
    };
}

/// The info dictionary came from a peer.
struct metadata_received {
    static constexpr std::string_view kind = "metadata_received";
    static constexpr auto fields();
};

constexpr auto metadata_received::fields()
{
    return std::tuple{};
}

/// An info dictionary came that is not the right one.
struct metadata_failed {
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "metadata_failed";
    static constexpr auto fields();
};

constexpr auto metadata_failed::fields()
{
    using self = metadata_failed;
    return std::tuple{
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// A torrent is doing something else now.
struct state_changed {
    std::string state;
    std::string prev_state;

    static constexpr std::string_view kind = "state_changed";
    static constexpr auto fields();
};

constexpr auto state_changed::fields()
{
    using self = state_changed;
    return std::tuple{
        field{"state", &self::state, "What it is doing now."},
        field{"prev_state", &self::prev_state, "What it did before."},
    };
}

/// Every wanted piece is here; told again after each check.
struct torrent_finished {
    static constexpr std::string_view kind = "torrent_finished";
    static constexpr auto fields();
};

constexpr auto torrent_finished::fields()
{
    return std::tuple{};
}

/// Its files have been checked.
struct torrent_checked {
    static constexpr std::string_view kind = "torrent_checked";
    static constexpr auto fields();
};

constexpr auto torrent_checked::fields()
{
    return std::tuple{};
}

/// A torrent was paused.
struct torrent_paused {
    static constexpr std::string_view kind = "torrent_paused";
    static constexpr auto fields();
};

constexpr auto torrent_paused::fields()
{
    return std::tuple{};
}

/// A torrent goes on.
struct torrent_resumed {
    static constexpr std::string_view kind = "torrent_resumed";
    static constexpr auto fields();
};

constexpr auto torrent_resumed::fields()
{
    return std::tuple{};
}

/// A torrent was stopped by an error.
struct torrent_error {
    std::string path;
    std::optional<std::int64_t> error_code;
    std::optional<std::string> error_category;
    std::optional<std::string> error_message;

    static constexpr std::string_view kind = "torrent_error";
    static constexpr auto fields();
};

constexpr auto torrent_error::fields()
{
    using self = torrent_error;
    return std::tuple{
        field{"path", &self::path, "The file it is about, or libtorrent's word for what is none."},
        field{"error_code", &self::error_code, "Number of the error; absent if there was none."},
        field{"error_category", &self::error_category, "What the number counts in."},
        field{"error_message", &self::error_message, "The error as a sentence."},
    };
}

/// The two halves of a hybrid torrent were added as two torrents.
struct torrent_conflict {
    static constexpr std::string_view kind = "torrent_conflict";
    static constexpr auto fields();
};

constexpr auto torrent_conflict::fields()
{
    return std::tuple{};
}

/// An SSL torrent needs a certificate.
struct torrent_need_cert {
    static constexpr std::string_view kind = "torrent_need_cert";
    static constexpr auto fields();
};

constexpr auto torrent_need_cert::fields()
{
    return std::tuple{};
}

/// A piece is here and matches its hash.
struct piece_finished {
    std::int64_t piece = 0;

    static constexpr std::string_view kind = "piece_finished";
    static constexpr auto fields();
};

constexpr auto piece_finished::fields()
{
    using self = piece_finished;
    return std::tuple{
        field{"piece", &self::piece, "Piece index."},
    };
}

/// A piece came that does not match its hash.
struct hash_failed {
    std::int64_t piece = 0;

    static constexpr std::string_view kind = "hash_failed";
    static constexpr auto fields();
};

constexpr auto hash_failed::fields()
{
    using self = hash_failed;
    return std::tuple{
        field{"piece", &self::piece, "Piece index."},
    };
}

/// A setting slows the session down.
struct performance_warning {
    std::string warning;

    static constexpr std::string_view kind = "performance_warning";
    static constexpr auto fields();
};

constexpr auto performance_warning::fields()
{
    using self = performance_warning;
    return std::tuple{
        field{"warning", &self::warning, "Which, in libtorrent's words."},
    };
}

}  // namespace bt::record::event
