#include "torrent_lists.hpp"

#include <bt/session/alerts/words.hpp>
#include <bt/session/asked.hpp>
#include <bt/session/recent.hpp>
#include <bt/session/session_state.hpp>
#include <bt/session/status.hpp>
#include <bt/torrent/contents.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <libtorrent/announce_entry.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace bt::session {
namespace {

/// Before the first look at the clock it is as low as can be.
std::optional<std::int64_t> unix_of(lt::time_point32 at)
{
    if (at.time_since_epoch() <= lt::seconds32{0}) return std::nullopt;
    auto const away = at - lt::time_point_cast<lt::seconds32>(lt::clock_type::now());
    return std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + away);
}

record::tracker_state state_of(lt::announce_infohash const& from)
{
    record::tracker_state out;
    out.message = if_any(from.message);
    if (from.last_error) out.last_error = from.last_error.message();
    out.next_announce = unix_of(from.next_announce);
    out.min_announce = unix_of(from.min_announce);
    out.scrape_complete = known(from.scrape_complete);
    out.scrape_incomplete = known(from.scrape_incomplete);
    out.scrape_downloaded = known(from.scrape_downloaded);
    out.fails = from.fails;
    out.updating = from.updating;
    out.start_sent = from.start_sent;
    out.complete_sent = from.complete_sent;
    return out;
}

struct source_row {
    std::string_view name;
    lt::announce_entry::tracker_source bit;
};
constexpr std::array source_table{
    source_row{"torrent", lt::announce_entry::source_torrent},
    source_row{"client", lt::announce_entry::source_client},
    source_row{"magnet_link", lt::announce_entry::source_magnet_link},
    source_row{"tex", lt::announce_entry::source_tex},
};

record::tracker tracker_of(lt::announce_entry const& from, lt::info_hash_t const& hashes)
{
    record::tracker out;
    out.url = from.url;
    out.tier = from.tier;
    out.verified = from.verified;
    for (auto const& row : source_table)
        if ((from.source & row.bit) != 0) out.source.emplace_back(row.name);
    out.trackerid = if_any(from.trackerid);
    out.fail_limit = from.fail_limit;
    for (auto const& each : from.endpoints) {
        record::tracker_endpoint one;
        one.local_endpoint = text_of(each.local_endpoint);
        one.enabled = each.enabled;
        if (hashes.has_v1()) one.v1 = state_of(each.info_hashes[lt::protocol_version::V1]);
        if (hashes.has_v2()) one.v2 = state_of(each.info_hashes[lt::protocol_version::V2]);
        out.endpoints.push_back(std::move(one));
    }
    return out;
}

constexpr std::array<std::string_view, 4> block_states{"none", "requested", "writing", "finished"};

record::block block_of(lt::block_info const& from)
{
    record::block out;
    out.state = block_states.at(from.state);
    out.bytes_progress = from.bytes_progress;
    out.block_size = from.block_size;
    out.num_peers = from.num_peers;
    if (auto const peer = from.peer(); peer.port() != 0) out.peer = text_of(peer);
    return out;
}

lt::status_flags_t flags_of(status_parts const& with)
{
    auto flags = status_flags;
    if (with.pieces) flags |= lt::torrent_handle::query_pieces;
    if (with.verified_pieces) flags |= lt::torrent_handle::query_verified_pieces;
    return flags;
}

/// Of a seed libtorrent keeps no bits.
piece_bits bits_here(asked const& what)
{
    auto const count = what.metadata()->num_pieces();
    auto const status = what.handle().status(lt::torrent_handle::query_pieces);
    lt::bitfield here{count, status.is_seeding};
    for (int i = 0; i < std::min(count, status.pieces.size()); ++i)
        if (status.pieces.get_bit(lt::piece_index_t{i})) here.set_bit(i);
    return {bits_of(here).bytes, count};
}

bool has_bit(piece_bits const& bits, int at)
{
    auto const byte = static_cast<unsigned char>(bits.bytes[static_cast<std::size_t>(at / 8)]);
    return (byte >> (7 - at % 8) & 1) != 0;
}

}  // namespace

record::torrent_status status_of(session& of, torrent_id id, status_parts const& with)
{
    return ask(of, id, "ask for the status of", [&](asked const& what) {
        auto const status = what.handle().status(flags_of(with));
        auto out = of.get().describe_one(status);
        if (with.pieces && status.has_metadata) out.pieces_base64 = {bits_here(what).bytes};
        if (with.verified_pieces && !status.verified_pieces.empty())
            out.verified_pieces_base64 = bits_of(status.verified_pieces);
        if (with.limits) {
            auto const limited = [](int limit) {
                return limit > 0 ? std::optional<std::int64_t>{limit} : std::nullopt;
            };
            out.download_limit = limited(what.handle().download_limit());
            out.upload_limit = limited(what.handle().upload_limit());
        }
        return out;
    });
}

void ask_known_peers(
    session& of, torrent_id id, std::function<void(std::vector<record::known_peer>)> then)
{
    ask(of, id, "ask for the peers of", [&](asked const& what) {
        what.handle().save_resume_data();
        of.get().lately->peers_waiting[id].push_back(std::move(then));
    });
}

std::vector<record::tracker> trackers(session& of, torrent_id id)
{
    return ask(of, id, "ask for the trackers of", [](asked const& what) {
        std::vector<record::tracker> out;
        auto const hashes = what.handle().info_hashes();
        for (auto const& each : what.handle().trackers()) {
            out.push_back(tracker_of(each, hashes));
            out.back().torrent = what.key();
            out.back().index = static_cast<std::int64_t>(out.size()) - 1;
        }
        return out;
    });
}

std::vector<record::web_seed> web_seeds(session& of, torrent_id id)
{
    return ask(of, id, "ask for the web seeds of", [](asked const& what) {
        std::vector<record::web_seed> out;
        auto const add = [&](std::set<std::string> const& urls, std::string_view type) {
            for (auto const& url : urls)
                out.push_back(
                    {.torrent = what.key(), .session = {}, .url = url, .type = std::string{type}});
        };
        add(what.handle().url_seeds(), "url_seed");
        add(what.handle().http_seeds(), "http_seed");
        return out;
    });
}

std::vector<record::file> files(session& of, torrent_id id)
{
    return ask(of, id, "list the files of", [](asked const& what) {
        lt::add_torrent_params params;
        params.ti = std::make_shared<lt::torrent_info>(*what.metadata());
        auto out = torrent::contents_of(torrent::from_params(std::move(params))).files;
        auto const progress = what.handle().file_progress();
        auto const priorities = what.handle().get_file_priorities();
        for (std::size_t i = 0; i < out.size(); ++i) {
            auto& each = out[i];
            each.torrent = what.key();
            // libtorrent counts beyond the size at times.
            auto const done =
                i < progress.size() ? std::clamp<std::int64_t>(progress[i], 0, each.size) : 0;
            each.progress = done;
            each.progress_ratio =
                each.size == 0 ? 1.0 : static_cast<double>(done) / static_cast<double>(each.size);
            auto const level = i < priorities.size() ? priorities[i] : lt::default_priority;
            each.priority = static_cast<std::uint8_t>(level);
        }
        return out;
    });
}

std::vector<record::piece_status> pieces(session& of, torrent_id id)
{
    return ask(of, id, "list the pieces of", [](asked const& what) {
        auto const info = what.metadata();
        auto const here = bits_here(what);
        auto const priorities = what.handle().get_piece_priorities();
        std::vector<int> available;
        what.handle().piece_availability(available);
        std::vector<record::piece_status> out;
        out.reserve(static_cast<std::size_t>(info->num_pieces()));
        for (int i = 0; i < info->num_pieces(); ++i) {
            auto const at = static_cast<std::size_t>(i);
            lt::piece_index_t const index{i};
            record::piece_status one;
            one.torrent = what.key();
            one.index = i;
            one.size = info->piece_size(index);
            one.have = has_bit(here, i);
            auto const level = at < priorities.size() ? priorities[at] : lt::default_priority;
            one.priority = static_cast<std::uint8_t>(level);
            if (at < available.size()) one.availability = available[at];
            if (info->info_hashes().has_v1()) one.hash = hex_of(info->hash_for_piece(index));
            out.push_back(std::move(one));
        }
        return out;
    });
}

std::vector<record::partial_piece> download_queue(session& of, torrent_id id)
{
    return ask(of, id, "list the partial pieces of", [](asked const& what) {
        (void)what.metadata();
        std::vector<record::partial_piece> out;
        // The blocks lie in the session's memory until it is asked again.
        for (auto const& each : what.handle().get_download_queue()) {
            record::partial_piece one;
            one.torrent = what.key();
            one.piece = index_of(each.piece_index);
            one.blocks_in_piece = each.blocks_in_piece;
            one.finished = each.finished;
            one.writing = each.writing;
            one.requested = each.requested;
            for (int i = 0; i < each.blocks_in_piece; ++i)
                one.blocks.push_back(block_of(each.blocks[i]));
            out.push_back(std::move(one));
        }
        return out;
    });
}

piece_bits piece_bitfield(session& of, torrent_id id)
{
    return ask(of, id, "list the pieces of", bits_here);
}

std::vector<std::int64_t> piece_availability(session& of, torrent_id id)
{
    return ask(of, id, "count the pieces of", [](asked const& what) {
        (void)what.metadata();
        std::vector<int> available;
        what.handle().piece_availability(available);
        return std::vector<std::int64_t>{available.begin(), available.end()};
    });
}

}  // namespace bt::session
