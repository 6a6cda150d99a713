#include "print.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/bencode/to_json.hpp>

#include <fmt/format.h>

#include <utility>

namespace bt_edit {
namespace {

using bt::record::torrent_edited;

std::optional<std::string> hex(std::optional<std::string> const& bytes)
{
    return bytes ? std::optional{bt::to_hex(*bytes)} : std::nullopt;
}

std::optional<std::string> json(std::optional<std::string> const& bencoded)
{
    return bencoded ? std::optional{bt::bencode::to_json(*bencoded)} : std::nullopt;
}

std::string headline(torrent_edited const& torrent, std::string_view verb)
{
    std::string line = bt::printable(torrent.input) + ": ";
    if (!torrent.changed) return line + "no change";
    line += verb;
    std::string_view before = " ";
    for (auto const& key : torrent.keys) {
        line += before;
        line += bt::printable(key);
        before = ", ";
    }
    return line;
}

void append_sides(
    std::string& out,
    std::string_view key,
    std::optional<std::string> const& before,
    std::optional<std::string> const& after)
{
    auto const shown = bt::printable(key);
    if (before) out += fmt::format("\n- {}: {}", shown, bt::printable(*before));
    if (after) out += fmt::format("\n+ {}: {}", shown, bt::printable(*after));
}

}  // namespace

torrent_edited record_of(bt::torrent::edited const& result)
{
    torrent_edited out;
    out.changed = !result.changes.empty();
    for (auto const& change : result.changes) {
        out.keys.push_back(change.key);
        out.changes.push_back({change.key, json(change.before), json(change.after)});
    }
    out.info_hash_v1 = hex(result.after.v1);
    out.info_hash_v2 = hex(result.after.v2);
    if (result.before != result.after) {
        out.previous_info_hash_v1 = hex(result.before.v1);
        out.previous_info_hash_v2 = hex(result.before.v2);
    }
    return out;
}

std::string line_of(torrent_edited const& torrent)
{
    auto line = headline(torrent, "changed");
    std::string hashes;
    for (auto const& [before, now] :
         {std::pair{&torrent.previous_info_hash_v1, &torrent.info_hash_v1},
          std::pair{&torrent.previous_info_hash_v2, &torrent.info_hash_v2}})
        if (*before && *now) hashes += (hashes.empty() ? "" : " and ") + **now;
    if (!hashes.empty()) line += "; the info-hash is now " + hashes;
    return line;
}

std::string difference_of(torrent_edited const& torrent)
{
    auto out = headline(torrent, "would change");
    for (auto const& change : torrent.changes)
        append_sides(out, change.key, change.before, change.after);
    if (torrent.previous_info_hash_v1)
        append_sides(out, "info-hash v1", torrent.previous_info_hash_v1, torrent.info_hash_v1);
    if (torrent.previous_info_hash_v2)
        append_sides(out, "info-hash v2", torrent.previous_info_hash_v2, torrent.info_hash_v2);
    return out;
}

}  // namespace bt_edit
