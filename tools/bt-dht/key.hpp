#pragma once

#include <bt/cli/teller.hpp>
#include <bt/dht/key.hpp>

#include <bt-dht/options.hpp>
#include <optional>

namespace bt_dht {

/// The secret key that --key or BT_DHT_KEY gives; nothing if neither is there. Warns of a file
/// that others may read. Throws error(config).
[[nodiscard]] std::optional<bt::dht::secret_key>
find_key(options const& given, bt::cli::teller& tell);

}  // namespace bt_dht
