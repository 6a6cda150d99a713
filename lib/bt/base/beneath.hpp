#pragma once

#include <bt/base/export.hpp>
#include <bt/base/file.hpp>

#include <string>

namespace bt {

/// Opens what `path` names below the open folder, with the flags of openat(2). Links are followed
/// as long as they stay below it. What fails is empty and leaves the reason in errno: EXDEV for a
/// path that leads out.
[[nodiscard]] BT_API unique_fd open_beneath(int folder, std::string const& path, int flags);

/// The same for a kernel or a sandbox without openat2: no link is followed at all, ELOOP is the
/// reason then.
[[nodiscard]] BT_API unique_fd
open_beneath_without_links(int folder, std::string const& path, int flags);

}  // namespace bt
