#include "dry_run.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/record/file.hpp>
#include <bt/record/piece_length.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/create/piece_length.hpp>

#include <fmt/format.h>

#include <string>

namespace bt_create {
namespace {

using bt::torrent::create_request;

bt::record::torrent_info info_of(create_request const& request, std::string const& output)
{
    auto const space = bt::torrent::piece_space_of(bt::torrent::hashing_of(request));
    bt::record::torrent_info info;
    info.name = request.name;
    info.total_size = request.content.total_size;
    info.num_files = static_cast<std::int64_t>(request.content.files.size());
    info.piece_length = request.piece_length;
    info.num_pieces = space.pieces();
    info.is_private = request.is_private;
    info.source = request.source;
    info.update_url = request.update_url;
    info.comment = request.comment;
    info.creator = request.created_by;
    info.creation_date = request.creation_date;
    info.trackers = request.trackers;
    for (auto const& url : request.web_seeds)
        info.web_seeds.push_back({url, "url_seed"});
    for (auto const& url : request.http_seeds)
        info.web_seeds.push_back({url, "http_seed"});
    for (auto const& node : request.dht_nodes)
        info.dht_nodes.push_back({node.host, node.port});
    for (auto const& hash : request.similar)
        info.similar.push_back(bt::to_hex(hash));
    info.collections = request.collections;
    if (!output.empty()) info.path = output;
    return info;
}

void tell_files(create_request const& request, bt::cli::teller& tell)
{
    auto const space = bt::torrent::piece_space_of(bt::torrent::hashing_of(request));
    std::int64_t index = 0;
    for (auto const& from : request.content.files) {
        auto const offset = space.offsets[static_cast<std::size_t>(index)];
        bt::record::file file{.index = index++, .size = from.size(), .offset = offset};
        file.path = request.name;
        if (!request.content.is_single_file) file.path += "/" + std::string{from.inside()};
        file.first_piece = offset / space.piece_length;
        if (file.size > 0)
            file.num_pieces = (offset + file.size - 1) / space.piece_length - file.first_piece + 1;
        if (from.is_executable && request.attributes) file.attributes.emplace_back("executable");
        if (from.is_link()) file.attributes.emplace_back("symlink");
        if (from.is_link()) file.symlink = from.target;
        if (tell.write().as() == bt::record::form::human)
            tell.result(fmt::format("{:>10}  {}", bt::format_size(file.size), file.path));
        else
            tell.write()(file);
    }
}

}  // namespace

void tell_dry_run(create_request const& request, std::string const& output, bt::cli::teller& tell)
{
    tell.write()(info_of(request, output));
    if (tell.is_json() || tell.options().verbose > 0) tell_files(request, tell);
}

void tell_piece_lengths(bt::cli::teller const& tell)
{
    using bt::torrent::automatic_piece_length;
    constexpr std::int64_t most = 16 * 1024 * 1024;
    for (auto length = bt::torrent::least_piece_length; length <= most; length *= 2) {
        bt::record::piece_length row{.length = length, .most_size = {}};
        // Asked of the rule itself, so that the two cannot differ.
        std::int64_t fits = 1;
        for (auto step = std::int64_t{1} << 40; step > 0; step /= 2)
            if (automatic_piece_length(fits + step) <= length) fits += step;
        if (length < most) row.most_size = fits;
        tell.write()(row);
    }
}

}  // namespace bt_create
