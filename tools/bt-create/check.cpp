#include "check.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/verify/sample.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace bt_create {
namespace {

using bt::exit_code;

constexpr std::string_view doing = "confirm the torrent of";

/// Few enough to be quick, and others with every run.
std::vector<std::int64_t> some_pieces(std::int64_t all)
{
    constexpr std::int64_t most = 32;
    std::random_device seed;
    std::mt19937_64 random{seed()};
    std::uniform_int_distribution<std::int64_t> any{0, all - 1};
    std::vector<std::int64_t> pieces{0, all - 1};
    for (std::int64_t i = 0; i < std::min(most, all); ++i)
        pieces.push_back(any(random));
    std::ranges::sort(pieces);
    auto const twice = std::unique(pieces.begin(), pieces.end());
    pieces.erase(twice, pieces.end());
    return pieces;
}

}  // namespace

void check_made(
    bt::torrent::create_request const& request, std::string const& bytes, std::stop_token stop)
{
    auto const& files = request.content.files;
    auto const loaded = bt::torrent::parse_torrent(bytes, request.name, bt::load_limits::own());
    auto const content = bt::torrent::content_map_of(loaded);
    bool const same =
        std::ranges::equal(content.files, files, [](auto const& loaded_file, auto const& file) {
            return loaded_file.size == file.size();
        });
    if (!same) bt::fail(exit_code::corrupt, doing, request.name, "its files are not the content's");
    bt::torrent::sample_request const sample{
        .what = &loaded,
        .content = &content,
        .path_of = [&](std::size_t file) { return files[file].path; },
        .pieces = some_pieces(content.space.pieces())};
    auto const good = bt::torrent::agreeing_pieces(sample, std::move(stop));
    auto const bad = sample.pieces.size() - good.size();
    if (bad > 0)
        bt::fail(
            exit_code::corrupt,
            doing,
            request.name,
            fmt::format("{} of {} pieces differ from the content", bad, sample.pieces.size()));
}

void check_written(std::string const& path, std::string const& bytes)
{
    auto const found = bt::read_file(path, {"read torrent", bytes.size() + 1});
    if (found != bytes)
        bt::fail(exit_code::corrupt, "confirm", path, "it does not hold what was written");
}

}  // namespace bt_create
