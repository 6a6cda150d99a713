#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/metainfo.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// What -F says: a glob, an index, or a range of them.
struct file_pattern {
    std::string text;  ///< as it was given
    std::optional<std::int64_t> first;
    std::int64_t last = 0;  ///< included
};

/// "12", "3-7", else a glob. Nothing for a range that runs backwards, and for no text.
[[nodiscard]] BT_API std::optional<file_pattern> parse_file_pattern(std::string text);

/// Takes files that patterns mean, one after the other; no patterns mean all.
class BT_API file_selector {
public:
    explicit file_selector(std::vector<file_pattern> const& patterns);

    [[nodiscard]] bool take(std::int64_t index, std::string_view path);
    /// Throws error(not_found) if a pattern took none; `name` is the torrent's.
    void require_all(std::string_view name) const;

private:
    std::vector<file_pattern> const* patterns_;
    std::vector<bool> used_;
};

/// Which files of a torrent, by index, are meant: those that any pattern matches, or all if there
/// is none; never pad files. A glob is one of bt/base/glob.hpp, matched with the path below the
/// torrent's own folder, and with that folder in front; what matches a folder matches its files.
/// Throws error(not_found) if a pattern matches nothing.
[[nodiscard]] BT_API std::vector<bool>
select_files(metainfo const& what, std::vector<file_pattern> const& patterns);

}  // namespace bt::torrent
