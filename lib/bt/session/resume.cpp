#include "resume.hpp"

#include <bt/session/torrent_files.hpp>

#include <libtorrent/read_resume_data.hpp>
#include <libtorrent/torrent_info.hpp>
#include <libtorrent/write_resume_data.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace bt::session {
namespace {

constexpr int block_size = 16 * 1024;

bool looks_alike(disk::file_stamp const& a, disk::file_stamp const& b)
{
    // Inodes change when a backup is put back; what counts is what a reader would see.
    return a.size == b.size && a.mtime_ns == b.mtime_ns;
}

struct piece_range {
    int first = 0;
    int last = -1;
};

piece_range pieces_of(lt::file_storage const& files, lt::file_index_t file)
{
    auto const size = files.file_size(file);
    if (size == 0) return {};
    auto const length = std::int64_t{files.piece_length()};
    auto const from = files.file_offset(file);
    return {static_cast<int>(from / length), static_cast<int>((from + size - 1) / length)};
}

/// Whether the files are long enough for these bytes of a piece to be there.
bool can_be_there(
    lt::file_storage const& files,
    lt::piece_index_t piece,
    int from,
    int size,
    std::span<disk::file_stamp const> now)
{
    for (auto const& part : files.map_block(piece, from, size)) {
        if (files.pad_file_at(part.file_index)) continue;
        auto const& stamp = now[static_cast<std::size_t>(static_cast<int>(part.file_index))];
        if (stamp.size < part.offset + part.size) return false;
    }
    return true;
}

/// Whether anything of the piece was ever written, as far as its files tell.
bool was_written(
    lt::file_storage const& files, int piece, std::span<std::vector<disk::data_range> const> data)
{
    lt::piece_index_t const index{piece};
    for (auto const& part : files.map_block(index, 0, files.piece_size(index))) {
        if (files.pad_file_at(part.file_index)) continue;
        auto const file = static_cast<std::size_t>(static_cast<int>(part.file_index));
        if (file >= data.size()) return true;
        for (auto const& range : data[file])
            if (range.from < part.offset + part.size && part.offset < range.to) return true;
    }
    return false;
}

lt::bitfield all_blocks(lt::file_storage const& files, int piece)
{
    auto const size = files.piece_size(lt::piece_index_t{piece});
    return lt::bitfield{(size + block_size - 1) / block_size, true};
}

/// Of the blocks that were said to be there: libtorrent counts those that are still to be written,
/// which a full disk then refuses.
lt::bitfield believable(
    lt::file_storage const& files,
    lt::piece_index_t piece,
    lt::bitfield const& said,
    std::span<disk::file_stamp const> now)
{
    auto const size = files.piece_size(piece);
    lt::bitfield out{all_blocks(files, static_cast<int>(piece)).size(), false};
    // What is read has whole bytes of bits.
    for (int each = 0; each < std::min(out.size(), said.size()); ++each) {
        auto const from = each * block_size;
        if (said.get_bit(each)
            && can_be_there(files, piece, from, std::min(block_size, size - from), now))
            out.set_bit(each);
    }
    return out;
}

/// Only torrents that are the same may be taken for each other, whatever else a file says.
bool is_of(lt::add_torrent_params const& saved, lt::info_hash_t const& ours)
{
    auto const& theirs = saved.info_hashes;
    return (!theirs.has_v1() || !ours.has_v1() || theirs.v1 == ours.v1)
        && (!theirs.has_v2() || !ours.has_v2() || theirs.v2 == ours.v2)
        && ((theirs.has_v1() && ours.has_v1()) || (theirs.has_v2() && ours.has_v2()));
}

void take_pieces(
    lt::add_torrent_params& into,
    lt::add_torrent_params const& saved,
    std::span<disk::file_stamp const> then,
    files_now const& now)
{
    auto const& files = into.ti->orig_files();
    auto const doubtful = pieces_in_doubt(files, then, now.stamps);
    into.have_pieces.resize(files.num_pieces(), false);
    for (int piece = 0; piece < files.num_pieces(); ++piece) {
        lt::piece_index_t const index{piece};
        // What was saved during a check ends where the check was.
        bool const is_known = piece < saved.have_pieces.size();
        bool const was_here = is_known && saved.have_pieces.get_bit(index);
        if (is_known && !doubtful[static_cast<std::size_t>(piece)]) {
            if (was_here) into.have_pieces.set_bit(index);
            continue;
        }
        // It may have been completed after this was saved, and then the process was killed.
        if (can_be_there(files, index, 0, files.piece_size(index), now.stamps)
            && (was_here || was_written(files, piece, now.data)))
            into.unfinished_pieces[index] = all_blocks(files, piece);
    }
    for (auto const& [index, blocks] : saved.unfinished_pieces) {
        auto const piece = static_cast<int>(index);
        if (piece < 0 || piece >= files.num_pieces() || into.have_pieces.get_bit(index)) continue;
        if (doubtful[static_cast<std::size_t>(piece)]) continue;
        auto const left = believable(files, index, blocks, now.stamps);
        if (!left.none_set()) into.unfinished_pieces[index] = left;
    }
}

std::optional<lt::add_torrent_params> read(resume_data const& from)
{
    lt::error_code reason;
    auto saved =
        lt::read_resume_data({from.bytes.data(), static_cast<long>(from.bytes.size())}, reason);
    if (reason) return std::nullopt;
    return saved;
}

/// The torrent's own are among what was saved, unless somebody took them away.
void take_sources(lt::add_torrent_params& into, lt::add_torrent_params const& saved)
{
    namespace tf = lt::torrent_flags;
    into.flags |= saved.flags & (tf::override_trackers | tf::override_web_seeds);
    for (std::size_t i = 0; i < saved.trackers.size(); ++i) {
        if (std::ranges::find(into.trackers, saved.trackers[i]) != into.trackers.end()) continue;
        into.tracker_tiers.resize(into.trackers.size(), 0);
        into.trackers.push_back(saved.trackers[i]);
        into.tracker_tiers.push_back(i < saved.tracker_tiers.size() ? saved.tracker_tiers[i] : 0);
    }
    for (auto const& each : saved.url_seeds)
        if (std::ranges::find(into.url_seeds, each) == into.url_seeds.end())
            into.url_seeds.push_back(each);
    for (auto const& each : saved.http_seeds)
        if (std::ranges::find(into.http_seeds, each) == into.http_seeds.end())
            into.http_seeds.push_back(each);
    into.peers.insert(into.peers.end(), saved.peers.begin(), saved.peers.end());
    into.banned_peers = saved.banned_peers;
}

void take_flags(lt::add_torrent_params& into, lt::add_torrent_params const& saved)
{
    namespace tf = lt::torrent_flags;
    // Those that are asked for, and none that comes and goes by itself.
    constexpr auto asked = tf::sequential_download | tf::super_seeding | tf::share_mode | tf::paused
        | tf::auto_managed | tf::disable_dht | tf::disable_lsd;
    bool const filtered = (into.flags & saved.flags & tf::apply_ip_filter) != lt::torrent_flags_t{};
    into.flags |= saved.flags & asked;
    if (!filtered) into.flags &= ~tf::apply_ip_filter;
}

}  // namespace

std::string to_bytes(lt::add_torrent_params saved)
{
    saved.merkle_trees.clear();
    saved.merkle_tree_mask.clear();
    saved.verified_leaf_hashes.clear();
    // 2.0.8 does not read the last of those with an IPv4 address.
    auto& banned = saved.banned_peers;
    auto const last = std::find_if(
        banned.rbegin(), banned.rend(), [](auto const& each) { return each.address().is_v4(); });
    if (last != banned.rend()) banned.push_back(lt::tcp::endpoint{*last});
    auto const bytes = lt::write_resume_data_buf(saved);
    return {bytes.begin(), bytes.end()};
}

bool is_resume_data(std::string_view bytes)
{
    lt::error_code reason;
    (void)lt::read_resume_data({bytes.data(), static_cast<long>(bytes.size())}, reason);
    return !reason;
}

std::vector<bool> pieces_in_doubt(
    lt::file_storage const& files,
    std::span<disk::file_stamp const> then,
    std::span<disk::file_stamp const> now)
{
    std::vector<bool> out(static_cast<std::size_t>(files.num_pieces()), false);
    for (auto const file : files.file_range()) {
        if (files.pad_file_at(file)) continue;
        auto const index = static_cast<std::size_t>(static_cast<int>(file));
        bool const known = index < then.size() && index < now.size();
        if (known && looks_alike(then[index], now[index])) continue;
        auto const [first, last] = pieces_of(files, file);
        for (auto piece = first; piece <= last; ++piece)
            out[static_cast<std::size_t>(piece)] = true;
    }
    return out;
}

bool take_changes(lt::add_torrent_params& into, resume_data const& from)
{
    auto const saved = read(from);
    if (!saved || !is_of(*saved, into.ti ? into.ti->info_hashes() : into.info_hashes)) return false;
    take_sources(into, *saved);
    take_flags(into, *saved);
    auto const take_limit = [](int& limit, int earlier) {
        if (limit <= 0) limit = earlier;
    };
    take_limit(into.upload_limit, saved->upload_limit);
    take_limit(into.download_limit, saved->download_limit);
    take_limit(into.max_uploads, saved->max_uploads);
    take_limit(into.max_connections, saved->max_connections);
    if (!into.ti) return true;
    for (auto const& [file, name] : saved->renamed_files)
        if (file < into.ti->files().end_file() && is_path_below(name))
            into.ti->rename_file(file, name);
    return true;
}

bool take_resume(lt::add_torrent_params& into, resume_data const& from, files_now const& now)
{
    if (!into.ti) return false;
    auto found = read(from);
    if (!found || !is_of(*found, into.ti->info_hashes())) return false;
    auto& saved = *found;
    auto const& files = into.ti->orig_files();
    // 2.0.8 miscounts the blocks of pieces that are no multiple of one.
    bool const is_believable = files.piece_length() % block_size == 0
        && now.stamps.size() == static_cast<std::size_t>(files.num_files());
    if (is_believable) take_pieces(into, saved, from.files, now);
    into.file_priorities = std::move(saved.file_priorities);
    into.piece_priorities = std::move(saved.piece_priorities);
    into.total_uploaded = saved.total_uploaded;
    into.total_downloaded = saved.total_downloaded;
    into.active_time = saved.active_time;
    into.finished_time = saved.finished_time;
    into.seeding_time = saved.seeding_time;
    into.added_time = saved.added_time;
    into.completed_time = saved.completed_time;
    return is_believable;
}

files_now look_at(
    lt::file_storage const& files,
    std::string const& save_path,
    std::span<disk::file_stamp const> then)
{
    files_now out{.stamps = disk::look(files, save_path), .data = {}};
    out.data.resize(out.stamps.size());
    for (std::size_t file = 0; file < out.stamps.size(); ++file)
        if (file >= then.size() || !looks_alike(then[file], out.stamps[file]))
            out.data[file] =
                disk::look_for_data(files, save_path, lt::file_index_t{static_cast<int>(file)});
        else
            out.data[file] = {{0, out.stamps[file].size}};
    return out;
}

}  // namespace bt::session
