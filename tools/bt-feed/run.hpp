#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-feed/options.hpp>

namespace bt_feed {

bt::exit_code run(options const& given, bt::cli::io& streams);

/// One for each verb.
bt::exit_code run_poll(options const& given, bt::cli::io& streams);
bt::exit_code run_make(options const& given, bt::cli::io& streams);
bt::exit_code run_list(options const& given, bt::cli::io& streams);
bt::exit_code run_forget(options const& given, bt::cli::io& streams);

}  // namespace bt_feed
