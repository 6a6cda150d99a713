#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-seed/options.hpp>
#include <iosfwd>
#include <string_view>

namespace bt_seed {

/// Checks the data of every input and serves it, and tells with -j as it goes; the last line is a summary on every way
/// out.
bt::exit_code run(options const& given, bt::cli::io& streams);

/// What --generate makes for this tool alone: the methods of the control protocol.
bool generate(std::ostream& out, std::string_view form);

}  // namespace bt_seed
