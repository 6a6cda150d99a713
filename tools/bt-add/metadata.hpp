#pragma once

#include <bt/cli/teller.hpp>
#include <bt/torrent/contents.hpp>

#include <bt-add/options.hpp>
#include <string>

/// What is made of metadata alone: --list and --metadata-only.
namespace bt_add {

/// The files that the options choose.
void print_files(
    bt::torrent::contents const& what,
    std::string const& key,
    options const& given,
    bt::cli::teller& tell);

/// The .torrent file, named by its hash unless --output says how. Throws error(refused) if it is
/// there and may not be replaced, else error(no_output).
void save_metadata(
    std::string const& bytes, std::string const& key, options const& given, bt::cli::teller& tell);

}  // namespace bt_add
