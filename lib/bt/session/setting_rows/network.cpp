#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

constexpr std::array mixed_mode_words{
    word_row{"prefer_tcp", pack::prefer_tcp},
    word_row{"peer_proportional", pack::peer_proportional},
};

constexpr std::array table{
    plain(
        pack::listen_interfaces,
        "Where to listen: addresses or devices with a port each, separated by commas, as in "
        "'0.0.0.0:6881,[::]:6881'. Port 0 lets the system choose, 's' after the port takes TLS "
        "peers only, 'l' marks a network without a way out; empty opens no port at all."),
    plain(
        pack::outgoing_interfaces,
        "Addresses or devices that outgoing TCP connections leave from, in turn, separated by "
        "commas and without ports. Empty leaves it to the system; otherwise what arrives on "
        "another address is turned away."),
    number(
        pack::max_retry_port_bind,
        {0, 65535},
        "How many higher ports are tried, one by one, when the port to listen on is taken."),
    plain(
        pack::listen_system_port_fallback,
        "Whether a port of the system's choice is taken when the one asked for cannot be had."),
    number(
        pack::listen_queue_size,
        {1, 65535},
        "Incoming connections the system holds until they are accepted, per listening socket. "
        "Changes with the next change of listen_interfaces."),
    number(
        pack::outgoing_port,
        {0, 65535},
        "First local port of outgoing peer connections; 0 leaves it to the system. Routers that "
        "sort traffic by port are the only reason to set it."),
    number(
        pack::num_outgoing_ports,
        {0, 65535},
        "How many further local ports after outgoing_port are used, in turn. A port serves one "
        "connection to the same peer at a time, so give many."),
    plain(pack::enable_outgoing_tcp, "Whether peers are connected to over TCP."),
    plain(pack::enable_incoming_tcp, "Whether peers may connect to us over TCP."),
    plain(pack::enable_outgoing_utp, "Whether peers are connected to over uTP (BEP 29)."),
    plain(pack::enable_incoming_utp, "Whether peers may connect to us over uTP (BEP 29)."),
    plain(
        pack::enable_upnp,
        "Whether routers are asked over UPnP to forward the listening ports to us."),
    plain(
        pack::upnp_ignore_nonrouters,
        "Whether UPnP devices that are not on our own subnet are ignored, so that nobody else's "
        "router is reprogrammed."),
    number(
        pack::upnp_lease_duration,
        measure::seconds,
        {0, 7 * day_seconds},
        "How long a UPnP port mapping lasts without being renewed; 0 asks for one that does not "
        "expire, which some routers insist on."),
    plain(
        pack::enable_natpmp,
        "Whether the router is asked over NAT-PMP or PCP to forward the listening ports to us."),
    plain(
        pack::enable_lsd,
        "Whether torrents that are not private are told to the local network by multicast, and "
        "peers found there (BEP 14)."),
    number(
        pack::local_service_announce_interval,
        measure::seconds,
        {1, day_seconds},
        "Time between two announcements of one torrent to the local network."),
    plain(
        pack::enable_ip_notifier,
        "Whether the system's network changes are followed, so that listening sockets are opened "
        "again when an address comes or goes."),
    number(
        pack::peer_dscp,
        {0, 255},
        "Traffic class of the packets to peers, as the whole byte of the IP header: 4 is lower "
        "effort (RFC 8622), 0 no mark."),
    number(
        pack::recv_socket_buffer_size,
        measure::bytes,
        {0, most_int},
        "Receive buffer of each peer socket in the kernel; 0 leaves the system's."),
    number(
        pack::send_socket_buffer_size,
        measure::bytes,
        {0, most_int},
        "Send buffer of each peer socket in the kernel; 0 leaves the system's."),
    number(
        pack::send_not_sent_low_watermark,
        measure::bytes,
        {0, most_int},
        "Unsent bytes in the kernel below which a TCP peer socket asks for more "
        "(TCP_NOTSENT_LOWAT); 0 leaves the system's."),
    number(
        pack::upload_rate_limit,
        measure::bytes_per_second,
        {0, most_int},
        "Most that is sent to all peers together; 0 is no limit. Peers on the local network are "
        "not counted."),
    number(
        pack::download_rate_limit,
        measure::bytes_per_second,
        {0, most_int},
        "Most that is received from all peers together; 0 is no limit. Peers on the local network "
        "are not counted."),
    plain(
        pack::rate_limit_ip_overhead,
        "Whether the estimated headers of TCP and IP count against the rate limits."),
    choice(
        pack::mixed_mode_algorithm,
        mixed_mode_words,
        "How TCP and uTP share the line: prefer_tcp lets TCP push uTP aside, peer_proportional "
        "holds TCP to its share of the connections."),
    number(
        pack::tick_interval,
        measure::milliseconds,
        {10, 1000},
        "Time between two hand-outs of bandwidth to peers. Shorter is smoother and costs more "
        "processor time."),
    number(
        pack::utp_target_delay,
        measure::milliseconds,
        {1, 10 * 1000},
        "Delay that uTP allows itself to cause on the line before it slows down."),
    number(
        pack::utp_gain_factor,
        measure::bytes,
        {1, 1000 * 1000},
        "Most that the window of a uTP connection grows in one round trip."),
    number(
        pack::utp_min_timeout,
        measure::milliseconds,
        {1, 60 * 1000},
        "Shortest time after which a uTP packet without an answer counts as lost."),
    number(
        pack::utp_connect_timeout,
        measure::milliseconds,
        {1, 60 * 1000},
        "Time for the answer to the first packet of a uTP connection; doubles with each attempt."),
    number(
        pack::utp_syn_resends,
        {0, 60},
        "How often the first packet of a uTP connection is sent again before giving up."),
    number(
        pack::utp_fin_resends,
        {0, 60},
        "How often the last packet of a uTP connection is sent again before it is closed anyway."),
    number(
        pack::utp_num_resends,
        {0, 60},
        "How often any other uTP packet is sent again before the connection is closed."),
    number(
        pack::utp_loss_multiplier,
        measure::percent,
        {1, 100},
        "What is left of a uTP connection's window after a packet was lost."),
    number(
        pack::utp_cwnd_reduce_timer,
        measure::milliseconds,
        {0, 60 * 1000},
        "Time after a loss in which further losses do not shrink the uTP window again."),
    number(
        pack::resolver_cache_timeout,
        measure::seconds,
        {0, 30 * day_seconds},
        "How long the address of a host name is remembered."),
    number(
        pack::alert_queue_size,
        {100, 10 * most_count},
        "Events that wait to be taken before further ones are dropped; important ones have up to "
        "three times the room. Memory is used only as events wait."),
    refused(
        number(
            pack::alert_mask,
            {0, most_int},
            "Kinds of events libtorrent makes, as bits. Computed from the events asked for."),
        "events are chosen by --events"),
};

}  // namespace

std::span<setting_row const> network_rows() noexcept
{
    return table;
}

}  // namespace bt::session
