#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// A peer that a torrent of a running session is connected to: libtorrent's peer_info.
struct peer {
    std::string torrent;
    std::optional<std::string> session;
    std::string endpoint;
    std::optional<std::string> client;
    std::vector<std::string> flags;
    std::vector<std::string> source;
    std::string connection_type;
    double progress = 0;
    std::int64_t progress_ppm = 0;
    std::int64_t down_rate = 0;
    std::int64_t up_rate = 0;
    std::int64_t payload_down_rate = 0;
    std::int64_t payload_up_rate = 0;
    std::int64_t download_rate_peak = 0;
    std::int64_t upload_rate_peak = 0;
    std::int64_t total_download = 0;
    std::int64_t total_upload = 0;
    std::int64_t num_pieces = 0;
    std::optional<blob> pieces_base64;
    std::optional<std::string> peer_id;
    std::string local_endpoint;
    std::optional<double> rtt;
    std::int64_t num_hashfails = 0;
    std::int64_t failcount = 0;
    std::optional<std::int64_t> request_timeout;
    std::int64_t download_queue_length = 0;
    std::int64_t upload_queue_length = 0;
    std::int64_t queue_bytes = 0;
    std::int64_t last_request = 0;
    std::int64_t last_active = 0;
    std::vector<std::string> read_state;
    std::vector<std::string> write_state;
    std::optional<std::string> country;
    std::optional<std::int64_t> asn;
    std::optional<std::string> as_name;

    static constexpr std::string_view kind = "peer";
    static constexpr auto fields();
};

constexpr auto peer::fields()
{
    using self = peer;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{"session", &self::session, "Name of the session."},
        field{
            "endpoint",
            &self::endpoint,
            "Its address and port; of a web seed, the server's.",
            column::yes},
        field{"client", &self::client, "Its software, by its own account.", column::yes},
        field{
            "flags",
            &self::flags,
            "What holds of it: interesting, choked, remote_interested, remote_choked, "
            "supports_extensions, outgoing_connection, handshake, connecting, on_parole, seed, "
            "optimistic_unchoke, snubbed, upload_only, endgame_mode, holepunched, i2p_socket, "
            "utp_socket, ssl_socket, rc4_encrypted, plaintext_encrypted."},
        field{
            "source",
            &self::source,
            "Who told of it: tracker, dht, pex, lsd, resume_data, incoming.",
            column::yes},
        field{
            "connection_type",
            &self::connection_type,
            "standard_bittorrent, web_seed (BEP 19) or http_seed (BEP 17)."},
        field{
            "progress",
            &self::progress,
            "Share of the torrent that it has.",
            unit::ratio,
            column::yes},
        field{"progress_ppm", &self::progress_ppm, "The same in parts per million."},
        field{
            "down_rate",
            &self::down_rate,
            "Received from it each second, protocol included.",
            unit::bytes_per_second},
        field{
            "up_rate",
            &self::up_rate,
            "Sent to it each second, protocol included.",
            unit::bytes_per_second},
        field{
            "payload_down_rate",
            &self::payload_down_rate,
            "Content received from it each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "payload_up_rate",
            &self::payload_up_rate,
            "Content sent to it each second.",
            unit::bytes_per_second,
            column::yes},
        field{
            "download_rate_peak",
            &self::download_rate_peak,
            "Highest rate of content that came from it.",
            unit::bytes_per_second},
        field{
            "upload_rate_peak",
            &self::upload_rate_peak,
            "Highest rate of content that went to it.",
            unit::bytes_per_second},
        field{
            "total_download",
            &self::total_download,
            "Content received from it.",
            unit::bytes,
            column::yes},
        field{"total_upload", &self::total_upload, "Content sent to it.", unit::bytes, column::yes},
        field{"num_pieces", &self::num_pieces, "Pieces that it has."},
        field{
            "pieces_base64",
            &self::pieces_base64,
            "The pieces that it has: a bit each, the first the highest of its byte; on request."},
        field{"peer_id", &self::peer_id, "Its peer id, hex, once the handshake is done."},
        field{"local_endpoint", &self::local_endpoint, "Our address and port."},
        field{"rtt", &self::rtt, "Round trip time; absent when it is not known.", unit::seconds},
        field{
            "num_hashfails",
            &self::num_hashfails,
            "Pieces with blocks of it that did not match their hash."},
        field{"failcount", &self::failcount, "Connections to it that failed."},
        field{
            "request_timeout",
            &self::request_timeout,
            "Time until its next request is given up; absent when there is none.",
            unit::seconds},
        field{
            "download_queue_length",
            &self::download_queue_length,
            "Requests to it without an answer."},
        field{
            "upload_queue_length", &self::upload_queue_length, "Requests of it without an answer."},
        field{"queue_bytes", &self::queue_bytes, "Requested of it, and not here.", unit::bytes},
        field{"last_request", &self::last_request, "Time since our last request.", unit::seconds},
        field{
            "last_active",
            &self::last_active,
            "Time since anything went either way.",
            unit::seconds},
        field{
            "read_state",
            &self::read_state,
            "What receiving waits for: bw_idle, bw_limit, bw_network, bw_disk."},
        field{
            "write_state",
            &self::write_state,
            "What sending waits for: bw_idle, bw_limit, bw_network, bw_disk."},
        field{"country", &self::country, "Country of its address, two letters.", column::yes},
        field{"asn", &self::asn, "Number of the network its address belongs to."},
        field{"as_name", &self::as_name, "Who has that network."},
    };
}

/// A peer that a torrent knows of, connected or not.
struct known_peer {
    std::string torrent;
    std::optional<std::string> session;
    std::string endpoint;
    bool banned = false;

    static constexpr std::string_view kind = "known_peer";
    static constexpr auto fields();
};

constexpr auto known_peer::fields()
{
    using self = known_peer;
    return std::tuple{
        field{"torrent", &self::torrent, "The torrent: v1 info-hash, else v2.", column::yes},
        field{"session", &self::session, "Name of the session."},
        field{"endpoint", &self::endpoint, "Its address and port.", column::yes},
        field{"banned", &self::banned, "It sent what did not match.", column::yes},
    };
}

extern template struct BT_API rendering<peer>;
extern template struct BT_API rendering<known_peer>;

}  // namespace bt::record
