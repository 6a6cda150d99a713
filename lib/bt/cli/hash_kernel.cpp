#include "hash_kernel.hpp"

#include <bt/digest/digest.hpp>

#include <cstdlib>

namespace bt::cli {

void hash_kernel_from_environment()
{
    auto const* name = std::getenv("BT_HASH");
    if (name != nullptr && *name != '\0') digest::choose_kernel(name);
}

}  // namespace bt::cli
