#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-add/options.hpp>

namespace bt_add {

/// Downloads every input, and tells with -j as it goes; the last line is a summary on every way
/// out.
bt::exit_code run(options const& given, bt::cli::io& streams);

}  // namespace bt_add
