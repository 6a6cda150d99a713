#include "words.hpp"

#include <bt/session/status.hpp>

#include <fmt/format.h>
#include <libtorrent/bencode.hpp>
#include <libtorrent/entry.hpp>
#include <libtorrent/torrent_info.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>

namespace bt::session {
namespace {

template <std::size_t N>
std::string word(std::array<std::string_view, N> const& words, int number)
{
    auto const at = static_cast<std::size_t>(number);
    return number >= 0 && at < N ? std::string{words[at]} : fmt::format("{}", number);
}

bool is_mutable(lt::dht_put_alert const& alert)
{
    return alert.target.is_all_zeros();
}

}  // namespace

std::string text_of(address const& host, int port)
{
    auto const text = host.to_string();
    return host.is_v6() ? fmt::format("[{}]:{}", text, port) : fmt::format("{}:{}", text, port);
}

std::optional<std::string> v1_of(lt::info_hash_t const& hashes)
{
    if (!hashes.has_v1()) return std::nullopt;
    return hex_of(hashes.v1);
}

std::optional<std::string> v2_of(lt::info_hash_t const& hashes)
{
    if (!hashes.has_v2()) return std::nullopt;
    return hex_of(hashes.v2);
}

std::vector<std::string> texts_of(std::vector<tcp_endpoint> const& endpoints)
{
    std::vector<std::string> texts;
    for (auto const& each : endpoints)
        texts.push_back(text_of(each));
    return texts;
}

std::vector<std::string> hexes_of(std::vector<lt::sha1_hash> const& hashes)
{
    std::vector<std::string> texts;
    for (auto const& each : hashes)
        texts.push_back(hex_of(each));
    return texts;
}

std::vector<std::string>
node_texts(std::vector<std::pair<lt::sha1_hash, udp_endpoint>> const& nodes)
{
    std::vector<std::string> texts;
    for (auto const& [id, endpoint] : nodes)
        texts.push_back(fmt::format("{}@{}", hex_of(id), text_of(endpoint)));
    return texts;
}

std::string state_name(lt::torrent_status::state_t state)
{
    return std::string{name_of(state)};
}

std::string socket_name(lt::socket_type_t type)
{
    // The library's own list is not exported.
    static constexpr std::array<std::string_view, 9> words{
        "tcp", "socks5", "http", "utp", "i2p", "tcp_ssl", "socks5_ssl", "http_ssl", "utp_ssl"};
    return word(words, static_cast<int>(type));
}

std::string announce_name(lt::event_t event)
{
    static constexpr std::array<std::string_view, 5> words{
        "none", "completed", "started", "stopped", "paused"};
    return word(words, static_cast<int>(event));
}

std::string transport_name(lt::portmap_transport transport)
{
    return transport == lt::portmap_transport::upnp ? "upnp" : "natpmp";
}

std::string blocked_name(int reason)
{
    static constexpr std::array<std::string_view, 8> words{
        "ip_filter",
        "port_filter",
        "i2p_mixed",
        "privileged_ports",
        "utp_disabled",
        "tcp_disabled",
        "invalid_local_interface",
        "ssrf_mitigation"};
    return word(words, reason);
}

std::string warning_name(lt::performance_alert::performance_warning_t warning)
{
    static constexpr std::array<std::string_view, 11> words{
        "outstanding_disk_buffer_limit_reached",
        "outstanding_request_limit_reached",
        "upload_limit_too_low",
        "download_limit_too_low",
        "send_buffer_watermark_too_low",
        "too_many_optimistic_unchoke_slots",
        "too_high_disk_queue_limit",
        "aio_limit_reached",
        "deprecated_bittyrant_with_no_uplimit",
        "too_few_outgoing_ports",
        "too_few_file_descriptors"};
    return word(words, static_cast<int>(warning));
}

std::vector<std::string> dropped_names(lt::alerts_dropped_alert const& alert)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < static_cast<std::size_t>(lt::num_alert_types); ++i)
        if (alert.dropped_alerts.test(i)) names.emplace_back(lt::alert_name(static_cast<int>(i)));
    return names;
}

std::string path_of(lt::torrent_handle const& handle, lt::file_index_t index)
{
    try {
        auto const info = handle.torrent_file();
        return info ? info->files().file_path(index) : std::string{};
    } catch (lt::system_error const&) {
        return {};
    }
}

bool is_found(lt::entry const& item)
{
    return item.type() != lt::entry::undefined_t;
}

record::blob bencoded(lt::entry const& item)
{
    record::blob out;
    if (is_found(item)) lt::bencode(std::back_inserter(out.bytes), item);
    return out;
}

std::optional<std::string> target_of(lt::dht_put_alert const& alert)
{
    if (is_mutable(alert)) return std::nullopt;
    return hex_of(alert.target);
}

std::optional<std::string> public_key_of(lt::dht_put_alert const& alert)
{
    if (!is_mutable(alert)) return std::nullopt;
    return hex_of(alert.public_key);
}

std::optional<std::string> salt_of(lt::dht_put_alert const& alert)
{
    if (!is_mutable(alert)) return std::nullopt;
    return alert.salt;
}

std::optional<std::int64_t> seq_of(lt::dht_put_alert const& alert)
{
    if (!is_mutable(alert)) return std::nullopt;
    return alert.seq;
}

std::optional<std::string> signature_of(lt::dht_put_alert const& alert)
{
    if (!is_mutable(alert)) return std::nullopt;
    return hex_of(alert.signature);
}

}  // namespace bt::session
