#include "make.hpp"

#include <bt/session/alerts/words.hpp>

/// The session: each alert becomes an owned struct.
namespace bt::session {

event_body make(lt::listen_succeeded_alert const& a)
{
    return record::event::listen_succeeded{
        .endpoint = text_of(address{a.address}, a.port), .socket_type = socket_name(a.socket_type)};
}

event_body make(lt::listen_failed_alert const& a)
{
    return with_error(
        record::event::listen_failed{
            .endpoint = text_of(address{a.address}, a.port),
            .interface = a.listen_interface(),
            .socket_type = socket_name(a.socket_type),
            .operation = lt::operation_name(a.op)},
        a.error);
}

event_body make(lt::external_ip_alert const& a)
{
    return record::event::external_ip{.address = address{a.external_address}.to_string()};
}

event_body make(lt::portmap_alert const& a)
{
    return record::event::portmap{
        .mapping = static_cast<int>(a.mapping),
        .external_port = a.external_port,
        .protocol = a.map_protocol == lt::portmap_protocol::udp ? "udp" : "tcp",
        .transport = transport_name(a.map_transport),
        .local_address = address{a.local_address}.to_string()};
}

event_body make(lt::portmap_error_alert const& a)
{
    return with_error(
        record::event::portmap_error{
            .mapping = static_cast<int>(a.mapping),
            .transport = transport_name(a.map_transport),
            .local_address = address{a.local_address}.to_string()},
        a.error);
}

event_body make(lt::session_error_alert const& a)
{
    return with_error(record::event::session_error{}, a.error);
}

event_body make(lt::udp_error_alert const& a)
{
    return with_error(
        record::event::udp_error{
            .endpoint = text_of(udp_endpoint{a.endpoint}),
            .operation = lt::operation_name(a.operation)},
        a.error);
}

event_body make(lt::lsd_error_alert const& a)
{
    return with_error(
        record::event::lsd_error{.local_address = address{a.local_address}.to_string()}, a.error);
}

event_body make(lt::i2p_alert const& a)
{
    return with_error(record::event::i2p_error{}, a.error);
}

event_body make(lt::socks5_alert const& a)
{
    return with_error(
        record::event::socks5_error{
            .endpoint = text_of(tcp_endpoint{a.ip}), .operation = lt::operation_name(a.op)},
        a.error);
}

event_body make(lt::alerts_dropped_alert const& a)
{
    return record::event::alerts_dropped{.alerts = dropped_names(a)};
}

event_body make(lt::log_alert const& a)
{
    return record::event::session_log{.message = a.log_message()};
}

event_body make(lt::torrent_log_alert const& a)
{
    return record::event::torrent_log{.message = a.log_message()};
}

event_body make(lt::peer_log_alert const& a)
{
    return record::event::peer_log{
        .endpoint = text_of(a.endpoint), .type = a.event_type, .message = a.log_message()};
}

event_body make(lt::dht_log_alert const& a)
{
    return record::event::dht_log{.message = a.log_message()};
}

event_body make(lt::portmap_log_alert const& a)
{
    return record::event::portmap_log{
        .transport = transport_name(a.map_transport), .message = a.log_message()};
}

event_body make(lt::picker_log_alert const& a)
{
    return record::event::picker_log{.endpoint = text_of(a.endpoint), .message = a.message()};
}

}  // namespace bt::session
