#pragma once

#include <bt/torrent/hash/hash.hpp>

#include <atomic>
#include <memory>
#include <span>

namespace bt::torrent {

/// What all workers share: who takes which pieces, how far they are, and whether to give up.
struct hash_work {
    piece_space const* space = nullptr;
    hash_options how;
    hash_client* client = nullptr;
    unsigned threads = 1;
    std::size_t lanes = 1;  ///< pieces that a worker reads side by side
    std::int64_t pieces = 0;
    std::atomic<std::int64_t> next_piece = 0;
    std::atomic<std::int64_t> done_bytes = 0;
    std::atomic<bool> give_up = false;
};

/// Takes pieces until there are none. Several pieces advance together, a window of each at a
/// time, so that the lanes of the hash kernels are full.
class hash_worker {
public:
    explicit hash_worker(hash_work& shared);
    ~hash_worker();
    hash_worker(hash_worker const&) = delete;
    hash_worker& operator=(hash_worker const&) = delete;
    hash_worker(hash_worker&&) = delete;
    hash_worker& operator=(hash_worker&&) = delete;

    void run();

private:
    struct lane;
    struct open_file;
    struct page_deleter {
        void operator()(char* pages) const;
    };

    [[nodiscard]] bool refill();
    void begin(lane& into, std::int64_t piece);
    void read_windows();
    void read_window(lane& of);
    [[nodiscard]] bool read_part(lane& of, std::int64_t from, std::span<char> into);
    [[nodiscard]] int descriptor_of(lane& of);
    void read_ahead(lane& of, std::int64_t pieces);
    void hash_windows();
    void hash_blocks();
    void finish(std::size_t index);

    hash_work* shared_;
    std::size_t window_;
    std::unique_ptr<char, page_deleter> pages_;
    std::vector<lane> lanes_;
    digest::sha1_streams streams_;
    std::vector<digest::sha1_streams::part> parts_;
    std::vector<digest::bytes> blocks_;
    std::vector<digest::sha256_digest> hashes_;
    bool is_cold_ = false;  ///< some of it was not in memory
};

}  // namespace bt::torrent
