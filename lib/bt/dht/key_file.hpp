#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/key.hpp>

#include <string>
#include <string_view>

namespace bt::dht {

/// The secret key that is in a file, a descriptor ("fd:5", which stays open) or standard input
/// ("-"). Throws error(config), whose sentence holds nothing of the key: also if others may read
/// or change the file, and error(usage) if `from` looks like a key itself.
[[nodiscard]] BT_API secret_key read_key(std::string const& from);

/// Throws error(usage) if what is given as the name of a file looks like a key itself.
BT_API void check_key_name(std::string_view name);

/// Writes the key for its owner alone, whole or not at all. Throws as write_atomically does.
BT_API void write_key(std::string const& path, secret_key const& key, bool replace);

}  // namespace bt::dht
