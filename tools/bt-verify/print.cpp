#include "print.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

namespace bt_verify {
namespace {

constexpr int verdict_width = 10;

}  // namespace

std::string line_of(bt::record::file_check const& file)
{
    auto line = fmt::format("{:<{}}  {}", file.verdict, verdict_width, bt::printable(file.path));
    if (file.reason) line += "  " + bt::printable(*file.reason);
    return line;
}

std::string line_of(bt::record::piece_check const& piece)
{
    auto line = fmt::format(
        "{:<{}}  piece {} ({})", piece.verdict, verdict_width, piece.piece, piece.format);
    for (auto const& part : piece.files)
        line += fmt::format(
            "  {} {}-{}", bt::printable(part.path), part.offset, part.offset + part.length - 1);
    return line;
}

std::string line_of(bt::record::torrent_check const& torrent)
{
    auto line = fmt::format(
        "{}: {} {}, {}",
        bt::printable(torrent.name.value_or(torrent.input)),
        torrent.num_files,
        torrent.num_files == 1 ? "file" : "files",
        bt::format_size(torrent.total_size));
    std::array const counts{
        std::pair{std::string_view{"corrupt"}, torrent.corrupt},
        std::pair{std::string_view{"long"}, torrent.too_long},
        std::pair{std::string_view{"unreadable"}, torrent.unreadable},
        std::pair{std::string_view{"missing"}, torrent.missing},
        std::pair{std::string_view{"short"}, torrent.too_short},
        std::pair{std::string_view{"unchecked"}, torrent.unchecked}};
    std::string bad;
    for (auto const& [word, count] : counts) {
        if (count == 0) continue;
        bad += fmt::format("{}{} {}", bad.empty() ? ": " : ", ", count, word);
    }
    line += bad.empty() ? ", ok" : bad;
    if (!torrent.complete) line += " (stopped early)";
    return line;
}

}  // namespace bt_verify
