#pragma once

#include <bt/base/export.hpp>
#include <bt/record/torrent_diff.hpp>
#include <bt/torrent/document/document.hpp>

#include <vector>

namespace bt::torrent {

/// How two torrents differ: in which keys, in which files, and whether the content is the same.
struct document_diff {
    record::torrent_diff summary;  ///< without the names of the inputs
    std::vector<record::key_diff> keys;
    std::vector<record::file_diff> files;
};

/// Compares keys by their bencoding, files by path, size and root (BEP 52), and content by roots
/// where both have them, else by the piece hashes where piece length and order are the same.
[[nodiscard]] BT_API document_diff diff(document const& a, document const& b);

}  // namespace bt::torrent
