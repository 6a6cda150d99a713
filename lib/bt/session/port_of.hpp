#pragma once

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <cstdint>
#include <limits>
#include <string_view>

namespace bt::session {

/// Throws error(usage) for a number that is no port, or is below the least that will do.
[[nodiscard]] inline std::uint16_t
port_of(std::string_view doing, std::int64_t port, std::int64_t least)
{
    constexpr std::int64_t most = std::numeric_limits<std::uint16_t>::max();
    if (port < least || port > most)
        fail(
            exit_code::usage,
            doing,
            fmt::format("port {}", port),
            fmt::format("it is not between {} and {}", least, most));
    return static_cast<std::uint16_t>(port);
}

}  // namespace bt::session
