#include "client_state.hpp"

#include <bt/base/error.hpp>
#include <bt/session/session_state.hpp>

#include <boost/asio/ip/udp.hpp>
#include <fmt/format.h>
#include <libtorrent/alert_types.hpp>
#include <libtorrent/client_data.hpp>
#include <libtorrent/kademlia/dht_state.hpp>
#include <libtorrent/session_params.hpp>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace bt::dht {
namespace {

using std::chrono::milliseconds;

network_options one_shot(network_options network)
{
    bool const anywhere = network.listen.empty() && !network.port;
    if (anywhere) network.port = 0;
    // The public default for what a node serves to others would make a look-up drop its queries.
    network.set.insert(
        network.set.begin(), {"dht_read_only=true", "dht_upload_rate_limit=1000000"});
    network.no_lsd = true;
    network.no_upnp = true;
    network.no_natpmp = true;
    return network;
}

}  // namespace

client::state::state(network_options const& network)
    : network_{one_shot(network)}
    , host_{{.network = network_, .events = session::select_events("none,dht_bootstrap")}, {}}
{
    host_.get().watch = [this](lt::alert const& alert) { on_alert(alert); };
    check_can_enter();
    resolve();
}

void client::state::check_can_enter()
{
    auto const settings = host_.get().engine.get_settings();
    bool const has_routers = !settings.get_str(lt::settings_pack::dht_bootstrap_nodes).empty();
    if (has_routers || !network_.dht_nodes.empty()) return;
    throw error{
        exit_code::network,
        "cannot enter the DHT: no node of it is known",
        "--dht-node HOST:PORT names one"};
}

// An address takes no time. A name is looked up by the loop, while it waits for other things.
void client::state::resolve()
{
    using boost::asio::ip::udp;
    auto const resolver = std::make_shared<udp::resolver>(host_.get().loop);
    for (auto const& each : network_.dht_nodes) {
        ++unresolved_;
        resolver->async_resolve(
            each.host,
            std::to_string(each.port),
            [this, resolver, host = each.host](auto const& reason, auto const& results) {
                --unresolved_;
                if (reason) trouble_ = fmt::format("{}: {}", host, reason.message());
                for (auto const& result : results)
                    seeds_.push_back(result.endpoint());
            });
    }
}

void client::state::begin(patience const& how)
{
    deadline_ = how.within == milliseconds{0} ? clock_type::time_point::max()
                                              : clock_type::now() + how.within;
    stop_ = how.stop;
}

void client::state::on_alert(lt::alert const& alert)
{
    auto const* answer = lt::alert_cast<lt::dht_direct_response_alert>(&alert);
    if (answer == nullptr || !on_reply_) return;
    if (rounds_.empty() || answer->userdata.get<char>() != &rounds_.back()) return;
    on_reply_(endpoint{answer->endpoint}, read_reply(answer->response(), salt));
}

void client::state::send(endpoint const& to, lt::entry const& query)
{
    host_.get().engine.dht_direct_request(to, query, lt::client_data_t{&rounds_.back()});
}

bool client::state::can_reach(endpoint const& where) const
{
    return std::ranges::any_of(host_.endpoints(), [&](std::string const& own) {
        return own.starts_with('[') == where.address().is_v6();
    });
}

void client::state::add_seeds(search& round)
{
    for (auto const& each : seeds_)
        if (can_reach(each)) round.add({.where = each});
    // libtorrent bootstraps by itself, and knows nodes from the first answer on.
    constexpr std::size_t enough = 16;
    auto const known =
        host_.get().engine.session_state(lt::session_handle::save_dht_state).dht_state;
    std::size_t taken = 0;
    for (auto const* list : {&known.nodes, &known.nodes6})
        for (auto const& each : *list)
            if (can_reach(each) && taken++ < enough) round.add({.where = each});
}

bool client::state::wait(std::function<bool()> const& done, clock_type::time_point until)
{
    // Longer than any limit that a user can give; the clock's own end would overflow the sum.
    constexpr std::chrono::hours long_time{24 * 366 * 100};
    auto const now = clock_type::now();
    auto const left = until - now > long_time ? clock_type::duration{long_time} : until - now;
    bool const held =
        host_.wait(done, std::max(std::chrono::ceil<milliseconds>(left), milliseconds{0}), stop_);
    if (!held && stop_.stop_requested()) throw error{exit_code::interrupted, "stopped"};
    return held;
}

void client::state::pause(milliseconds length)
{
    (void)wait([] { return false; }, std::min(deadline_, clock_type::now() + length));
}

void client::state::fail_unanswered() const
{
    auto const why = trouble_.empty() ? "" : ": cannot find " + trouble_;
    throw error{
        exit_code::network,
        fmt::format("cannot use the DHT: no node answers{}", why),
        "--dht-node HOST:PORT names a node to start from"};
}

search
client::state::explore(target const& where, std::function<bool(reply const&)> const& is_enough)
{
    constexpr milliseconds again{200};
    for (;;) {
        rounds_.emplace_back();
        search round{where};
        add_seeds(round);
        bool enough = false;
        on_reply_ = [&](endpoint const& from, reply const& what) {
            if (!what.id) return round.on_failure(from);
            round.on_answer(from, *what.id, what.token);
            for (auto const& each : what.nodes)
                if (can_reach(each.where)) round.add(each);
            enough = enough || is_enough(what);
        };
        auto const is_over = [&] {
            auto const now = clock_type::now();
            for (auto const& each : round.to_ask(now))
                send(each, get_query(where));
            return enough || round.is_over(now);
        };
        bool const over = wait(is_over, deadline_);
        on_reply_ = nullptr;
        if (round.answers() > 0 && over) return round;
        if (round.answers() > 0) throw error{exit_code::timed_out, "cannot ask every node in time"};
        bool const hopeless = unresolved_ == 0 && seeds_.empty() && !trouble_.empty();
        if (is_late() || hopeless) fail_unanswered();
        // A node may be just starting, and a name takes its time.
        pause(again);
    }
}

put_result
client::state::put_until(int enough_nodes, std::function<put_result(bool is_first)> const& put)
{
    constexpr milliseconds again{300};
    constexpr int most_tries = 5;
    auto best = put(true);
    for (int tries = 1; tries < most_tries; ++tries) {
        bool const has_time = deadline_ - clock_type::now() > 2 * search::slow;
        if (best.conflict || best.num_success >= enough_nodes || !has_time) break;
        // Nodes that have just come up need a moment to hear of each other.
        pause(again * tries);
        auto const next = put(false);
        if (next.num_success > best.num_success) best = next;
    }
    return best;
}

put_result client::state::store(
    std::vector<holder> const& on, item const& what, std::optional<std::int64_t> cas)
{
    put_result result{.seq = what.seq, .signed_by = what.signed_by};
    rounds_.emplace_back();
    std::set<endpoint> silent;
    on_reply_ = [&](endpoint const& from, reply const& said) {
        if (silent.erase(from) == 0) return;
        if (said.id) ++result.num_success;
        if (said.error == cas_mismatch || said.error == seq_too_low) ++result.num_refused;
    };
    for (auto const& each : on) {
        silent.insert(each.where);
        send(each.where, put_query(what, each.token, cas));
    }
    (void)wait(
        [&] { return silent.empty(); }, std::min(deadline_, clock_type::now() + search::slow));
    on_reply_ = nullptr;
    return result;
}

}  // namespace bt::dht
