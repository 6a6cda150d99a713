#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-info/options.hpp>

namespace bt_info {

bt::exit_code run(options const& given, bt::cli::io& streams);

/// Form "rules": the table of --lint for the manual (mdoc).
bool generate(std::ostream& out, std::string_view form);

}  // namespace bt_info
