#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-verify/options.hpp>

namespace bt_verify {

/// Compares the data of every torrent and tells what is wrong; writes to no file.
bt::exit_code run(options const& given, bt::cli::io& streams);

}  // namespace bt_verify
