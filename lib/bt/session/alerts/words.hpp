#pragma once

#include <bt/base/encode.hpp>
#include <bt/session/event.hpp>

#include <libtorrent/alert_types.hpp>
#include <libtorrent/info_hash.hpp>

#include <string>
#include <vector>

/// libtorrent's values as the records give them.
namespace bt::session {

using lt::address;
using tcp_endpoint = lt::tcp::endpoint;
using udp_endpoint = lt::udp::endpoint;

template <class Digest>
[[nodiscard]] std::string hex_of(Digest const& digest)
{
    return to_hex({digest.data(), static_cast<std::size_t>(digest.size())});
}

/// What libtorrent says as an empty text is absent.
[[nodiscard]] inline std::optional<std::string> if_any(std::string const& text)
{
    return text.empty() ? std::nullopt : std::optional{text};
}

template <class Index>
[[nodiscard]] std::int64_t index_of(Index index)
{
    return static_cast<int>(index);
}

/// -1 means that nobody knows.
[[nodiscard]] inline std::optional<std::int64_t> known(int count)
{
    return count < 0 ? std::nullopt : std::optional<std::int64_t>{count};
}

[[nodiscard]] inline std::int64_t number_of(lt::protocol_version version)
{
    return version == lt::protocol_version::V1 ? 1 : 2;
}

/// "1.2.3.4:5", "[::1]:5".
[[nodiscard]] std::string text_of(address const& host, int port);

template <class Protocol>
[[nodiscard]] std::string text_of(boost::asio::ip::basic_endpoint<Protocol> const& endpoint)
{
    return text_of(endpoint.address(), endpoint.port());
}

[[nodiscard]] std::optional<std::string> v1_of(lt::info_hash_t const& hashes);
[[nodiscard]] std::optional<std::string> v2_of(lt::info_hash_t const& hashes);
[[nodiscard]] std::vector<std::string> texts_of(std::vector<tcp_endpoint> const& endpoints);
[[nodiscard]] std::vector<std::string> hexes_of(std::vector<lt::sha1_hash> const& hashes);
[[nodiscard]] std::vector<std::string>
node_texts(std::vector<std::pair<lt::sha1_hash, udp_endpoint>> const& nodes);

[[nodiscard]] std::string state_name(lt::torrent_status::state_t state);
[[nodiscard]] std::string socket_name(lt::socket_type_t type);
[[nodiscard]] std::string announce_name(lt::event_t event);
[[nodiscard]] std::string transport_name(lt::portmap_transport transport);
[[nodiscard]] std::string blocked_name(int reason);
[[nodiscard]] std::string warning_name(lt::performance_alert::performance_warning_t warning);
[[nodiscard]] std::vector<std::string> dropped_names(lt::alerts_dropped_alert const& alert);

/// Asks the network thread for the file list; a torrent that is gone has no paths.
[[nodiscard]] std::string path_of(lt::torrent_handle const& handle, lt::file_index_t index);

[[nodiscard]] bool is_found(lt::entry const& item);
[[nodiscard]] record::blob bencoded(lt::entry const& item);
[[nodiscard]] std::optional<std::string> target_of(lt::dht_put_alert const& alert);
[[nodiscard]] std::optional<std::string> public_key_of(lt::dht_put_alert const& alert);
[[nodiscard]] std::optional<std::string> salt_of(lt::dht_put_alert const& alert);
[[nodiscard]] std::optional<std::int64_t> seq_of(lt::dht_put_alert const& alert);
[[nodiscard]] std::optional<std::string> signature_of(lt::dht_put_alert const& alert);

template <class Event>
[[nodiscard]] Event with_error(Event event, lt::error_code const& reason)
{
    if (!reason) return event;
    event.error_code = reason.value();
    event.error_category = reason.category().name();
    event.error_message = reason.message();
    return event;
}

}  // namespace bt::session
