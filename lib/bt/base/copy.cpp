#include "copy.hpp"

#include <bt/base/file.hpp>

#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <string_view>

namespace bt {
namespace {

/// A stop is looked for after each.
constexpr std::int64_t step_bytes = 64 * 1024 * 1024;

bool read_and_write(int from, int to, std::int64_t left, std::stop_token const& stop) noexcept
{
    std::array<char, 65'536> block;
    while (left > 0) {
        if (stop.stop_requested()) {
            errno = ECANCELED;
            return false;
        }
        auto const most = std::min<std::int64_t>(left, block.size());
        auto const got = ::read(from, block.data(), static_cast<std::size_t>(most));
        if (got < 0 && errno == EINTR) continue;
        if (got == 0) errno = EIO;
        if (got <= 0) return false;
        if (!write_all(to, {block.data(), static_cast<std::size_t>(got)})) return false;
        left -= got;
    }
    return true;
}

}  // namespace

bool copy_content(int from, int to, std::int64_t size, std::stop_token const& stop) noexcept
{
    struct stat facts {};
    bool const is_all = ::fstat(from, &facts) == 0 && facts.st_size == size;
    if (is_all && ::ioctl(to, FICLONE, from) == 0) return true;
    auto left = size;
    while (left > 0) {
        if (stop.stop_requested()) {
            errno = ECANCELED;
            return false;
        }
        auto const most = static_cast<std::size_t>(std::min(left, step_bytes));
        auto const moved = ::copy_file_range(from, nullptr, to, nullptr, most, 0);
        if (moved < 0 && errno == EINTR) continue;
        // Between some file systems the kernel cannot, and says so at the first try or by nothing.
        if (moved <= 0) return read_and_write(from, to, left, stop);
        left -= moved;
    }
    return true;
}

}  // namespace bt
