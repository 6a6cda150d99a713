#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// One tracker of a torrent's announce list (BEP 12).
struct tracker_entry {
    std::string url;
    std::int64_t tier = 0;
    std::optional<std::string> torrent = std::nullopt;

    static constexpr std::string_view kind = "tracker_entry";
    static constexpr auto fields();
};

constexpr auto tracker_entry::fields()
{
    using self = tracker_entry;
    return std::tuple{
        field{"url", &self::url, "Announce URL.", column::yes},
        field{"tier", &self::tier, "Tier; 0 is asked first.", column::yes},
        field{"torrent", &self::torrent, "The torrent it belongs to, in a line of its own."},
    };
}

/// A web server that has the files (BEP 19) or the pieces (BEP 17).
struct web_seed_entry {
    std::string url;
    std::string type;

    static constexpr std::string_view kind = "web_seed_entry";
    static constexpr auto fields();
};

constexpr auto web_seed_entry::fields()
{
    using self = web_seed_entry;
    return std::tuple{
        field{"url", &self::url, "Base URL.", column::yes},
        field{"type", &self::type, "url_seed (BEP 19) or http_seed (BEP 17).", column::yes},
    };
}

/// A DHT node or a peer, as a torrent or a magnet link names it.
struct host_port {
    std::string host;
    std::int64_t port = 0;

    static constexpr std::string_view kind = "host_port";
    static constexpr auto fields();
};

constexpr auto host_port::fields()
{
    using self = host_port;
    return std::tuple{
        field{"host", &self::host, "Host name or address.", column::yes},
        field{"port", &self::port, "Port.", column::yes},
    };
}

/// What a .torrent file or a magnet link says (BEP 3, 9, 12, 17, 19, 27, 38, 39, 52).
struct torrent_info {
    std::optional<std::string> name;
    std::optional<blob> name_base64;
    std::optional<std::string> info_hash_v1;
    std::optional<std::string> info_hash_v2;
    std::optional<std::int64_t> total_size;
    std::optional<std::int64_t> num_files;
    std::optional<std::int64_t> num_pad_files;
    std::optional<std::int64_t> piece_length;
    std::optional<std::int64_t> num_pieces;
    std::optional<std::int64_t> total_size_with_padding;
    std::optional<bool> is_private;
    std::optional<std::string> source;
    std::optional<std::string> update_url;
    std::optional<std::string> comment;
    std::optional<std::string> creator;
    std::optional<std::int64_t> creation_date;
    std::vector<tracker_entry> trackers;
    std::vector<web_seed_entry> web_seeds;
    std::vector<host_port> dht_nodes;
    std::vector<host_port> peers;
    std::vector<std::int64_t> select_only;
    std::vector<std::string> similar;
    std::vector<std::string> collections;
    std::optional<std::string> ssl_cert;
    std::optional<bool> is_i2p;
    std::optional<std::string> magnet;
    std::optional<std::string> input;
    std::optional<std::string> path;

    static constexpr std::string_view kind = "torrent_info";
    static constexpr auto fields();
};

constexpr auto torrent_info::fields()
{
    using self = torrent_info;
    return std::tuple{
        field{"name", &self::name, "Suggested name of the saved file or folder.", column::yes},
        field{
            "name_base64",
            &self::name_base64,
            "The name exactly as it was given, where that is no name for a file."},
        field{"info_hash_v1", &self::info_hash_v1, "SHA-1 info-hash, hex (BEP 3).", column::yes},
        field{"info_hash_v2", &self::info_hash_v2, "SHA-256 info-hash, hex (BEP 52).", column::yes},
        field{
            "total_size",
            &self::total_size,
            "Sum of the file sizes, without padding.",
            unit::bytes,
            column::yes},
        field{"num_files", &self::num_files, "Files, without pad files.", column::yes},
        field{"num_pad_files", &self::num_pad_files, "Pad files (BEP 47)."},
        field{"piece_length", &self::piece_length, "Size of one piece.", unit::bytes, column::yes},
        field{"num_pieces", &self::num_pieces, "Pieces.", column::yes},
        field{
            "total_size_with_padding",
            &self::total_size_with_padding,
            "Size of the piece space, pad files included.",
            unit::bytes},
        field{
            "private",
            &self::is_private,
            "Peers come from the trackers alone (BEP 27).",
            column::yes},
        field{"source", &self::source, "Tag that sets the torrent apart on one tracker."},
        field{"update_url", &self::update_url, "Where a newer torrent is asked for (BEP 39)."},
        field{"comment", &self::comment, "Free text by whoever made it."},
        field{"creator", &self::creator, "Program that made it."},
        field{
            "creation_date",
            &self::creation_date,
            "When it was made, by its own account.",
            unit::unix_time,
            column::yes},
        field{"trackers", &self::trackers, "Announce list, first tier first (BEP 12)."},
        field{"web_seeds", &self::web_seeds, "Web seeds (BEP 17, BEP 19)."},
        field{"dht_nodes", &self::dht_nodes, "DHT nodes to start from (BEP 5)."},
        field{"peers", &self::peers, "Peers named by a magnet link (x.pe)."},
        field{"select_only", &self::select_only, "File indices a magnet link selects (BEP 53)."},
        field{"similar", &self::similar, "Info-hashes with files in common (BEP 38), hex."},
        field{"collections", &self::collections, "Collections it belongs to (BEP 38)."},
        field{"ssl_cert", &self::ssl_cert, "Root certificate of its peers, PEM."},
        field{"is_i2p", &self::is_i2p, "Its trackers are in the I2P network."},
        field{"magnet", &self::magnet, "Magnet link with hashes, name, trackers, web seeds."},
        field{"input", &self::input, "The command-line argument it came from."},
        field{"path", &self::path, "The .torrent file that was written."},
    };
}

extern template struct BT_API rendering<torrent_info>;
extern template struct BT_API rendering<tracker_entry>;
extern template struct BT_API rendering<web_seed_entry>;
extern template struct BT_API rendering<host_port>;

}  // namespace bt::record
