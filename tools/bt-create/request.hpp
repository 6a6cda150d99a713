#pragma once

#include <bt/torrent/create/create.hpp>
#include <bt/torrent/create/piece_length.hpp>

#include <bt-create/options.hpp>
#include <string>

namespace bt_create {

/// Everything about the torrent but its content. Throws error(usage) for what options say
/// together, error(bad_input) for files they name.
[[nodiscard]] bt::torrent::create_request describe_request(options const& given);

/// What -l says; the length itself follows from the content.
[[nodiscard]] bt::torrent::piece_length_choice piece_length_of(options const& given);

/// The files to be hashed, as the options select them.
[[nodiscard]] bt::torrent::layout find_content(options const& given);

/// "-" for standard output; empty: no torrent is written.
[[nodiscard]] std::string output_path(options const& given, std::string const& name);

}  // namespace bt_create
