#pragma once

#include <bt/torrent/contents.hpp>

#include <atomic>
#include <string>
#include <vector>

/// --expect-sha256: what the files have to be, said by somebody else than the torrent.
namespace bt_add {

struct expected_sum {
    std::string path;  ///< as the list has it; empty: the only file
    std::string sum;   ///< 64 lower-case hex digits
};

/// The lines of sha256sum(1), or one sum for the one file. Throws error(bad_input).
[[nodiscard]] std::vector<expected_sum> read_sums(std::string const& file_or_sum);

struct sum_check {
    std::string path;  ///< below the save path
    std::string sum;
};

/// Which file of the torrent each sum is of: by its path below the save path or below the
/// torrent's own folder. Throws error(not_found) for a path that no wanted file has.
[[nodiscard]] std::vector<sum_check> match_sums(
    std::vector<expected_sum> const& sums,
    bt::torrent::contents const& what,
    std::vector<int> const& levels);

/// Empty if all agree, else a sentence about the first that does not. May take long; for any
/// thread. `stop` ends it early.
[[nodiscard]] std::string compare_sums(
    std::vector<sum_check> const& checks, std::string const& folder, std::atomic<bool> const& stop);

}  // namespace bt_add
