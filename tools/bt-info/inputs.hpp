#pragma once

#include <bt/base/error.hpp>
#include <bt/cli/teller.hpp>
#include <bt/torrent/load.hpp>

#include <bt-info/options.hpp>
#include <functional>
#include <stop_token>
#include <string>
#include <variant>
#include <vector>

namespace bt_info {

using inspected = std::variant<bt::torrent::document, bt::torrent::metainfo>;

/// Whether standard output is what failed, which is no input's fault.
[[nodiscard]] bool is_of_output(bt::error const& e);

[[nodiscard]] bt::load_limits limits_of(options const& given, std::stop_token stop);

/// Gives each input that can be read to `take`, until there is a stop request. What fails, there
/// too, is told; its statuses come back.
[[nodiscard]] std::vector<bt::exit_code> for_each_input(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::teller& tell,
    std::stop_token const& stop,
    std::function<void(std::string const& input, inspected what)> const& take);

}  // namespace bt_info
