#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace bt::state {

/// What a file looked like when it was saved. size -1: it was not there.
struct file_stamp {
    std::int64_t size = -1;
    std::int64_t mtime_ns = 0;
    friend bool operator==(file_stamp const&, file_stamp const&) = default;
};

/// All that is kept of one torrent. Strings are bytes: most come from strangers.
struct saved_torrent {
    /// One of the info-hashes below, lower-case hex: v1 where there was one when it was added.
    std::string key;
    std::string info_hash_v1;  ///< lower-case hex; empty if there is none
    std::string info_hash_v2;
    /// libtorrent's resume data; empty for a magnet link that has no metadata yet.
    std::string resume;
    /// The .torrent file, once there is metadata: a link need not ask for it again.
    std::string torrent_file;
    /// Adds it as long as there is no metadata.
    std::string magnet;
    /// What each file looked like, by index, after all that `resume` names was on the medium.
    std::vector<file_stamp> files;
    std::string save_path;
    std::string name;
    std::string category;
    std::vector<std::string> tags;
    std::string origin;               ///< the input that it was added by
    std::string source_feed_url;      ///< empty unless a feed named it
    std::int64_t added_time = 0;      ///< Unix seconds, as the next
    std::int64_t completed_time = 0;  ///< when all that is wanted was here; 0 while it is not
    std::int64_t position = 0;        ///< torrents are handed out in this order
    /// The process that saved it ended in order after that, and so did all since: nobody was
    /// killed while it may have written to the files. A store finds out by itself, whatever it is
    /// given; a resume file keeps what it is given.
    bool clean = false;
    friend bool operator==(saved_torrent const&, saved_torrent const&) = default;
};

}  // namespace bt::state
