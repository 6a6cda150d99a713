#pragma once

#include <bt/record/check.hpp>

#include <string>

namespace bt_verify {

/// "corrupt     sub/a.bin  piece 3 (v2), bytes 49152-65535".
[[nodiscard]] std::string line_of(bt::record::file_check const& file);
/// "corrupt     piece 3 (v2)  sub/a.bin 49152-65535".
[[nodiscard]] std::string line_of(bt::record::piece_check const& piece);
/// "data: 12 files, 3.4 GiB, ok", "data: 12 files, 3.4 GiB: 1 corrupt, 2 missing".
[[nodiscard]] std::string line_of(bt::record::torrent_check const& torrent);

}  // namespace bt_verify
