#include <bt/net/geography.hpp>
#include <bt/session/alerts/words.hpp>
#include <bt/session/asked.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>
#include <bt/session/torrent_lists.hpp>

#include <libtorrent/peer_info.hpp>

#include <array>

namespace bt::session {
namespace {

using pi = lt::peer_info;

template <class Flag>
struct flag_row {
    std::string_view name;
    Flag flag;
};
template <class Flag>
flag_row(char const*, Flag) -> flag_row<Flag>;

constexpr std::array flag_table{
    flag_row{"interesting", pi::interesting},
    flag_row{"choked", pi::choked},
    flag_row{"remote_interested", pi::remote_interested},
    flag_row{"remote_choked", pi::remote_choked},
    flag_row{"supports_extensions", pi::supports_extensions},
    flag_row{"outgoing_connection", pi::outgoing_connection},
    flag_row{"handshake", pi::handshake},
    flag_row{"connecting", pi::connecting},
    flag_row{"on_parole", pi::on_parole},
    flag_row{"seed", pi::seed},
    flag_row{"optimistic_unchoke", pi::optimistic_unchoke},
    flag_row{"snubbed", pi::snubbed},
    flag_row{"upload_only", pi::upload_only},
    flag_row{"endgame_mode", pi::endgame_mode},
    flag_row{"holepunched", pi::holepunched},
    flag_row{"i2p_socket", pi::i2p_socket},
    flag_row{"utp_socket", pi::utp_socket},
    flag_row{"ssl_socket", pi::ssl_socket},
    flag_row{"rc4_encrypted", pi::rc4_encrypted},
    flag_row{"plaintext_encrypted", pi::plaintext_encrypted},
};

constexpr std::array source_table{
    flag_row{"tracker", pi::tracker},
    flag_row{"dht", pi::dht},
    flag_row{"pex", pi::pex},
    flag_row{"lsd", pi::lsd},
    flag_row{"resume_data", pi::resume_data},
    flag_row{"incoming", pi::incoming},
};

constexpr std::array bandwidth_table{
    flag_row{"bw_idle", pi::bw_idle},
    flag_row{"bw_limit", pi::bw_limit},
    flag_row{"bw_network", pi::bw_network},
    flag_row{"bw_disk", pi::bw_disk},
};

template <class Table, class Flags>
std::vector<std::string> names_of(Table const& table, Flags flags)
{
    std::vector<std::string> out;
    for (auto const& row : table)
        if (flags & row.flag) out.emplace_back(row.name);
    return out;
}

std::string type_of(lt::connection_type_t type)
{
    if (type == pi::web_seed) return "web_seed";
    if (type == pi::http_seed) return "http_seed";
    return "standard_bittorrent";
}

void add_rates(record::peer& out, pi const& from)
{
    out.down_rate = from.down_speed;
    out.up_rate = from.up_speed;
    out.payload_down_rate = from.payload_down_speed;
    out.payload_up_rate = from.payload_up_speed;
    out.download_rate_peak = from.download_rate_peak;
    out.upload_rate_peak = from.upload_rate_peak;
    out.total_download = from.total_download;
    out.total_upload = from.total_upload;
    if (from.rtt > 0) out.rtt = from.rtt / 1000.0;
    if (from.request_timeout >= 0) out.request_timeout = from.request_timeout;
    out.download_queue_length = from.download_queue_length;
    out.upload_queue_length = from.upload_queue_length;
    out.queue_bytes = from.queue_bytes;
    out.last_request = lt::total_seconds(from.last_request);
    out.last_active = lt::total_seconds(from.last_active);
    out.read_state = names_of(bandwidth_table, from.read_state);
    out.write_state = names_of(bandwidth_table, from.write_state);
}

record::peer peer_of(pi const& from, peer_pieces with)
{
    record::peer out;
    out.endpoint = text_of(from.ip);
    if (!from.client.empty()) out.client = from.client;
    out.flags = names_of(flag_table, from.flags);
    out.source = names_of(source_table, from.source);
    out.connection_type = type_of(from.connection_type);
    out.progress = from.progress_ppm / 1e6;
    out.progress_ppm = from.progress_ppm;
    out.num_pieces = from.num_pieces;
    if (with == peer_pieces::yes) out.pieces_base64 = bits_of(from.pieces);
    if (!from.pid.is_all_zeros()) out.peer_id = hex_of(from.pid);
    out.local_endpoint = text_of(from.local_endpoint);
    out.num_hashfails = from.num_hashfails;
    out.failcount = from.failcount;
    add_rates(out, from);
    return out;
}

void add_place(record::peer& to, net::geography const& places, pi const& from)
{
    auto found = places.find(from.ip.address().to_string());
    to.country = std::move(found.country);
    to.asn = found.asn;
    to.as_name = std::move(found.as_name);
}

}  // namespace

std::vector<record::peer> peers(session& of, torrent_id id, peer_pieces with)
{
    return ask(of, id, "list the peers of", [&](asked const& what) {
        std::vector<lt::peer_info> found;
        what.handle().get_peer_info(found);
        auto const places = of.get().lately->places;
        std::vector<record::peer> out;
        out.reserve(found.size());
        for (auto const& each : found) {
            out.push_back(peer_of(each, with));
            out.back().torrent = what.key();
            if (places) add_place(out.back(), *places, each);
        }
        return out;
    });
}

}  // namespace bt::session
