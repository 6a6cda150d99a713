#pragma once

#include <bt/record/file.hpp>
#include <bt/record/torrent_info.hpp>

#include <optional>
#include <string_view>

namespace bt_info {

/// --sort KEY[:desc]
struct order {
    std::string_view key;
    bool descending = false;

    [[nodiscard]] bool is_for_files() const;
    [[nodiscard]] bool is_for_torrents() const;
    /// Whether a comes before b; what is unknown comes last.
    [[nodiscard]] bool operator()(bt::record::file const& a, bt::record::file const& b) const;
    [[nodiscard]] bool
    operator()(bt::record::torrent_info const& a, bt::record::torrent_info const& b) const;
};

/// Nothing for a key that does not exist.
[[nodiscard]] std::optional<order> parse_order(std::string_view text);

}  // namespace bt_info
