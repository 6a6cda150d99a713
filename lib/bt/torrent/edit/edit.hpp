#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/record/torrent_info.hpp>
#include <bt/torrent/create/metainfo_patch.hpp>
#include <bt/torrent/load.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// A value that is set or taken away; by default it stays what it is.
template <class T>
struct value_change {
    std::optional<T> set;
    bool remove = false;
};

/// Trackers (BEP 3, 12), in this order: what goes, what is replaced, what is added.
struct tracker_changes {
    struct replacement {
        std::string from;
        std::string to;
    };
    bool clear = false;
    std::vector<std::string> remove;  ///< URLs, in which * is anything
    std::vector<replacement> replace;
    /// One that is there stays where it is. The others of its tier join it there, or are a new
    /// last tier.
    std::vector<record::tracker_entry> add;
};

/// A list whose items are strings; what is added and there already stays where it is.
struct list_changes {
    bool clear = false;
    std::vector<std::string> remove;  ///< items, in which * is anything
    std::vector<std::string> add;
};

/// DHT nodes to start from (BEP 5).
struct node_changes {
    bool clear = false;
    std::vector<host_and_port> remove;
    std::vector<host_and_port> add;
};

/// What is in the info dictionary, and gives the torrent another info-hash.
struct info_changes {
    value_change<std::string> name;
    std::optional<bool> is_private;
    value_change<std::string> source;
    value_change<std::string> update_url;  ///< BEP 39
    value_change<std::string> entropy;
    list_changes similar;  ///< 20 raw bytes each (BEP 38)
    list_changes collections;
};

struct edit_request {
    tracker_changes trackers;
    list_changes web_seeds;   ///< BEP 19
    list_changes http_seeds;  ///< BEP 17
    node_changes dht_nodes;
    value_change<std::string> comment;
    value_change<std::string> created_by;
    value_change<std::int64_t> creation_date;  ///< seconds since 1970
    info_changes info;
    metainfo_patch patch;  ///< after everything else
    bool allow_new_infohash = false;
};

/// One key that another value came to, or that came or went; values are bencoded.
struct key_change {
    std::string key;  ///< "comment", "info.private": the way to it, in the form of to_json()
    std::optional<std::string> before;
    std::optional<std::string> after;
};

struct info_hashes {
    std::optional<std::string> v1;  ///< 20 raw bytes
    std::optional<std::string> v2;  ///< 32 raw bytes
    friend bool operator==(info_hashes const&, info_hashes const&) = default;
};

struct edited {
    std::string bytes;
    std::vector<key_change> changes;
    info_hashes before;
    info_hashes after;
};

/// Changes what the request names in the bytes of a .torrent file, and not one byte beside that:
/// the order of keys, keys that nobody knows and bytes after the end stay as they are. `name` is
/// for sentences. Throws error(bad_input) for what is no torrent, or has a key twice and so could
/// be meant in two ways; error(refused) for a change in the info dictionary that is not allowed,
/// and where a torrent that loads would become one that does not.
[[nodiscard]] BT_API edited edit(
    std::string_view bytes,
    std::string_view name,
    edit_request const& request,
    load_limits const& limits = {});

}  // namespace bt::torrent
