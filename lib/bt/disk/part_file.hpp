#pragma once

#include <bt/base/file.hpp>
#include <bt/disk/folder.hpp>
#include <bt/disk/transfer.hpp>

#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace bt::disk {

/// Where the bytes of unwanted files go that came with pieces of wanted ones. The format is that
/// of libtorrent, so that its clients find them: the number of pieces and their length, the slot
/// of each piece (all big-endian), zeros up to a multiple of 1024, and the slots of a piece each.
/// What fails leaves its reason in errno. Safe from any thread.
class part_file {
public:
    /// A file that does not fit the torrent counts as empty.
    part_file(folder const& where, std::string name, int pieces, int piece_length);

    /// Reads what is there, once; read, write and forget do that too. False if nobody can say
    /// what is there.
    [[nodiscard]] bool load();
    /// Fewer bytes, without an error, for a piece that it does not hold.
    [[nodiscard]] moved_bytes read(int piece, int offset, strip const& into);
    [[nodiscard]] moved_bytes write(int piece, int offset, strip const& from);
    [[nodiscard]] bool holds(int piece) const;
    /// Forgets pieces; without any left the file is removed.
    [[nodiscard]] bool forget(std::vector<int> const& pieces);
    /// fdatasync, if anything was written since.
    [[nodiscard]] bool sync();
    void close();
    [[nodiscard]] std::string const& name() const { return name_; }

private:
    [[nodiscard]] std::int64_t position(int slot, int offset) const;
    [[nodiscard]] std::optional<int> slot_of(int piece) const;
    [[nodiscard]] bool enter(int piece, int slot);
    [[nodiscard]] bool open_for_writing();
    [[nodiscard]] bool load_once();

    folder const* where_;
    std::string name_;
    int pieces_;
    int piece_length_;
    mutable std::mutex mutex_;
    unique_fd fd_;
    bool is_loaded_ = false;
    bool is_writable_ = false;
    bool is_dirty_ = false;
    std::map<int, int> slots_;  // piece to slot
    std::vector<int> free_;
    int next_slot_ = 0;
};

}  // namespace bt::disk
