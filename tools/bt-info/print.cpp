#include "print.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

namespace bt_info {
namespace {

using bt::record::labelled;
using bt::record::torrent_info;

std::string counted(std::int64_t count, std::string_view one, std::string_view many)
{
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string versions_of(torrent_info const& info)
{
    if (info.info_hash_v1 && info.info_hash_v2) return "hybrid (v1 and v2)";
    return info.info_hash_v2 ? "v2" : "v1";
}

std::string trackers_of(torrent_info const& info)
{
    std::string text;
    bool const tiers = !info.trackers.empty() && info.trackers.back().tier > 0;
    for (auto const& tracker : info.trackers) {
        if (!text.empty()) text.push_back('\n');
        if (tiers) text += fmt::format("tier {}: ", tracker.tier);
        text += bt::printable(tracker.url);
    }
    return text;
}

std::string size_of(torrent_info const& info)
{
    if (!info.total_size) return {};
    auto const size = *info.total_size;
    auto const files = counted(info.num_files.value_or(0), "file", "files");
    return fmt::format(
        "{} in {}",
        bt::record::number_text(size, bt::record::unit::bytes, bt::record::dress::human),
        files);
}

std::string pieces_of(torrent_info const& info)
{
    if (!info.num_pieces || !info.piece_length) return {};
    return fmt::format("{} of {}", *info.num_pieces, bt::format_size(*info.piece_length));
}

template <class T, class Text>
std::string listed(std::vector<T> const& all, Text text_of)
{
    std::string text;
    for (auto const& each : all) {
        if (!text.empty()) text.push_back('\n');
        text += bt::printable(text_of(each));
    }
    return text;
}

std::string address_of(bt::record::host_port const& each)
{
    bool const v6 = each.host.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", v6 ? "[" : "", each.host, v6 ? "]" : "", each.port);
}

}  // namespace

std::vector<labelled> block_of(torrent_info const& info)
{
    std::vector<labelled> block;
    auto const add = [&](std::string label, std::string value) {
        if (!value.empty()) block.push_back({std::move(label), std::move(value)});
    };
    add("name", bt::printable(info.name.value_or("")));
    add("info-hash v1", info.info_hash_v1.value_or(""));
    add("info-hash v2", info.info_hash_v2.value_or(""));
    add("size", size_of(info));
    add("pieces", pieces_of(info));
    add("format", info.num_pieces ? versions_of(info) : std::string{});
    if (info.is_private.value_or(false)) add("private", "yes");
    add("source", bt::printable(info.source.value_or("")));
    add("update URL", bt::printable(info.update_url.value_or("")));
    add("comment", bt::printable(info.comment.value_or("")));
    add("created by", bt::printable(info.creator.value_or("")));
    if (info.creation_date) add("created on", bt::format_time(*info.creation_date));
    add("trackers", trackers_of(info));
    add("web seeds", listed(info.web_seeds, [](auto const& each) { return each.url; }));
    add("DHT nodes", listed(info.dht_nodes, address_of));
    add("peers", listed(info.peers, address_of));
    add("selects files",
        listed(info.select_only, [](auto index) { return fmt::format("{}", index); }));
    add("similar to", listed(info.similar, [](auto const& each) { return each; }));
    add("collections", listed(info.collections, [](auto const& each) { return each; }));
    add("magnet", info.magnet.value_or(""));
    return block;
}

std::string line_of(bt::record::file const& file)
{
    auto line = fmt::format(
        "{:>5}  {:>10}  {}", file.index, bt::format_size(file.size), bt::printable(file.path));
    if (file.symlink) line += " -> " + bt::printable(*file.symlink);
    if (file.pad_file) line += "  (padding)";
    return line;
}

std::string line_of(bt::record::piece const& piece)
{
    return fmt::format(
        "{:>6}  {:>10}  {}{}{}",
        piece.index,
        bt::format_size(piece.size),
        piece.hash_v1.value_or(""),
        piece.hash_v1 && piece.hash_v2 ? "  " : "",
        piece.hash_v2.value_or(""));
}

std::string line_of(bt::record::lint_finding const& finding, bool color)
{
    auto const* tint = !color           ? ""
        : finding.severity == "error"   ? "\x1b[1;31m"
        : finding.severity == "warning" ? "\x1b[1;33m"
                                        : "\x1b[2m";
    auto const bep = finding.bep ? fmt::format("  [BEP {}]", *finding.bep) : std::string{};
    return fmt::format(
        "  {}{:<8}{} {:<22} {}{}",
        tint,
        finding.severity,
        color ? "\x1b[0m" : "",
        finding.rule,
        bt::printable(finding.message),
        bep);
}

}  // namespace bt_info
