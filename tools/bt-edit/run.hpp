#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-edit/options.hpp>

namespace bt_edit {

/// Edits every torrent, or says what that would do, and writes those that changed.
bt::exit_code run(options const& given, bt::cli::io& streams);

}  // namespace bt_edit
