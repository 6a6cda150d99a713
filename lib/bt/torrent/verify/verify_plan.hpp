#pragma once

#include <bt/torrent/hash/hash.hpp>
#include <bt/torrent/hash/merkle.hpp>
#include <bt/torrent/metainfo.hpp>
#include <bt/torrent/select_files.hpp>

#include <libtorrent/file_storage.hpp>
#include <libtorrent/torrent_info.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace bt::torrent {

/// What is to be compared: the files of a torrent without its pad files, and the pieces over
/// them. An entry is a file by its place in this list.
class verify_plan {
public:
    /// Throws error(not_found) for a pattern that matches nothing.
    verify_plan(metainfo const& what, std::vector<file_pattern> const& patterns);

    [[nodiscard]] std::size_t size() const { return index_.size(); }
    [[nodiscard]] piece_space const& space() const { return space_; }
    [[nodiscard]] bool has_v1() const { return v1_; }
    [[nodiscard]] bool has_v2() const { return v2_; }
    [[nodiscard]] std::string const& key() const { return key_; }

    [[nodiscard]] std::int64_t index(std::size_t entry) const { return index_[entry]; }
    [[nodiscard]] std::string path(std::size_t entry) const;
    [[nodiscard]] std::int64_t bytes(std::size_t entry) const { return space_.sizes[entry]; }
    [[nodiscard]] bool is_link(std::size_t entry) const;
    /// Where the link leads by the torrent, below the save path.
    [[nodiscard]] std::string link_target(std::size_t entry) const;
    /// Asked for.
    [[nodiscard]] bool is_selected(std::size_t entry) const { return selected_[entry]; }
    /// Asked for, or in a v1 piece with one that is.
    [[nodiscard]] bool is_needed(std::size_t entry) const;

    /// The pieces with bytes of a file that is not empty.
    [[nodiscard]] std::int64_t first_piece(std::size_t entry) const;
    [[nodiscard]] std::int64_t last_piece(std::size_t entry) const;
    [[nodiscard]] bool is_wanted(std::int64_t piece) const
    {
        return wanted_[static_cast<std::size_t>(piece)];
    }
    /// Every file that a piece may have bytes of, as [first, last), empty ones among them.
    struct range {
        std::size_t first;
        std::size_t last;
    };
    [[nodiscard]] range entries_in(std::int64_t piece) const;
    /// The bytes of a file that a piece has, as [first, last) in the file.
    struct part {
        std::int64_t first;
        std::int64_t last;
    };
    [[nodiscard]] part part_in(std::int64_t piece, std::size_t entry) const;

    [[nodiscard]] char const* expected_v1(std::int64_t piece) const;
    /// `piece` counts from the start of the file. Null if the torrent has no layer for it.
    [[nodiscard]] char const* expected_v2(std::size_t entry, std::int64_t piece) const;

private:
    void lay_out(std::vector<bool> const& selected);

    lt::torrent_info const* info_;
    lt::file_storage const* files_;
    std::vector<std::vector<lt::sha256_hash>> const* layers_;
    bool v1_;
    bool v2_;
    std::string key_;
    std::vector<std::int32_t> index_;
    piece_space space_;
    std::vector<bool> selected_;
    std::vector<bool> wanted_;
};

}  // namespace bt::torrent
