#pragma once

#include <bt/record/field.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bt::record {

/// A session that is stored, and whether a process hosts it (bt-ctl sessions).
struct hosted_session {
    std::string name;
    bool running = false;
    std::optional<std::int64_t> pid;
    std::optional<std::string> socket;
    std::optional<std::int64_t> num_torrents;
    std::optional<std::int64_t> listen_port;

    static constexpr std::string_view kind = "session";
    static constexpr auto fields();
};

constexpr auto hosted_session::fields()
{
    using self = hosted_session;
    return std::tuple{
        field{"name", &self::name, "Its name.", column::yes},
        field{"running", &self::running, "A process hosts it.", column::yes},
        field{"pid", &self::pid, "Number of that process.", column::yes},
        field{"num_torrents", &self::num_torrents, "Torrents in it, by its own word.", column::yes},
        field{"listen_port", &self::listen_port, "The port it listens at, by its own word."},
        field{"socket", &self::socket, "Where it is steered, while it is hosted.", column::yes},
    };
}

/// What a request of bt-ctl gave that is no record: beside these members it has those of the
/// method's result (bt-ctl(1), docs/control-protocol.md).
struct reply {
    std::string method;
    std::optional<std::string> torrent;

    static constexpr std::string_view kind = "reply";
    static constexpr auto fields();
};

constexpr auto reply::fields()
{
    using self = reply;
    return std::tuple{
        field{"method", &self::method, "The method that was called.", column::yes},
        field{
            "torrent",
            &self::torrent,
            "The torrent it was about; all other members are those of the result.",
            column::yes},
    };
}

/// A setting of a running session (bt-ctl settings).
struct setting_value {
    std::string name;

    static constexpr std::string_view kind = "setting_value";
    static constexpr auto fields();
};

constexpr auto setting_value::fields()
{
    using self = setting_value;
    return std::tuple{
        field{
            "name",
            &self::name,
            "libtorrent's name for it; the member value has its text, number or truth value.",
            column::yes},
    };
}

extern template struct BT_API rendering<hosted_session>;
extern template struct BT_API rendering<reply>;
extern template struct BT_API rendering<setting_value>;

}  // namespace bt::record
