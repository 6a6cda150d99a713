#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/search.hpp>

#include <libtorrent/bdecode.hpp>
#include <libtorrent/entry.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Queries and replies of BEP 5 and BEP 44. What every query has (id, transaction, read-only)
/// libtorrent adds.
namespace bt::dht {

/// What a node said. Nothing in it is verified.
struct reply {
    std::optional<node_id> id;  ///< absent from an error
    std::string token;
    std::vector<contact> nodes;
    std::optional<item> found;
    std::int64_t error = 0;  ///< of an error, as BEP 44 numbers them; 0 is none
};

inline constexpr std::int64_t cas_mismatch = 301;
inline constexpr std::int64_t seq_too_low = 302;

[[nodiscard]] BT_API lt::entry get_query(target const& where);
/// `cas` goes along with a mutable item only.
[[nodiscard]] BT_API lt::entry
put_query(item const& what, std::string_view token, std::optional<std::int64_t> cas);

/// Of a message that came; what is malformed in it is left out.
[[nodiscard]] BT_API reply read_reply(lt::bdecode_node const& message, std::string_view salt);

}  // namespace bt::dht
