#pragma once

#include <bt/base/exit_code.hpp>
#include <bt/cli/io.hpp>

#include <bt-dht/options.hpp>

namespace bt_dht {

/// Does what the verb says.
bt::exit_code run(options const& given, bt::cli::io& streams);

// One for each verb.
bt::exit_code run_keygen(options const& given, bt::cli::io& streams);
bt::exit_code run_pubkey(options const& given, bt::cli::io& streams);
bt::exit_code run_import(options const& given, bt::cli::io& streams);
bt::exit_code run_sign(options const& given, bt::cli::io& streams);
bt::exit_code run_check(options const& given, bt::cli::io& streams);
bt::exit_code run_get(options const& given, bt::cli::io& streams);
bt::exit_code run_put(options const& given, bt::cli::io& streams);
bt::exit_code run_node(options const& given, bt::cli::io& streams);

}  // namespace bt_dht
