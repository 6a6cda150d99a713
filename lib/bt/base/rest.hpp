#pragma once

#include <bt/base/export.hpp>

#include <chrono>
#include <stop_token>

namespace bt {

/// Sleeps for so long; false if a stop was asked for, which ends it at once.
[[nodiscard]] BT_API bool rest(std::chrono::milliseconds length, std::stop_token const& stop);

/// A tenth more or less, by chance, so that many who wait do not act at the same moment.
[[nodiscard]] BT_API std::chrono::milliseconds with_jitter(std::chrono::milliseconds length);

}  // namespace bt
