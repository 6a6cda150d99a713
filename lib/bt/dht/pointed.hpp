#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/client.hpp>
#include <bt/dht/pointer.hpp>
#include <bt/record/dht_network.hpp>

#include <cstdint>
#include <optional>

namespace bt::dht {

/// What a key points at, by the newest item that was found.
struct pointed {
    pointer to;
    std::int64_t seq = 0;
};

/// Nothing if nobody has an item there. Throws error(bad_input) if what is there is no pointer, and
/// what client::get() throws.
[[nodiscard]] BT_API std::optional<pointed>
look_up(client& by, pointer_link const& link, patience const& how);

[[nodiscard]] BT_API record::dht_pointer describe(pointer_link const& link, pointed const& what);

}  // namespace bt::dht
