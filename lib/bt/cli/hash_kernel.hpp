#pragma once

namespace bt::cli {

/// Makes hashing use the kernel that BT_HASH names, if it is set. Call it before there are
/// threads. Throws error(usage) for a name that is none, or that this processor cannot run.
void hash_kernel_from_environment();

}  // namespace bt::cli
