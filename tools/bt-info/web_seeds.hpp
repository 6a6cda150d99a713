#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/web_seed_check.hpp>

#include <bt-info/options.hpp>
#include <string>
#include <vector>

namespace bt_info {

/// Fetches pieces from the web seeds of all inputs, a few seeds at a time, and tells whether each
/// delivers what the torrent says.
bt::exit_code check_web_seeds(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell);

/// "ok      206  3 of 3 pieces  1.2 MiB/s    0.4s  http://h/".
[[nodiscard]] std::string line_of(bt::record::web_seed_check const& check);

}  // namespace bt_info
