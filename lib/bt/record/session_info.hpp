#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace bt::record {

/// A running session and how it can be reached.
struct session_info {
    std::optional<std::string> session;
    std::int64_t pid = 0;
    std::string version;
    std::string libtorrent_version;
    std::optional<std::string> state_dir;
    bool paused = false;
    bool listening = false;
    std::int64_t listen_port = 0;
    std::int64_t ssl_listen_port = 0;
    std::vector<std::string> listen_endpoints;
    bool dht_running = false;
    std::string peer_fingerprint;
    std::string user_agent;
    std::int64_t num_torrents = 0;
    std::optional<std::string> external_address;

    static constexpr std::string_view kind = "session_info";
    static constexpr auto fields();
};

constexpr auto session_info::fields()
{
    using self = session_info;
    return std::tuple{
        field{"session", &self::session, "Its name.", column::yes},
        field{"pid", &self::pid, "Number of the process that hosts it.", column::yes},
        field{"version", &self::version, "Version of bt-tools."},
        field{"libtorrent_version", &self::libtorrent_version, "Version of libtorrent."},
        field{"state_dir", &self::state_dir, "Folder it is stored in."},
        field{"paused", &self::paused, "No torrent sends or receives.", column::yes},
        field{"listening", &self::listening, "Peers can connect."},
        field{
            "listen_port", &self::listen_port, "First TCP port; 0 if there is none.", column::yes},
        field{
            "ssl_listen_port",
            &self::ssl_listen_port,
            "First port for peers over TLS; 0 if there is none."},
        field{
            "listen_endpoints",
            &self::listen_endpoints,
            "Each TCP address and port it listens on.",
            column::yes},
        field{"dht_running", &self::dht_running, "It is a node of the DHT.", column::yes},
        field{"peer_fingerprint", &self::peer_fingerprint, "First bytes of its peer id."},
        field{"user_agent", &self::user_agent, "What it calls itself to trackers and web seeds."},
        field{"num_torrents", &self::num_torrents, "Torrents in it.", column::yes},
        field{
            "external_address",
            &self::external_address,
            "Our address, as others saw it last.",
            column::yes},
    };
}

extern template struct BT_API rendering<session_info>;

}  // namespace bt::record
