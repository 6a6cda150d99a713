#pragma once

#include <bt/dht/key.hpp>

#include <bt-dht/options.hpp>
#include <optional>

namespace bt_dht {

/// Takes BT_DHT_KEY out of the environment, so that neither what this process starts nor who looks
/// at it in /proc finds a key there. Before any other thread runs.
void take_key_variable();

/// The secret key that --key or, as it was, BT_DHT_KEY gives; nothing if neither is there. Throws
/// error(config), error(usage).
[[nodiscard]] std::optional<bt::dht::secret_key> find_key(options const& given);
/// The same where there has to be one.
[[nodiscard]] bt::dht::secret_key need_key(options const& given);

}  // namespace bt_dht
