#pragma once

#include "support/files.hpp"
#include "unit/torrent/made.hpp"

#include <bt/disk/look.hpp>
#include <bt/session/resume.hpp>
#include <bt/torrent/load.hpp>

#include <libtorrent/create_torrent.hpp>
#include <libtorrent/torrent_info.hpp>

#include <memory>
#include <ostream>
#include <set>
#include <string>
#include <vector>

namespace bt::test {

enum class format { v1, v2, hybrid };

inline void PrintTo(format what, std::ostream* out)
{
    *out << (what == format::v1 ? "v1" : what == format::v2 ? "v2" : "hybrid");
}

[[nodiscard]] inline lt::create_flags_t flags_of(format what)
{
    if (what == format::v1) return lt::create_torrent::v1_only;
    if (what == format::v2) return lt::create_torrent::v2_only;
    return {};
}

constexpr int sample_piece = 2 * 16 * 1024;

/// A torrent of a few files in a folder of its own: in v1 they share pieces, in a hybrid there are
/// pad files between.
class sample_torrent {
public:
    explicit sample_torrent(format what)
    {
        write_file(place_ / "t/a.bin", noise(100'000, 1));
        write_file(place_ / "t/b.bin", noise(10, 2));
        write_file(place_ / "t/c.bin", noise(3 * sample_piece, 3));
        write_file(place_ / "t/empty", "");
        write_file(place_ / "t/z.bin", noise(50'001, 4));
        bytes_ = made_of(place_ / "t", flags_of(what), sample_piece);
        info_ = std::make_shared<lt::torrent_info>(bytes_, lt::from_span);
    }

    [[nodiscard]] torrent::metainfo meta() const { return torrent::parse_torrent(bytes_, "t"); }
    [[nodiscard]] std::shared_ptr<lt::torrent_info> const& info() const { return info_; }
    [[nodiscard]] lt::file_storage const& files() const { return info_->orig_files(); }
    [[nodiscard]] int pieces() const { return info_->num_pieces(); }
    /// Where the files are, below which they have their paths in the torrent.
    [[nodiscard]] std::string folder() const { return place_.path(); }
    [[nodiscard]] std::vector<disk::file_stamp> stamps() const
    {
        return disk::look(files(), folder());
    }
    /// By the name of the file.
    [[nodiscard]] lt::file_index_t file(std::string const& name) const
    {
        for (auto const each : files().file_range())
            if (files().file_path(each) == "t/" + name) return each;
        return lt::file_index_t{-1};
    }
    /// What is neither padding nor empty.
    [[nodiscard]] std::vector<lt::file_index_t> files_with_bytes() const
    {
        std::vector<lt::file_index_t> out;
        for (auto const each : files().file_range())
            if (!files().pad_file_at(each) && files().file_size(each) > 0) out.push_back(each);
        return out;
    }
    /// The pieces with a byte of the file.
    [[nodiscard]] std::set<int> pieces_of(lt::file_index_t file) const
    {
        std::set<int> out;
        for (auto const piece : files().piece_range())
            for (auto const& part : files().map_block(piece, 0, files().piece_size(piece)))
                if (part.file_index == file && part.size > 0) out.insert(static_cast<int>(piece));
        return out;
    }

private:
    scratch place_;
    std::string bytes_;
    std::shared_ptr<lt::torrent_info> info_;
};

}  // namespace bt::test
