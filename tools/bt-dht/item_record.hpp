#pragma once

#include <bt/dht/item.hpp>
#include <bt/record/dht_item.hpp>

namespace bt_dht {

/// What is said of an item, wherever it comes from.
[[nodiscard]] bt::record::dht_item record_of(bt::dht::item const& what);

/// The name that an item is found by: its public key, or its target.
[[nodiscard]] std::string name_of(bt::dht::item const& what);

/// The item in a file, or on standard input for "-". Throws error(bad_input), and error(corrupt) if
/// it is not signed by its key.
[[nodiscard]] bt::dht::item trusted_item(std::string const& path);

}  // namespace bt_dht
