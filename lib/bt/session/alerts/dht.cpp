#include "make.hpp"

#include <bt/session/alerts/words.hpp>

/// The DHT: each alert becomes an owned struct.
namespace bt::session {

event_body make(lt::dht_bootstrap_alert const&)
{
    return record::event::dht_bootstrap{};
}

event_body make(lt::dht_error_alert const& a)
{
    return with_error(record::event::dht_error{.operation = lt::operation_name(a.op)}, a.error);
}

event_body make(lt::dht_announce_alert const& a)
{
    return record::event::dht_announce_in{
        .info_hash = hex_of(a.info_hash), .endpoint = text_of(address{a.ip}, a.port)};
}

event_body make(lt::dht_get_peers_alert const& a)
{
    return record::event::dht_get_peers_in{.info_hash = hex_of(a.info_hash)};
}

event_body make(lt::dht_outgoing_get_peers_alert const& a)
{
    return record::event::dht_get_peers_out{
        .info_hash = hex_of(a.info_hash), .endpoint = text_of(udp_endpoint{a.endpoint})};
}

event_body make(lt::dht_get_peers_reply_alert const& a)
{
    return record::event::dht_get_peers_reply{
        .info_hash = hex_of(a.info_hash), .num_peers = a.num_peers(), .peers = texts_of(a.peers())};
}

event_body make(lt::dht_put_alert const& a)
{
    return record::event::dht_put{
        .target = target_of(a),
        .public_key = public_key_of(a),
        .salt = salt_of(a),
        .seq = seq_of(a),
        .signature = signature_of(a),
        .num_success = a.num_success};
}

event_body make(lt::dht_immutable_item_alert const& a)
{
    return record::event::dht_immutable_item{
        .target = hex_of(a.target), .found = is_found(a.item), .value_base64 = bencoded(a.item)};
}

event_body make(lt::dht_mutable_item_alert const& a)
{
    return record::event::dht_mutable_item{
        .public_key = hex_of(a.key),
        .salt = a.salt,
        .seq = a.seq,
        .signature = hex_of(a.signature),
        .authoritative = a.authoritative,
        .found = is_found(a.item),
        .value_base64 = bencoded(a.item)};
}

event_body make(lt::dht_live_nodes_alert const& a)
{
    return record::event::dht_live_nodes{
        .node_id = hex_of(a.node_id), .nodes = node_texts(a.nodes())};
}

event_body make(lt::dht_sample_infohashes_alert const& a)
{
    return record::event::dht_sample_infohashes{
        .endpoint = text_of(udp_endpoint{a.endpoint}),
        .interval = lt::total_seconds(a.interval),
        .num_infohashes = a.num_infohashes,
        .samples = hexes_of(a.samples())};
}

}  // namespace bt::session
