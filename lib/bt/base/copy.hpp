#pragma once

#include <bt/base/export.hpp>

#include <cstdint>
#include <stop_token>

namespace bt {

/// Gives an empty file the first `size` bytes of another one: shared extents where the file system
/// can (FICLONE), else copied within the kernel, else read and written. False leaves the reason in
/// errno, and part of it may be there: EIO also for a source that is shorter, ECANCELED if asked to
/// stop.
[[nodiscard]] BT_API bool
copy_content(int from, int to, std::int64_t size, std::stop_token const& stop) noexcept;

}  // namespace bt
