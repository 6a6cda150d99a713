#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/bloom_filter.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/search.hpp>

#include <libtorrent/entry.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Queries and replies of BEP 5, 33, 44 and 51. What every query has (id, transaction, read-only)
/// libtorrent adds.
namespace bt::dht {

/// What a node said. Nothing in it is verified.
struct reply {
    std::optional<node_id> id;  ///< absent from an error
    std::string token;
    std::vector<contact> nodes;
    std::optional<item> found;
    std::vector<endpoint> peers;
    std::optional<bloom_filter> seeds;        ///< of those that have all of it
    std::optional<bloom_filter> downloaders;  ///< and of the others
    std::vector<target> samples;              ///< info-hashes (BEP 51)
    std::int64_t num_infohashes = 0;          ///< from which they were taken
    std::int64_t interval = 0;                ///< seconds until the next samples
    std::string version;                      ///< "v": two letters and two bytes, usually
    std::optional<endpoint> our_endpoint;     ///< as the node sees us (BEP 42)
    std::int64_t error = 0;                   ///< of an error, as BEP 5 and 44 number them
    std::string message;                      ///< of an error
};

inline constexpr std::int64_t cas_mismatch = 301;
inline constexpr std::int64_t seq_too_low = 302;

[[nodiscard]] BT_API std::string bencoded(lt::entry const& query);

[[nodiscard]] BT_API lt::entry ping_query();
[[nodiscard]] BT_API lt::entry find_node_query(target const& where);
[[nodiscard]] BT_API lt::entry get_peers_query(target const& info_hash);
/// Asks how many peers there are (BEP 33). libtorrent's nodes tell none of them then.
[[nodiscard]] BT_API lt::entry scrape_query(target const& info_hash);

struct announcement {
    int port = 0;
    bool implied_port = false;  ///< the one that the node sees instead
    bool seed = false;
};
[[nodiscard]] BT_API lt::entry
announce_query(target const& info_hash, announcement const& what, std::string_view token);
[[nodiscard]] BT_API lt::entry sample_query(target const& where);
[[nodiscard]] BT_API lt::entry get_query(target const& where);
/// `cas` goes along with a mutable item only.
[[nodiscard]] BT_API lt::entry
put_query(item const& what, std::string_view token, std::optional<std::int64_t> cas);

/// Of a message as it came, "" being silence; what is malformed in it is left out.
[[nodiscard]] BT_API reply read_reply(std::string_view message, std::string_view salt);

/// "LT 2.0.8" of a node's version, or what can be said of it.
[[nodiscard]] BT_API std::string version_text(std::string_view version);

}  // namespace bt::dht
