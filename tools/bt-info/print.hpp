#pragma once

#include <bt/record/file.hpp>
#include <bt/record/human.hpp>
#include <bt/record/lint_finding.hpp>
#include <bt/record/piece.hpp>
#include <bt/record/torrent_info.hpp>

#include <vector>

namespace bt_info {

/// The torrent as a person reads it: what matters first, lists as lists.
[[nodiscard]] std::vector<bt::record::labelled> block_of(bt::record::torrent_info const& info);

/// "  12   4.2 MiB  dist/a.bin".
[[nodiscard]] std::string line_of(bt::record::file const& file);
[[nodiscard]] std::string line_of(bt::record::piece const& piece);
[[nodiscard]] std::string line_of(bt::record::lint_finding const& finding, bool color);

}  // namespace bt_info
