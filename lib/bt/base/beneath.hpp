#pragma once

#include <bt/base/export.hpp>
#include <bt/base/file.hpp>

#include <string>

namespace bt {

enum class links {
    inside,  ///< followed as long as they stay below the folder
    refused  ///< ELOOP, wherever in the path one is
};

/// Opens what `path` names below the open folder, with the flags and mode of openat(2). What fails
/// is empty and leaves the reason in errno: EXDEV for a path that leads out.
[[nodiscard]] BT_API unique_fd open_beneath(
    int folder,
    std::string const& path,
    int flags,
    links follow = links::inside,
    unsigned mode = 0);

/// The same for a kernel or a sandbox without openat2: no link is followed at all, ELOOP is the
/// reason then.
[[nodiscard]] BT_API unique_fd
open_beneath_without_links(int folder, std::string const& path, int flags, unsigned mode = 0);

}  // namespace bt
