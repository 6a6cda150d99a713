#pragma once

#include <bt/host/owner.hpp>

#include <string>

namespace bt::host {

/// The params of the method add_torrent that ask for the same as session::add() would be.
[[nodiscard]] std::string
add_params(torrent::metainfo const& what, session::add_request const& how, labels const& sorted);

}  // namespace bt::host
