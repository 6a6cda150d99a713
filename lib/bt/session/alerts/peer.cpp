#include "make.hpp"

#include <bt/session/alerts/words.hpp>

/// Peers: each alert becomes an owned struct.
namespace bt::session {

event_body make(lt::peer_connect_alert const& a)
{
    return record::event::peer_connected{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .direction = a.direction == lt::peer_connect_alert::direction_t::in ? "in" : "out",
        .socket_type = socket_name(a.socket_type)};
}

event_body make(lt::peer_disconnected_alert const& a)
{
    return with_error(
        record::event::peer_disconnected{
            .endpoint = text_of(a.endpoint),
            .peer_id = hex_of(a.pid),
            .socket_type = socket_name(a.socket_type),
            .operation = lt::operation_name(a.op),
            .reason = static_cast<int>(a.reason)},
        a.error);
}

event_body make(lt::peer_error_alert const& a)
{
    return with_error(
        record::event::peer_error{
            .endpoint = text_of(a.endpoint),
            .peer_id = hex_of(a.pid),
            .operation = lt::operation_name(a.op)},
        a.error);
}

event_body make(lt::peer_ban_alert const& a)
{
    return record::event::peer_ban{.endpoint = text_of(a.endpoint), .peer_id = hex_of(a.pid)};
}

event_body make(lt::peer_snubbed_alert const& a)
{
    return record::event::peer_snubbed{.endpoint = text_of(a.endpoint), .peer_id = hex_of(a.pid)};
}

event_body make(lt::peer_unsnubbed_alert const& a)
{
    return record::event::peer_unsnubbed{.endpoint = text_of(a.endpoint), .peer_id = hex_of(a.pid)};
}

event_body make(lt::peer_blocked_alert const& a)
{
    return record::event::peer_blocked{
        .endpoint = text_of(a.endpoint), .reason = blocked_name(a.reason)};
}

event_body make(lt::lsd_peer_alert const& a)
{
    return record::event::lsd_peer{.endpoint = text_of(a.endpoint)};
}

event_body make(lt::invalid_request_alert const& a)
{
    return record::event::invalid_request{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.request.piece),
        .start = a.request.start,
        .length = a.request.length};
}

event_body make(lt::incoming_request_alert const& a)
{
    return record::event::incoming_request{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.req.piece),
        .start = a.req.start,
        .length = a.req.length};
}

event_body make(lt::incoming_connection_alert const& a)
{
    return record::event::incoming_connection{
        .endpoint = text_of(tcp_endpoint{a.endpoint}), .socket_type = socket_name(a.socket_type)};
}

event_body make(lt::block_downloading_alert const& a)
{
    return record::event::block_downloading{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.piece_index),
        .block = a.block_index};
}

event_body make(lt::block_finished_alert const& a)
{
    return record::event::block_finished{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.piece_index),
        .block = a.block_index};
}

event_body make(lt::block_timeout_alert const& a)
{
    return record::event::block_timeout{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.piece_index),
        .block = a.block_index};
}

event_body make(lt::block_uploaded_alert const& a)
{
    return record::event::block_uploaded{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.piece_index),
        .block = a.block_index};
}

event_body make(lt::request_dropped_alert const& a)
{
    return record::event::request_dropped{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.piece_index),
        .block = a.block_index};
}

event_body make(lt::unwanted_block_alert const& a)
{
    return record::event::unwanted_block{
        .endpoint = text_of(a.endpoint),
        .peer_id = hex_of(a.pid),
        .piece = index_of(a.piece_index),
        .block = a.block_index};
}

}  // namespace bt::session
