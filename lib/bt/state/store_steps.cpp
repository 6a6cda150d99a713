#include "store.hpp"

#include <array>

namespace bt::state {
namespace {

// `run` is the run that saved the row, 0 for none; sha256 is that of the row (see store.cpp).
constexpr char const* format_1 = R"(
CREATE TABLE torrents (
    key TEXT NOT NULL PRIMARY KEY,
    position INTEGER NOT NULL,
    added_time INTEGER NOT NULL,
    completed_time INTEGER NOT NULL,
    run INTEGER NOT NULL,
    info_hash_v1 TEXT NOT NULL,
    info_hash_v2 TEXT NOT NULL,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    tags BLOB NOT NULL,
    save_path TEXT NOT NULL,
    magnet TEXT NOT NULL,
    origin TEXT NOT NULL,
    source_feed_url TEXT NOT NULL,
    torrent_file BLOB NOT NULL,
    files BLOB NOT NULL,
    resume BLOB NOT NULL,
    sha256 BLOB NOT NULL
) STRICT;

CREATE TABLE settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

CREATE TABLE blobs (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL,
    sha256 BLOB NOT NULL
) STRICT;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    began INTEGER NOT NULL,
    ended INTEGER
) STRICT;
)";

constexpr std::array steps{format_1};

}  // namespace

std::span<char const* const> database_steps()
{
    return steps;
}

}  // namespace bt::state
