#pragma once

#include <bt/dht/item.hpp>
#include <bt/record/dht_item.hpp>

namespace bt_dht {

/// What is said of an item, wherever it comes from.
[[nodiscard]] bt::record::dht_item record_of(bt::dht::item const& what);

/// The salt as a record has it: text, and the bytes if they are none.
void put_salt(
    std::string_view salt,
    std::optional<std::string>& text,
    std::optional<bt::record::blob>& bytes);

/// The name that an item is found by: its public key, or its target.
[[nodiscard]] std::string name_of(bt::dht::item const& what);

}  // namespace bt_dht
