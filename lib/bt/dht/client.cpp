#include "client.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/session/session.hpp>
#include <bt/session/session_state.hpp>

#include <libtorrent/bdecode.hpp>
#include <libtorrent/entry.hpp>

#include <algorithm>
#include <functional>
#include <variant>

namespace bt::dht {
namespace {

using std::chrono::milliseconds;
using clock_type = std::chrono::steady_clock;
namespace event = record::event;

constexpr milliseconds grace{2000};
constexpr milliseconds patience_with_start{1000};

network_options one_shot(network_options network)
{
    bool const anywhere = network.listen.empty() && !network.port;
    if (anywhere) network.port = 0;
    // A client that comes and goes must not enter routing tables: each dead entry costs those
    // who ask it 15 seconds.
    network.set.insert(network.set.begin(), "dht_read_only=true");
    network.no_lsd = true;
    network.no_upnp = true;
    network.no_natpmp = true;
    return network;
}

std::vector<std::string_view> kinds()
{
    return session::select_events("none,dht_put,dht_bootstrap,dht_immutable_item,dht_mutable_item");
}

lt::sha1_hash hash_of(target const& where)
{
    return lt::sha1_hash{where.data()};
}

lt::entry entry_of(std::string const& value)
{
    lt::error_code reason;
    auto const node =
        lt::bdecode({value.data(), static_cast<std::ptrdiff_t>(value.size())}, reason);
    if (reason) fail(exit_code::bad_input, "store value", "that is not bencoded", reason);
    return lt::entry{node};
}

template <std::size_t N>
std::array<char, N> bytes_from(std::string const& hex)
{
    std::array<char, N> out{};
    auto const bytes = from_hex(hex).value_or(std::string(N, '\0'));
    std::copy_n(bytes.begin(), std::min(N, bytes.size()), out.begin());
    return out;
}

milliseconds left_until(clock_type::time_point deadline)
{
    return std::max(
        std::chrono::duration_cast<milliseconds>(deadline - clock_type::now()), milliseconds{0});
}

}  // namespace

struct client::state {
    explicit state(network_options const& network)
        : host{
            {.network = one_shot(network), .events = kinds()},
            {.on_event = [this](session::event const& what) { on_event(what); }}}
    {
    }

    void on_event(session::event const& what);
    void take(item found, bool is_last);
    void start(patience const& how);
    [[nodiscard]] std::optional<item> look_up(target const& where_, patience const& how);
    [[nodiscard]] put_result await_put(patience const& how);
    [[nodiscard]] put_result put_until(std::function<void()> const& put, patience const& how);
    void check_answered();
    [[nodiscard]] lt::session& engine() { return host.get().engine; }

    std::optional<item> best;
    std::optional<int> stored_on;
    target where{};
    bool looked_up = false;
    bool bootstrapped = false;
    clock_type::time_point last_better;
    clock_type::time_point deadline;
    session::session host;  // last, since it calls back into the rest
};

void client::state::take(item found, bool is_last)
{
    looked_up = looked_up || is_last;
    // libtorrent verifies too; a value from strangers is worth looking at twice.
    if (found.value.empty() || !is_authentic(found, where)) return;
    if (best && best->seq >= found.seq) return;
    best = std::move(found);
    last_better = clock_type::now();
}

void client::state::on_event(session::event const& what)
{
    if (auto const* plain = std::get_if<event::dht_immutable_item>(&what.what)) {
        take({.value = plain->value_base64.bytes}, true);
    } else if (auto const* keyed = std::get_if<event::dht_mutable_item>(&what.what)) {
        take(
            {.value = keyed->value_base64.bytes,
             .key = bytes_from<32>(keyed->public_key),
             .salt = keyed->salt,
             .seq = keyed->seq,
             .signed_by = bytes_from<64>(keyed->signature)},
            keyed->authoritative);
    } else if (std::holds_alternative<event::dht_bootstrap>(what.what)) {
        bootstrapped = true;
    } else if (auto const* put = std::get_if<event::dht_put>(&what.what)) {
        stored_on = static_cast<int>(put->num_success);
    }
}

/// Waits until the DHT has its first nodes to ask; with none it would drop every request and say
/// nothing.
void client::state::start(patience const& how)
{
    best.reset();
    stored_on.reset();
    looked_up = false;
    deadline = clock_type::now() + how.within;
    bool const running =
        host.wait([this] { return engine().is_dht_running(); }, how.within, how.stop);
    if (how.stop.stop_requested()) throw error{exit_code::interrupted, "stopped"};
    if (!running) throw error{exit_code::network, "cannot use the DHT: it does not start"};
    // A look-up before the first nodes are known asks too few; one that is dead would hold the
    // bootstrap up for 15 seconds, so that is not waited for.
    (void)host.wait(
        [this] { return bootstrapped; }, std::min(how.within, patience_with_start), how.stop);
}

void client::state::check_answered()
{
    if (host.metric("dht.dht_messages_in") > 0) return;
    throw error{
        exit_code::network,
        "cannot use the DHT: no node answers",
        "--dht-node names a node to start from"};
}

std::optional<item> client::state::look_up(target const& where_, patience const& how)
{
    where = where_;
    auto const done = [this] {
        return looked_up || (best && clock_type::now() - last_better > grace);
    };
    (void)host.wait(done, left_until(deadline), how.stop);
    if (best) return best;
    if (how.stop.stop_requested()) throw error{exit_code::interrupted, "stopped"};
    check_answered();
    return std::nullopt;
}

put_result client::state::await_put(patience const& how)
{
    (void)host.wait([this] { return stored_on.has_value(); }, left_until(deadline), how.stop);
    if (how.stop.stop_requested()) throw error{exit_code::interrupted, "stopped"};
    if (stored_on.value_or(0) == 0) check_answered();
    return {.num_success = stored_on.value_or(0)};
}

/// Puts again while that finds more nodes: the routing table grows with each look-up.
put_result client::state::put_until(std::function<void()> const& put, patience const& how)
{
    put_result best_so_far;
    for (;;) {
        stored_on.reset();
        put();
        auto const result = await_put(how);
        bool const more = result.num_success > best_so_far.num_success;
        if (more) best_so_far = result;
        bool const late = clock_type::now() >= deadline;
        if (!more || late || best_so_far.num_success >= how.enough_nodes) return best_so_far;
    }
}

client::client(network_options network)
    : state_{std::make_unique<state>(network)}
{
}

client::~client() = default;

std::optional<item> client::get(target const& where, patience const& how)
{
    state_->start(how);
    state_->engine().dht_get_item(hash_of(where));
    return state_->look_up(where, how);
}

std::optional<item> client::get(public_key const& key, std::string const& salt, patience const& how)
{
    state_->start(how);
    state_->engine().dht_get_item(key, salt);
    return state_->look_up(target_of(key, salt), how);
}

put_result client::put(std::string const& value, patience const& how)
{
    state_->start(how);
    auto const item = entry_of(value);
    return state_->put_until([&] { (void)state_->engine().dht_put_item(item); }, how);
}

put_result client::put(put_request const& what, patience const& how)
{
    auto const there = get(what.key.as_public, what.salt, how);
    auto const current = there ? there->seq : 0;
    auto const seq = what.seq.value_or(current + 1);
    bool const in_the_way =
        there && (seq < current || (seq == current && there->value != what.value));
    if ((what.cas && *what.cas != current) || in_the_way) return {.conflict = current};
    auto const signed_by = sign(signed_text(what.value, seq, what.salt), what.key);
    auto const value = entry_of(what.value);
    state_->start(how);
    // Runs on libtorrent's thread, once for each of its nodes, so it gives what was settled above.
    auto const fill =
        [value, signed_by, seq](
            lt::entry& item, std::array<char, 64>& sig, std::int64_t& number, std::string const&) {
            item = value;
            sig = signed_by;
            number = seq;
        };
    auto result = state_->put_until(
        [&] { state_->engine().dht_put_item(what.key.as_public, fill, what.salt); }, how);
    result.seq = seq;
    result.signed_by = signed_by;
    return result;
}

}  // namespace bt::dht
