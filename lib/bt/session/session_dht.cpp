#include "session_dht.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/session/alerts/words.hpp>
#include <bt/session/port_of.hpp>
#include <bt/session/session_state.hpp>

#include <fmt/format.h>
#include <libtorrent/bdecode.hpp>
#include <libtorrent/bencode.hpp>
#include <libtorrent/entry.hpp>
#include <libtorrent/kademlia/announce_flags.hpp>
#include <libtorrent/kademlia/dht_state.hpp>
#include <libtorrent/kademlia/item.hpp>
#include <libtorrent/session_params.hpp>

#include <algorithm>
#include <limits>
#include <memory>
#include <mutex>

namespace bt::session {
namespace {

lt::session& in_dht(session& of, std::string_view doing)
{
    auto& engine = of.get().engine;
    if (!engine.is_dht_running()) fail(exit_code::network, doing, "the DHT", "it is off");
    return engine;
}

lt::sha1_hash hash_of(std::string_view doing, std::string_view hex)
{
    auto const bytes = from_hex(hex);
    if (!bytes || bytes->size() != static_cast<std::size_t>(lt::sha1_hash::size()))
        fail(exit_code::usage, doing, printable(hex), "it is not 40 hex digits");
    return lt::sha1_hash{bytes->data()};
}

/// As it is put and signed: what libtorrent would write otherwise than it came is refused.
lt::entry value_of(std::string const& bencoded)
{
    constexpr std::size_t most = 1000;
    constexpr std::string_view doing = "put";
    if (bencoded.size() > most)
        fail(
            exit_code::usage,
            doing,
            "value",
            fmt::format("it has {} bytes, and nodes take {}", bencoded.size(), most));
    lt::error_code reason;
    auto const node = lt::bdecode({bencoded.data(), static_cast<long>(bencoded.size())}, reason);
    if (reason) fail(exit_code::usage, doing, "value", "it is not bencoded");
    lt::entry out{node};
    std::string again;
    lt::bencode(std::back_inserter(again), out);
    if (again != bencoded) fail(exit_code::usage, doing, "value", "it is not bencoded");
    return out;
}

void check_salt(std::string const& salt)
{
    constexpr std::size_t most = 64;
    if (salt.size() > most)
        fail(
            exit_code::usage,
            "use",
            "salt",
            fmt::format("it has {} bytes, and nodes take {}", salt.size(), most));
}

lt::session_params read_state(std::string const& bytes)
{
    try {
        return lt::read_session_params(
            {bytes.data(), static_cast<long>(bytes.size())}, lt::session_handle::save_dht_state);
    } catch (lt::system_error const& reason) {
        fail(exit_code::bad_input, "read", "the state of the DHT", reason.code());
    }
}

lt::udp::endpoint endpoint_of(host_and_port const& node)
{
    auto const port = port_of("ask node at", node.port, 1);
    lt::error_code reason;
    auto const address = lt::make_address(node.host, reason);
    if (reason) fail(exit_code::usage, "ask node", printable(node.host), "it is no address");
    return {address, port};
}

/// libtorrent writes into what it is given, and must find there what can be written into.
lt::entry query_of(std::string_view bencoded)
{
    constexpr std::size_t most = 1400;  // of a packet
    if (bencoded.size() > most)
        fail(
            exit_code::usage,
            "send",
            "query",
            fmt::format("it has {} bytes, and a packet {}", bencoded.size(), most));
    lt::error_code reason;
    auto const read = lt::bdecode({bencoded.data(), static_cast<long>(bencoded.size())}, reason);
    lt::entry out{read};
    // A key that is there twice would be another one here than for libtorrent.
    std::string again;
    if (!reason) lt::bencode(std::back_inserter(again), out);
    bool const is_query = !reason && again == bencoded && read.type() == lt::bdecode_node::dict_t
        && read.dict_find_string("q") && (!read.dict_find("a") || read.dict_find_dict("a"))
        && (!read.dict_find("a") || !read.dict_find_dict("a").dict_find("want"));
    if (!is_query)
        fail(exit_code::usage, "send", "query", "it is no bencoded dictionary with q and a");
    return out;
}

/// libtorrent calls on its own thread, once for each of our nodes, each with what that one found.
/// All have to put the same.
class once_signed {
public:
    explicit once_signed(mutable_put what)
        : what_{std::move(what)}
        , seq_{what_.seq.value_or(0)}
        , value_{value_of(what_.value)}
    {
    }

    void operator()(lt::entry& value, std::array<char, 64>& signature, std::int64_t& seq)
    {
        std::scoped_lock const lock{mutex_};
        constexpr auto most = std::numeric_limits<std::int64_t>::max();
        if (!what_.seq && seq < most) seq_ = std::max(seq_, seq + 1);
        namespace dht = lt::dht;
        value = value_;
        seq = seq_;
        signature = dht::sign_mutable_item(
                        {what_.value.data(), static_cast<long>(what_.value.size())},
                        {what_.salt.data(), static_cast<long>(what_.salt.size())},
                        dht::sequence_number{seq_},
                        dht::public_key{what_.public_key.data()},
                        dht::secret_key{what_.secret_key.data()})
                        .bytes;
    }

private:
    std::mutex mutex_;
    mutable_put what_;
    std::int64_t seq_;
    lt::entry value_;
};

}  // namespace

void dht_load_state(session& of, std::string const& bytes)
{
    auto params = read_state(bytes);
    auto& engine = of.get().engine;
    bool const runs = engine.is_dht_running();
    engine.set_dht_state(std::move(params.dht_state));
    if (!runs) return;
    // libtorrent takes nodes only as the DHT starts.
    for (bool const on : {false, true}) {
        lt::settings_pack settings;
        settings.set_bool(lt::settings_pack::enable_dht, on);
        engine.apply_settings(std::move(settings));
    }
}

std::vector<std::string> dht_saved_nodes(session& of)
{
    auto const saved = of.get().engine.session_state(lt::session_handle::save_dht_state).dht_state;
    std::vector<std::string> out;
    for (auto const& each : saved.nodes)
        out.push_back(text_of(each));
    for (auto const& each : saved.nodes6)
        out.push_back(text_of(each));
    return out;
}

void dht_add_node(session& of, host_and_port const& node)
{
    constexpr std::size_t longest = 253;  // of a name in the DNS
    auto const port = port_of("add node with", node.port, 1);
    if (node.host.empty() || node.host.size() > longest || printable(node.host) != node.host)
        fail(exit_code::usage, "add node", printable(node.host), "it is no host");
    of.get().engine.add_dht_node({node.host, port});
}

void dht_announce(session& of, std::string_view info_hash, announce_to_dht const& how)
{
    auto const hash = hash_of("announce", info_hash);
    auto const port = port_of("announce", how.port, 0);
    lt::dht::announce_flags_t flags{};
    if (how.seed) flags |= lt::dht::announce::seed;
    if (how.implied_port) flags |= lt::dht::announce::implied_port;
    in_dht(of, "announce to").dht_announce(hash, port, flags);
}

void dht_get_peers(session& of, std::string_view info_hash)
{
    auto const hash = hash_of("find peers of", info_hash);
    in_dht(of, "ask").dht_get_peers(hash);
}

void dht_get_immutable(session& of, std::string_view target)
{
    auto const hash = hash_of("get", target);
    in_dht(of, "ask").dht_get_item(hash);
}

void dht_get_mutable(session& of, public_key_bytes const& key, std::string const& salt)
{
    check_salt(salt);
    in_dht(of, "ask").dht_get_item(key, salt);
}

std::string dht_put_immutable(session& of, std::string const& value)
{
    auto item = value_of(value);
    return hex_of(in_dht(of, "put into").dht_put_item(std::move(item)));
}

void dht_put_mutable(session& of, mutable_put const& what)
{
    check_salt(what.salt);
    if (what.seq && *what.seq < 0)
        fail(exit_code::usage, "put", fmt::format("seq {}", *what.seq), "it is below 0");
    auto const put = std::make_shared<once_signed>(what);
    in_dht(of, "put into")
        .dht_put_item(
            what.public_key,
            [put](
                lt::entry& value,
                std::array<char, 64>& signature,
                std::int64_t& seq,
                std::string const& /*salt*/) { (*put)(value, signature, seq); },
            what.salt);
}

void dht_live_nodes(session& of, std::string_view node_id)
{
    auto const id = hash_of("list the nodes of", node_id);
    in_dht(of, "ask").dht_live_nodes(id);
}

void dht_sample_infohashes(session& of, host_and_port const& node, std::string_view target)
{
    auto const hash = hash_of("ask for", target);
    auto const where = endpoint_of(node);
    in_dht(of, "ask").dht_sample_infohashes(where, hash);
}

void dht_direct_request(
    session& of,
    host_and_port const& node,
    std::string_view query,
    std::function<void(std::string_view message)> then)
{
    auto const where = endpoint_of(node);
    auto const what = query_of(query);
    (void)in_dht(of, "ask");
    of.get().ask_dht(where, what, std::move(then));
}

}  // namespace bt::session
