#pragma once

#include <sys/uio.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace bt::disk {

/// Memory that holds what is one run of bytes in the piece space.
class strip {
public:
    void add(char* data, std::size_t size)
    {
        parts_.push_back({data, size});
        size_ += size;
    }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] std::span<iovec const> parts() const { return parts_; }
    /// `from` + `size` is within it.
    [[nodiscard]] strip part(std::size_t from, std::size_t size) const;
    void fill_with_zeros() const;

private:
    std::vector<iovec> parts_;
    std::size_t size_ = 0;
};

struct moved_bytes {
    std::size_t bytes = 0;
    int error = 0;  ///< an errno; 0 with fewer bytes than wanted is the end of the file
};

/// Goes on after EINTR and short counts.
[[nodiscard]] moved_bytes read_at(int fd, strip const& into, std::int64_t from);
[[nodiscard]] moved_bytes write_at(int fd, strip const& from, std::int64_t to);

}  // namespace bt::disk
