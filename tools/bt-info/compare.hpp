#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/teller.hpp>

#include <bt-info/options.hpp>
#include <string>
#include <vector>

namespace bt_info {

/// --diff: ok if the two files are the same, else failed. Throws error(usage) unless there are two.
bt::exit_code compare(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell);

}  // namespace bt_info
