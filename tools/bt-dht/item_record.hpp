#pragma once

#include <bt/dht/item.hpp>
#include <bt/record/dht_item.hpp>

namespace bt_dht {

/// What is said of an item, wherever it comes from.
[[nodiscard]] bt::record::dht_item record_of(bt::dht::item const& what);

/// The name that an item is found by: its public key, or its target.
[[nodiscard]] std::string name_of(bt::dht::item const& what);

}  // namespace bt_dht
