#pragma once

#include <bt/cli/teller.hpp>
#include <bt/torrent/create/create.hpp>

#include <string>

namespace bt_create {

/// What the torrent would hold, as far as that is known without reading the content.
void tell_dry_run(
    bt::torrent::create_request const& request, std::string const& output, bt::cli::teller& tell);

/// The table behind "auto" of --piece-length.
void tell_piece_lengths(bt::cli::teller const& tell);

}  // namespace bt_create
