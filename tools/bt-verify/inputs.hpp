#pragma once

#include <bt-verify/options.hpp>
#include <string>
#include <vector>

namespace bt_verify {

/// Which torrents are meant, and where their data is.
struct inputs {
    std::vector<std::string> torrents;
    std::string folder = ".";
};

/// The last argument is the folder if it is one, none was given with -d, and a torrent remains.
/// Reads the list. Throws error(usage) when nothing is left to check or options do not go
/// together, error(incomplete) for a last argument of two that looks like a folder and is not
/// there.
[[nodiscard]] inputs inputs_of(options const& given);

}  // namespace bt_verify
