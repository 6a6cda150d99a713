#pragma once

#include <libtorrent/disk_buffer_holder.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

namespace bt::disk {

inline constexpr std::size_t block_bytes = 16 * 1024;

/// A block that the cache, a hasher and a writer may hold at once.
using shared_block = std::shared_ptr<char const>;

/// Buffers of one block each. Safe from any thread; must outlive what it gave.
class buffers final : public lt::buffer_allocator_interface {
public:
    buffers() = default;
    ~buffers();
    buffers(buffers const&) = delete;
    buffers& operator=(buffers const&) = delete;
    buffers(buffers&&) = delete;
    buffers& operator=(buffers&&) = delete;

    /// nullptr when as many are out as may be, or there is no memory: then the peer that asks
    /// loses its connection, not the process its life.
    [[nodiscard]] char* take() noexcept;
    void free_disk_buffer(char* buffer) override;
    /// A copy of at most a block; empty like take().
    [[nodiscard]] shared_block copy(char const* from, std::size_t size);

    [[nodiscard]] std::size_t in_use() const;

private:
    mutable std::mutex mutex_;
    std::vector<char*> free_;
    std::size_t in_use_ = 0;
};

}  // namespace bt::disk
