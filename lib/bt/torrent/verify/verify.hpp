#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/base/export.hpp>
#include <bt/record/check.hpp>
#include <bt/torrent/hash/hash.hpp>
#include <bt/torrent/metainfo.hpp>
#include <bt/torrent/select_files.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

/// Data on disk against a torrent. Opens for reading alone, creates nothing, and follows no link
/// out of the folder that was named.
namespace bt::torrent {

enum class verdict : std::uint8_t { ok, unchecked, cut, missing, unreadable, overlong, corrupt };

struct verdict_row {
    verdict is;
    std::string_view word;
    exit_code code;
};

/// From best to worst: of several the last decides, for a file as for a torrent.
inline constexpr std::array verdict_table{
    verdict_row{verdict::ok, "ok", exit_code::ok},
    verdict_row{verdict::unchecked, "unchecked", exit_code::incomplete},
    verdict_row{verdict::cut, "short", exit_code::incomplete},
    verdict_row{verdict::missing, "missing", exit_code::incomplete},
    verdict_row{verdict::unreadable, "unreadable", exit_code::io},
    verdict_row{verdict::overlong, "long", exit_code::corrupt},
    verdict_row{verdict::corrupt, "corrupt", exit_code::corrupt},
};

[[nodiscard]] constexpr verdict_row const& row_of(verdict is)
{
    return verdict_table[static_cast<std::size_t>(is)];
}

static_assert(
    [] {
        for (std::size_t i = 0; i < verdict_table.size(); ++i)
            if (static_cast<std::size_t>(verdict_table[i].is) != i) return false;
        return true;
    }(),
    "every verdict has its row, in order");

struct verify_request {
    std::string folder = ".";  ///< has the torrent's file or folder in it
    /// If not empty, that file or folder itself, whatever it is called.
    std::string content;
    std::vector<file_pattern> files;  ///< all if empty
    bool quick = false;               ///< compare sizes and read nothing
    bool fail_fast = false;           ///< stop at the first thing that is wrong
    unsigned threads = 0;             ///< 0: as many as the process may use cores
};

struct verify_counts {
    std::array<std::int64_t, verdict_table.size()> files{};  ///< by verdict
    std::int64_t num_files = 0;
    std::int64_t total_size = 0;
    std::int64_t checked_bytes = 0;
    std::int64_t bad_pieces = 0;  ///< v1 and v2 count apart

    [[nodiscard]] std::int64_t of(verdict is) const { return files[static_cast<std::size_t>(is)]; }
};

enum class which_pieces { bad, all };

/// What was found. Lives no longer than the metainfo it was made from.
class BT_API verify_report {
public:
    struct findings;

    explicit verify_report(std::unique_ptr<findings> from);
    ~verify_report();
    verify_report(verify_report const&) = delete;
    verify_report& operator=(verify_report const&) = delete;
    verify_report(verify_report&&) noexcept;
    verify_report& operator=(verify_report&&) noexcept;

    /// Of a check that was stopped early: what is known to be wrong, and the rest is unchecked.
    [[nodiscard]] verify_counts const& counts() const;
    [[nodiscard]] verdict worst() const;
    /// False if it was stopped, or stopped itself, before everything was compared.
    [[nodiscard]] bool is_complete() const;
    /// Each file that was asked for, in torrent order; of a check that was stopped early only
    /// those with a verdict. One record lives at a time. Looks for similar names as it goes.
    void for_each_file(std::function<void(record::file_check const&)> const& visit) const;
    /// Each piece with bytes of those files, v1 before v2.
    void for_each_piece(
        which_pieces which, std::function<void(record::piece_check const&)> const& visit) const;

private:
    std::unique_ptr<findings> found_;
};

/// Compares the files of a torrent, which has metadata, with what is on disk. What is wrong with
/// them is an answer; error(incomplete) or error(io) is thrown if there is no folder to look
/// into, error(not_found) for a pattern without a match. A request to stop leads to a report that
/// is not complete. Memory is about 100 bytes a file and 2 a piece beside the torrent's own.
[[nodiscard]] BT_API verify_report verify(
    metainfo const& what,
    verify_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop);

}  // namespace bt::torrent
