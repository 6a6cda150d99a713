#pragma once

#include <bt/cli/interrupt.hpp>

#include <bt-dht/options.hpp>
#include <functional>

namespace bt_dht {

/// Looks every --interval, a tenth more or less so that many do not look at once, until `look`
/// says so. A look-up that fails for the network is made again. Throws error(timed_out) after
/// --max-time, and error(interrupted) when asked to stop.
void poll_until(
    options const& given, bt::cli::interrupt const& asked, std::function<bool()> const& look);

}  // namespace bt_dht
