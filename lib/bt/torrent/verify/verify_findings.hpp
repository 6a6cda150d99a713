#pragma once

#include <bt/torrent/verify/verify.hpp>
#include <bt/torrent/verify/verify_check.hpp>
#include <bt/torrent/verify/verify_plan.hpp>

#include <optional>
#include <string>
#include <vector>

namespace bt::torrent {

/// Everything a report is told from.
struct verify_report::findings {
    findings(metainfo const& what, verify_request const& request, content_place where);

    verify_plan plan;
    content_place place;
    std::string top;  ///< first name of the torrent's paths
    checker seen;
    bool quick;
    bool complete = false;
    std::vector<bad_hash> bad;
    verify_counts counts;
};

/// What the pieces of a file add up to by one of the formats.
struct piece_tally {
    bool any_bad = false;
    bool any_unknown = false;

    void add(piece_state state)
    {
        any_bad = any_bad || state == piece_state::bad;
        any_unknown = any_unknown || state == piece_state::unknown;
    }
    [[nodiscard]] verdict is() const
    {
        if (any_bad) return verdict::corrupt;
        return any_unknown ? verdict::unchecked : verdict::ok;
    }
};

/// A file with what is known of it.
struct entry_finding {
    verdict is = verdict::ok;
    std::optional<verdict> v1;
    std::optional<verdict> v2;
    std::int64_t bad_pieces = 0;
    std::int64_t checked_bytes = 0;
};

[[nodiscard]] entry_finding finding_of(verify_report::findings const& all, std::size_t entry);

/// Says why, for a person. Made for one walk over the files in their order, which keeps it quick
/// where a million of them share a piece.
class reasons {
public:
    explicit reasons(verify_report::findings const& all)
        : all_{&all}
    {
    }

    /// Empty for a file that is as it should be, and for a missing one.
    [[nodiscard]] std::string of(std::size_t entry, entry_finding const& found);

private:
    struct sharers {
        std::int64_t piece = -1;
        std::size_t count = 0;  ///< of files with bytes in it
        std::size_t first = 0;
        std::size_t second = 0;
        std::optional<std::size_t> culprit;  ///< one that is not whole
    };

    [[nodiscard]] sharers const& sharers_of(std::int64_t piece);
    [[nodiscard]] std::string bad_ranges(std::size_t entry);
    [[nodiscard]] std::string why_unchecked(std::size_t entry);
    [[nodiscard]] std::string why_unreadable(std::size_t entry) const;
    [[nodiscard]] std::string others_in(std::int64_t piece, std::size_t entry);

    verify_report::findings const* all_;
    sharers known_;
};

}  // namespace bt::torrent
