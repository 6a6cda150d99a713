#pragma once

#include <bt/disk/buffers.hpp>

#include <libtorrent/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <vector>

namespace bt::disk {

using write_handler = std::function<void(lt::storage_error const&)>;

/// The blocks of a torrent's pieces that are not on disk yet, or not hashed yet. Under the lock
/// of the workers.
class piece_cache {
public:
    struct block {
        shared_block data;
        std::size_t size = 0;
        bool dirty = false;
        std::vector<write_handler> waiting;
    };
    struct piece {
        std::vector<block> blocks;
        int dirty = 0;
        bool has_run = false;             ///< a job is to write what is dirty
        std::vector<std::uint64_t> runs;  ///< such jobs that are not told yet
        std::uint64_t last_use = 0;
    };
    /// What a job takes along to write.
    struct taken {
        int index = 0;
        shared_block data;
        std::size_t size = 0;
        std::vector<write_handler> waiting;
    };

    /// Adds a block to be written; true if a job has to be made for it, whose number goes to
    /// the piece's runs.
    [[nodiscard]] bool add(int piece_index, int block_index, block what, std::uint64_t now);
    [[nodiscard]] piece* find(int piece_index);
    [[nodiscard]] piece const* find(int piece_index) const;
    /// The block in memory; empty if it is not.
    [[nodiscard]] shared_block get(int piece_index, int block_index) const;
    /// What is dirty; nothing, and the run is over, if nothing is.
    [[nodiscard]] std::vector<taken> take(int piece_index);
    /// Blocks that did not reach the disk must not be read as if they had.
    void drop(int piece_index, int block_index);
    /// The blocks of a piece, unless some of them are still to be written. How many went.
    std::size_t forget(int piece_index);
    std::size_t forget_all();

    [[nodiscard]] std::size_t size() const { return blocks_; }
    [[nodiscard]] std::size_t dirty() const { return dirty_; }
    [[nodiscard]] std::unordered_map<int, piece> const& pieces() const { return pieces_; }

private:
    std::unordered_map<int, piece> pieces_;
    std::size_t blocks_ = 0;  // in memory
    std::size_t dirty_ = 0;
};

}  // namespace bt::disk
