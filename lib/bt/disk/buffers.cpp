#include "buffers.hpp"

#include <cstdlib>
#include <cstring>
#include <new>

namespace bt::disk {
namespace {

// 1 GiB: what peers hold is bounded by their send buffers, and this is for when that fails.
constexpr std::size_t most_in_use = 65536;
// 4 MiB stay for the next blocks, the rest goes back to the system.
constexpr std::size_t most_kept = 256;
constexpr std::size_t page = 4096;

}  // namespace

buffers::~buffers()
{
    for (auto* const each : free_)
        std::free(each);
}

char* buffers::take() noexcept
{
    std::lock_guard const lock{mutex_};
    if (in_use_ >= most_in_use) return nullptr;
    char* taken = nullptr;
    if (free_.empty()) {
        taken = static_cast<char*>(std::aligned_alloc(page, block_bytes));
    } else {
        taken = free_.back();
        free_.pop_back();
    }
    if (taken != nullptr) ++in_use_;
    return taken;
}

void buffers::free_disk_buffer(char* buffer)
{
    if (buffer == nullptr) return;
    {
        std::lock_guard const lock{mutex_};
        --in_use_;
        if (free_.size() < most_kept) {
            if (free_.capacity() < most_kept) free_.reserve(most_kept);
            free_.push_back(buffer);
            return;
        }
    }
    std::free(buffer);
}

shared_block buffers::copy(char const* from, std::size_t size)
{
    auto* const to = take();
    if (to == nullptr) return {};
    std::memcpy(to, from, size);
    return shared_block{
        to, [this](char const* each) { free_disk_buffer(const_cast<char*>(each)); }};
}

std::size_t buffers::in_use() const
{
    std::lock_guard const lock{mutex_};
    return in_use_;
}

}  // namespace bt::disk
