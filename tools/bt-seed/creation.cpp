#include "creation.hpp"

#include <bt/base/file.hpp>
#include <bt/base/version.hpp>
#include <bt/cli/hash_teller.hpp>
#include <bt/torrent/announce.hpp>
#include <bt/torrent/create/create.hpp>
#include <bt/torrent/create/piece_length.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <utility>

namespace bt_seed {
namespace {

/// The folder that the content lies in.
std::string folder_of(std::string const& path)
{
    auto const whole = std::filesystem::absolute(path).lexically_normal();
    // "folder/" has no name of its own.
    auto const named = whole.has_filename() ? whole : whole.parent_path();
    return named.parent_path().string();
}

void save(
    std::string const& bytes, std::string const& name, options const& given, bt::cli::teller& tell)
{
    if (given.output.empty()) return;
    if (given.prints_torrent()) {
        tell.raw(bytes);
        return;
    }
    bool const is_folder =
        given.output.ends_with('/') || std::filesystem::is_directory(given.output);
    auto const path = is_folder ? bt::join_path(given.output, name + ".torrent") : given.output;
    bt::write_atomically(path, bytes, {.replace = given.force});
}

}  // namespace

made_torrent make_torrent(
    std::string const& path,
    options const& given,
    bt::cli::teller& tell,
    bt::cli::interrupt& interrupt)
{
    bt::torrent::create_request request;
    request.content =
        bt::torrent::scan({.paths = {path}, .list = {}, .rules = {}, .hidden = false, .links = {}});
    request.name = request.content.name;
    request.format = bt::torrent::format_of(given.meta);
    request.piece_length = bt::torrent::piece_length_choice{}.of(request.content.total_size);
    request.trackers = bt::torrent::tiers_of(given.announce);
    request.web_seeds = given.web_seeds;
    request.is_private = given.is_private;
    request.created_by = fmt::format("bt-tools/{}", bt::version());
    auto made = bt::torrent::create(
        request,
        [told = std::make_shared<bt::cli::hash_teller>(request.name, tell, &interrupt)](
            bt::torrent::hash_progress at) { told->show(at.done_bytes, at.total_bytes); },
        interrupt.token());
    save(made.bytes, request.name, given, tell);
    return {bt::torrent::parse_torrent(std::move(made.bytes), path), folder_of(path)};
}

}  // namespace bt_seed
