#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-info/options.hpp>

namespace bt_info {

bt::exit_code run(options const& given, bt::cli::io& streams);

}  // namespace bt_info
