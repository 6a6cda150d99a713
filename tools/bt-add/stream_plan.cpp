#include "stream_plan.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/select_files.hpp>

#include <bt-add/stream_range.hpp>
#include <string>

namespace bt_add {
namespace {

bt::record::file const& file_at(bt::torrent::contents const& what, std::int64_t index)
{
    return what.files[static_cast<std::size_t>(index)];
}

void cut_to_range(
    std::vector<stream_part>& parts, bt::torrent::contents const& what, std::string const& text)
{
    auto const range = parse_range(text);
    if (!range) return;
    if (parts.size() != 1)
        bt::fail(bt::exit_code::usage, "use range", text, "it is of one file, and several match");
    auto& only = parts.front();
    auto const cut = within(*range, only.to);
    if (!cut)
        bt::fail(
            bt::exit_code::usage,
            "use range",
            text,
            "it begins after the end of " + file_at(what, only.file).path);
    only.from = cut->from;
    only.to = cut->to;
}

}  // namespace

std::vector<stream_part>
plan_stream(bt::torrent::contents const& what, std::vector<int> const& levels, options const& given)
{
    std::vector<bt::torrent::file_pattern> patterns;
    if (!given.cat.empty())
        if (auto pattern = bt::torrent::parse_file_pattern(given.cat))
            patterns.push_back(std::move(*pattern));
    bt::torrent::file_selector select{patterns};
    std::vector<stream_part> parts;
    for (auto const& file : what.files) {
        if (file.pad_file || !select.take(file.index, file.path)) continue;
        bool const wanted = levels.empty() || levels[static_cast<std::size_t>(file.index)] > 0;
        if (!wanted) continue;
        // A link has no content of its own; only an archive can hold it.
        if (!given.cat.empty() && file.symlink) continue;
        parts.push_back({.file = file.index, .from = 0, .to = file.size});
    }
    select.require_all(what.name);
    if (parts.empty())
        bt::fail(bt::exit_code::not_found, "stream", what.name, "no file with content matches");
    if (!given.range.empty()) cut_to_range(parts, what, given.range);
    return parts;
}

std::vector<std::pair<int, int>>
unneeded_pieces(bt::torrent::contents const& what, std::vector<stream_part> const& parts)
{
    std::vector<std::pair<int, int>> out;
    if (parts.size() != 1) return out;
    auto const& only = parts.front();
    auto const& file = file_at(what, only.file);
    if (file.size == 0 || (only.from == 0 && only.to == file.size)) return out;
    auto const first = place_of(what, only.file, only.from).piece;
    auto const last =
        only.to > only.from ? place_of(what, only.file, only.to - 1).piece : first - 1;
    auto const begin = static_cast<int>(file.first_piece);
    auto const end = begin + static_cast<int>(file.num_pieces);
    for (int piece = begin; piece < end; ++piece)
        if (piece < first || piece > last) out.emplace_back(piece, 0);
    return out;
}

place_in_pieces place_of(bt::torrent::contents const& what, std::int64_t file, std::int64_t at)
{
    auto const position = file_at(what, file).offset + at;
    return {
        .piece = static_cast<int>(position / what.piece_length),
        .offset = position % what.piece_length};
}

}  // namespace bt_add
