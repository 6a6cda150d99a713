#include "lint.hpp"

#include <bt/base/text.hpp>
#include <bt/torrent/lint/lint_notes.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>

namespace bt::torrent {
namespace {

constexpr std::array rules{
    lint_rule{"duplicate-files", severity::error, 3, "files share a path, and one is renamed"},
    lint_rule{"missing-piece-layers", severity::error, 52, "files have no hashes of their pieces"},
    lint_rule{"private-without-tracker", severity::error, 27, "private, and no tracker to ask"},
    lint_rule{"symlink-outside", severity::error, 47, "a link leads to nothing in the torrent"},
    lint_rule{"tracker-url", severity::error, 12, "a tracker's URL no client can ask"},
    lint_rule{"unsafe-path", severity::error, 3, "a path that leads out of its folder"},
    lint_rule{"web-seed-url", severity::error, 19, "a web seed's URL no client can ask"},
    lint_rule{"announce-list", severity::warning, 12, "announce is not one of announce-list"},
    lint_rule{"case-clash", severity::warning, 0, "paths that some file systems take for one"},
    lint_rule{"control-characters", severity::warning, 0, "control characters in text or a name"},
    lint_rule{"creation-date", severity::warning, 0, "made in the future, or before BitTorrent"},
    lint_rule{"duplicate-trackers", severity::warning, 12, "a tracker stands there twice"},
    lint_rule{"empty", severity::warning, 3, "nothing in it, which libtorrent refuses"},
    lint_rule{"leading-zeros", severity::warning, 3, "a number with zeros in front"},
    lint_rule{"long-name", severity::warning, 0, "a name longer than file systems allow"},
    lint_rule{"not-utf-8", severity::warning, 3, "names or text that are not UTF-8"},
    lint_rule{"oversized", severity::warning, 0, "larger than libtorrent reads by default"},
    lint_rule{"pad-misuse", severity::warning, 47, "padding that does not end a piece"},
    lint_rule{"piece-length", severity::warning, 52, "no power of two of 16 KiB to 16 MiB"},
    lint_rule{"private-with-nodes", severity::warning, 27, "private, and names DHT nodes"},
    lint_rule{"renamed-files", severity::warning, 0, "names that no disk takes as they are"},
    lint_rule{"tracker-list", severity::warning, 12, "announce-list is no list of lists"},
    lint_rule{"trailing-bytes", severity::warning, 3, "bytes after the end"},
    lint_rule{"unsorted-keys", severity::warning, 3, "keys that are not in order"},
    lint_rule{"wrong-type", severity::warning, 3, "a known key whose value is left out"},
    lint_rule{"http-seeds", severity::notice, 17, "web seeds that few clients know"},
    lint_rule{"no-sources", severity::notice, 0, "no tracker, web seed or DHT node"},
    lint_rule{"same-content", severity::notice, 52, "files with the same content"},
    lint_rule{"unknown-keys", severity::notice, 0, "keys that no BEP has"},
    lint_rule{"windows-names", severity::notice, 0, "names that Windows does not take"},
};

constexpr std::int64_t first_bittorrent = 994032000;  // 2001-07-02
constexpr std::int64_t day = 24 * 60 * 60;

void lint_facts(document const& what, std::int64_t now, lint_notes& into)
{
    auto const& facts = what.facts();
    auto const length = *facts.piece_length;
    bool const power = std::has_single_bit(static_cast<std::uint64_t>(length));
    if (!power || length < 16 * 1024 || length > 16 * 1024 * 1024)
        into.add("piece-length", fmt::format("{} bytes", length));
    if (auto const made = facts.creation_date)
        if (*made > now + day || *made < first_bittorrent)
            into.add("creation-date", format_time(*made));
    // libtorrent's load_torrent_limits.
    if (what.bytes().size() > 10'000'000)
        into.add("oversized", fmt::format("{} bytes, the limit is 10000000", what.bytes().size()));
    if (*facts.num_pieces > 0x200000)
        into.add(
            "oversized", fmt::format("{} pieces, the limit is {}", *facts.num_pieces, 0x200000));
    for (auto const* text : {&facts.comment, &facts.creator, &facts.source}) {
        if (!*text) continue;
        if (!is_utf8(**text)) into.add("not-utf-8", printable(**text));
        bool const control = std::ranges::any_of(**text, [](char c) {
            return (c >= 0 && c < 0x20 && c != '\n' && c != '\t' && c != '\r') || c == 0x7f;
        });
        if (control) into.add("control-characters", printable(**text));
    }
}

record::lint_finding finding_of(lint_rule const& rule, lint_notes::note const& note)
{
    record::lint_finding finding;
    finding.severity = name_of(rule.level);
    finding.rule = rule.name;
    finding.message = rule.doc;
    if (!note.first.empty()) finding.message += ": " + note.first;
    if (note.count > 1) finding.message += fmt::format(" (and {} more)", note.count - 1);
    if (rule.bep != 0) finding.bep = rule.bep;
    return finding;
}

}  // namespace

std::string_view name_of(severity level)
{
    switch (level) {
    case severity::notice:
        return "notice";
    case severity::warning:
        return "warning";
    case severity::error:
        return "error";
    }
    return "";
}

std::optional<severity> parse_severity(std::string_view name)
{
    for (auto const level : {severity::notice, severity::warning, severity::error})
        if (name == name_of(level)) return level;
    return std::nullopt;
}

std::span<lint_rule const> lint_rules()
{
    return rules;
}

void lint(
    document const& what,
    std::int64_t now,
    std::function<void(record::lint_finding const&, severity)> const& tell)
{
    lint_notes notes;
    for (auto const& each : what.oddities())
        notes.add(each.rule, each.detail);
    lint_facts(what, now, notes);
    lint_sources(what, notes);
    lint_keys(what, notes);
    lint_files(what, notes);
    for (auto const& rule : rules) {
        auto const* note = notes.of(rule.name);
        if (note == nullptr) continue;
        auto finding = finding_of(rule, *note);
        finding.torrent = what.key();
        tell(finding, rule.level);
    }
}

}  // namespace bt::torrent
