#pragma once

#include <bt/cli/interrupt.hpp>

#include <bt-dht/options.hpp>
#include <chrono>
#include <functional>

namespace bt_dht {

/// Looks every --interval, a tenth more or less so that many do not look at once, until `look`
/// says so. A look-up that fails for the network is made again. Throws error(timed_out) after
/// --max-time, and error(interrupted) when asked to stop.
void poll_until(
    options const& given, bt::cli::interrupt const& asked, std::function<bool()> const& look);

/// Sleeps for so long; false if it was told to stop meanwhile.
[[nodiscard]] bool rest(std::chrono::milliseconds length, bt::cli::interrupt const& asked);

}  // namespace bt_dht
