#include "describe.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <libtorrent/bdecode.hpp>
#include <libtorrent/file_storage.hpp>

#include <algorithm>

namespace bt::torrent {
namespace {

template <class Digest>
std::string hex_of(Digest const& digest)
{
    return to_hex({digest.data(), static_cast<std::size_t>(Digest::size())});
}

std::optional<std::string> if_any(std::string text)
{
    return text.empty() ? std::nullopt : std::optional{std::move(text)};
}

void add_sources(record::torrent_info& out, lt::add_torrent_params const& params)
{
    for (std::size_t i = 0; i < params.trackers.size(); ++i) {
        auto const tier = i < params.tracker_tiers.size() ? params.tracker_tiers[i] : 0;
        out.trackers.push_back({params.trackers[i], tier});
    }
    std::ranges::stable_sort(out.trackers, {}, &record::tracker_entry::tier);
    for (auto const& url : params.url_seeds)
        out.web_seeds.push_back({url, "url_seed"});
    for (auto const& url : params.http_seeds)
        out.web_seeds.push_back({url, "http_seed"});
    for (auto const& [host, port] : params.dht_nodes)
        out.dht_nodes.push_back({host, port});
    for (auto const& peer : params.peers)
        out.peers.push_back({peer.address().to_string(), peer.port()});
}

void add_selection(record::torrent_info& out, lt::add_torrent_params const& params)
{
    if (!(params.flags & lt::torrent_flags::default_dont_download)) return;
    for (std::size_t i = 0; i < params.file_priorities.size(); ++i)
        if (params.file_priorities[i] != lt::dont_download)
            out.select_only.push_back(static_cast<std::int64_t>(i));
}

void add_contents(record::torrent_info& out, lt::torrent_info const& info)
{
    auto const& files = info.files();
    std::int64_t size = 0;
    std::int64_t pads = 0;
    for (auto const index : files.file_range()) {
        if (files.pad_file_at(index))
            ++pads;
        else
            size += files.file_size(index);
    }
    out.total_size = size;
    out.total_size_with_padding = info.total_size();
    out.num_files = files.num_files() - pads;
    out.num_pad_files = pads;
    out.piece_length = info.piece_length();
    out.num_pieces = info.num_pieces();
    out.is_private = info.priv();
    out.comment = if_any(info.comment());
    out.creator = if_any(info.creator());
    if (info.creation_date() > 0) out.creation_date = info.creation_date();
    if (auto const source = info.info("source"); source.type() == lt::bdecode_node::string_t)
        out.source = std::string{source.string_value()};
    // libtorrent's name is the one on disk, free of what disks and terminals do not like.
    if (auto const name = info.info("name"); name.type() == lt::bdecode_node::string_t)
        if (std::string exact{name.string_value()}; exact != info.name())
            out.name_base64 = record::blob{std::move(exact)};
    for (auto const& hash : info.similar_torrents())
        out.similar.push_back(hex_of(hash));
    out.collections = info.collections();
}

record::file describe_file(lt::file_storage const& files, lt::file_index_t index)
{
    record::file out;
    out.index = static_cast<int>(index);
    out.path = files.file_path(index);
    out.size = files.file_size(index);
    out.offset = files.file_offset(index);
    auto const piece_length = std::max(files.piece_length(), 1);
    out.first_piece = out.offset / piece_length;
    if (out.size > 0)
        out.num_pieces = (out.offset + out.size - 1) / piece_length - out.first_piece + 1;
    out.pad_file = files.pad_file_at(index);
    auto const flags = files.file_flags(index);
    if (flags & lt::file_storage::flag_hidden) out.attributes.emplace_back("hidden");
    if (flags & lt::file_storage::flag_executable) out.attributes.emplace_back("executable");
    if (flags & lt::file_storage::flag_symlink) {
        out.attributes.emplace_back("symlink");
        out.symlink = files.symlink(index);
    }
    if (files.mtime(index) > 0) out.mtime = files.mtime(index);
    if (auto const root = files.root(index); !root.is_all_zeros()) out.root = hex_of(root);
    return out;
}

}  // namespace

record::torrent_info describe(metainfo const& what)
{
    auto const& params = what.get().params;
    record::torrent_info out;
    out.name = if_any(what.name());
    if (auto const v1 = what.info_hash_v1()) out.info_hash_v1 = to_hex(*v1);
    if (auto const v2 = what.info_hash_v2()) out.info_hash_v2 = to_hex(*v2);
    if (params.ti) add_contents(out, *params.ti);
    add_sources(out, params);
    add_selection(out, params);
    out.magnet = magnet_of(what);
    return out;
}

void for_each_file(metainfo const& what, std::function<void(record::file const&)> const& visit)
{
    auto const& params = what.get().params;
    if (!params.ti) return;
    auto const key = what.key();
    auto const& files = params.ti->files();
    for (auto const index : files.file_range()) {
        auto file = describe_file(files, index);
        file.torrent = key;
        visit(file);
    }
}

}  // namespace bt::torrent
