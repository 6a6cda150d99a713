#pragma once

#include <bt/bencode/cursor.hpp>

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// Why a torrent is not taken; parse_document() makes the sentence of it.
struct refusal : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// Throws refusal("key KEY: WHY at byte OFFSET").
[[noreturn]] void refuse_key(std::string_view key, std::string_view why, std::size_t offset);

/// One file as a torrent describes it. A walk uses one for all its files.
struct found_file {
    std::string path;                        ///< on disk, below the save folder
    std::vector<std::string_view> elements;  ///< of the path as given, below the torrent's folder
    std::vector<std::string_view> link;      ///< elements of where a symbolic link points
    std::int64_t index = 0;
    std::int64_t size = 0;
    std::int64_t offset = 0;  ///< in the piece space
    std::int64_t mtime = 0;
    std::string_view root;  ///< 32 bytes (BEP 52), or empty
    bool is_link = false;
    bool is_pad = false;
    bool is_implied = false;  ///< padding that is not described, only implied (BEP 52)
    bool is_executable = false;
    bool is_hidden = false;
    bool is_cleaned = false;  ///< `path` is not what the torrent says
    std::size_t at = 0;       ///< byte of the torrent where it is described
};

/// Where a description stands, for sentences: "info.files[7]", "info.file tree", "info".
struct entry_place {
    std::string_view parent;
    std::int64_t number = -1;  ///< in a list; -1 elsewhere

    [[nodiscard]] std::string key(std::string_view name) const;
};

/// Reads the dictionary of a file that `from` stands at, but for its path on disk. The elements of
/// a path are read only in a list (BEP 3). Throws refusal.
void read_entry(bencode::cursor& from, entry_place const& where, found_file& into);

}  // namespace bt::torrent
