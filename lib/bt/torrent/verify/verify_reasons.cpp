#include "verify_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

namespace bt::torrent {
namespace {

/// Pieces in a row that are bad by the same hashes.
struct bad_run {
    std::int64_t first = 0;
    std::int64_t last = 0;
    bool v1 = false;
    bool v2 = false;

    [[nodiscard]] bool goes_on_with(std::int64_t piece, bool by_v1, bool by_v2) const
    {
        return last + 1 == piece && v1 == by_v1 && v2 == by_v2;
    }
};

std::string formats_of(bad_run const& run)
{
    if (run.v1 && run.v2) return "v1 and v2";
    return run.v1 ? "v1" : "v2";
}

std::string pieces_of(bad_run const& run)
{
    return run.first == run.last ? fmt::format("piece {}", run.first)
                                 : fmt::format("pieces {}-{}", run.first, run.last);
}

}  // namespace

reasons::sharers const& reasons::sharers_of(std::int64_t piece)
{
    if (known_.piece == piece) return known_;
    known_ = {.piece = piece};
    auto const range = all_->plan.entries_in(piece);
    for (auto entry = range.first; entry < range.last; ++entry) {
        if (all_->plan.bytes(entry) == 0) continue;
        if (known_.count == 0) known_.first = entry;
        if (known_.count == 1) known_.second = entry;
        ++known_.count;
        auto const& state = all_->seen.state(entry);
        if (!known_.culprit && (state.trouble != 0 || state.stamp.size < all_->plan.bytes(entry)))
            known_.culprit = entry;
    }
    return known_;
}

/// Where a v1 hash cannot tell which of its files is the bad one.
std::string reasons::others_in(std::int64_t piece, std::size_t entry)
{
    auto const& all = sharers_of(piece);
    if (all.count < 2) return {};
    auto const other = all_->plan.path(all.first == entry ? all.second : all.first);
    if (all.count == 2) return fmt::format(", shared with {}", other);
    auto const more = all.count - 2;
    return fmt::format(
        ", shared with {} and {} more {}", other, more, more == 1 ? "file" : "files");
}

std::string reasons::bad_ranges(std::size_t entry)
{
    constexpr std::size_t most = 4;
    auto const& plan = all_->plan;
    std::string text;
    std::size_t count = 0;
    bad_run run{.first = -1, .last = -2};
    auto const finish = [&] {
        if (run.first < 0 || ++count > most) return;
        if (!text.empty()) text += "; ";
        text += fmt::format(
            "{} ({}), bytes {}-{}",
            pieces_of(run),
            formats_of(run),
            plan.part_in(run.first, entry).first,
            plan.part_in(run.last, entry).last - 1);
        if (run.v1) text += others_in(run.first, entry);
        if (run.v1 && run.last != run.first) text += others_in(run.last, entry);
    };
    for (auto piece = plan.first_piece(entry); piece <= plan.last_piece(entry); ++piece) {
        bool const v1 = all_->seen.v1(piece) == piece_state::bad;
        bool const v2 = all_->seen.v2(piece) == piece_state::bad;
        if (!v1 && !v2) continue;
        if (!run.goes_on_with(piece, v1, v2)) {
            finish();
            run = {.first = piece, .last = piece, .v1 = v1, .v2 = v2};
        }
        run.last = piece;
    }
    finish();
    if (count > most) text += fmt::format("; and {} more ranges", count - most);
    return text;
}

std::string reasons::why_unchecked(std::size_t entry)
{
    auto const& plan = all_->plan;
    for (auto const piece : {plan.first_piece(entry), plan.last_piece(entry)}) {
        if (all_->seen.v1(piece) != piece_state::unknown) continue;
        auto const culprit = sharers_of(piece).culprit;
        if (!culprit || *culprit == entry) continue;
        return fmt::format(
            "piece {} (v1) is shared with {}, which is {}",
            piece,
            plan.path(*culprit),
            row_of(finding_of(*all_, *culprit).is).word);
    }
    return "not all of it was compared";
}

std::string reasons::why_unreadable(std::size_t entry) const
{
    int const trouble = all_->seen.state(entry).trouble;
    if (trouble == changed) return "it changed while it was read";
    if (trouble == irregular) return "not a regular file";
    if (trouble == EXDEV) return "a symbolic link on the way leads out of the folder";
    return std::error_code{trouble, std::generic_category()}.message();
}

std::string reasons::of(std::size_t entry, entry_finding const& found)
{
    auto const& state = all_->seen.state(entry);
    switch (found.is) {
    case verdict::ok:
    case verdict::missing:
        return {};
    case verdict::unchecked:
        return why_unchecked(entry);
    case verdict::unreadable:
        return why_unreadable(entry);
    case verdict::cut:
        return fmt::format("{} of {} bytes", state.stamp.size, all_->plan.bytes(entry));
    case verdict::overlong:
        return fmt::format("{} bytes, not {}", state.stamp.size, all_->plan.bytes(entry));
    case verdict::corrupt:
        break;
    }
    if (state.trouble == not_a_link) return "not a symbolic link";
    if (state.trouble != points_elsewhere) return bad_ranges(entry);
    std::string text;
    looker with{all_->place};
    (void)with.read_link(all_->place.path_of(all_->plan.path(entry)), text);
    return fmt::format(
        "the symbolic link points to {}, not to {}", text, all_->plan.link_target(entry));
}

}  // namespace bt::torrent
