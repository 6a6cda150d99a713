#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>
#include <bt/cli/teller.hpp>

#include <bt-info/options.hpp>
#include <string>
#include <vector>

namespace bt_info {

/// Asks the update URL of each input, one after the other, whether another torrent takes its place.
bt::exit_code check_updates(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell);

}  // namespace bt_info
