#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-create/options.hpp>

namespace bt_create {

/// Hashes the content and writes the torrent, whole or not at all.
bt::exit_code run(options const& given, bt::cli::io& streams);

}  // namespace bt_create
