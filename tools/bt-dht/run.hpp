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
bt::exit_code run_keep(options const& given, bt::cli::io& streams);
bt::exit_code run_publish(options const& given, bt::cli::io& streams);
bt::exit_code run_resolve(options const& given, bt::cli::io& streams);
bt::exit_code run_follow(options const& given, bt::cli::io& streams);
bt::exit_code run_peers(options const& given, bt::cli::io& streams);  // and scrape
bt::exit_code run_announce(options const& given, bt::cli::io& streams);
bt::exit_code run_ping(options const& given, bt::cli::io& streams);
bt::exit_code run_nodes(options const& given, bt::cli::io& streams);
bt::exit_code run_sample(options const& given, bt::cli::io& streams);
bt::exit_code run_stats(options const& given, bt::cli::io& streams);
bt::exit_code run_node(options const& given, bt::cli::io& streams);

}  // namespace bt_dht
