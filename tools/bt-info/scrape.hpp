#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/scrape.hpp>

#include <bt-info/options.hpp>
#include <span>
#include <string>
#include <vector>

namespace bt_info {

/// Asks all trackers of all inputs at once and tells what each says.
bt::exit_code scrape_trackers(
    std::vector<std::string> const& inputs,
    options const& given,
    bt::cli::io& streams,
    bt::cli::teller& tell);

/// What the answers about one torrent amount to: ok if one tracker knows it, else not_found if one
/// says that it does not, else timed_out if that is all that happened, else network.
[[nodiscard]] bt::exit_code status_of(std::span<bt::record::scrape const> of_one_torrent);

/// "    12         3          50   0.1s  udp://t/announce"; `with_version` if it has two hashes.
[[nodiscard]] std::string line_of(bt::record::scrape const& answer, bool with_version);

}  // namespace bt_info
