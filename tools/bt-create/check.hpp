#pragma once

#include <bt/torrent/create/create.hpp>

#include <stop_token>
#include <string>

namespace bt_create {

/// Loads the bytes as a stranger would, and compares some pieces with the content. Throws
/// error(corrupt) if something differs.
void check_made(
    bt::torrent::create_request const& request, std::string const& bytes, std::stop_token stop);

/// Whether the file holds these bytes. Throws error(corrupt) if not.
void check_written(std::string const& path, std::string const& bytes);

}  // namespace bt_create
