#pragma once

#include <bt/cli/hook.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/record/feed.hpp>

#include <bt-feed/options.hpp>
#include <string>

namespace bt_feed {

/// Runs the program of --exec for the item and waits for its end, but not longer than a moment
/// once a stop was asked for. Empty if it succeeded, else the sentence that says how it did not.
/// Throws error(interrupted) if it was not waited for.
[[nodiscard]] std::string
run_hook(options const& given, bt::record::feed_item const& item, bt::cli::interrupt const& asked);

}  // namespace bt_feed
