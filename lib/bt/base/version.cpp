#include "version.hpp"

namespace bt {

std::string_view version() noexcept
{
    return BT_VERSION;
}

}  // namespace bt
