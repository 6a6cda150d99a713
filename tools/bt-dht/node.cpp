#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/session/session.hpp>

#include <fmt/format.h>

#include <bt-dht/node_memory.hpp>
#include <bt-dht/run.hpp>

namespace bt_dht {
namespace {

using bt::exit_code;
using clock_type = std::chrono::steady_clock;

bt::network_options node_network(bt::network_options network, node_memory const& memory)
{
    network.no_lsd = true;
    auto const known = memory.nodes();
    network.dht_nodes.insert(network.dht_nodes.end(), known.begin(), known.end());
    return network;
}

void tell_ready(bt::session::session const& session, bt::cli::teller& tell)
{
    tell.write()(
        bt::session::envelope_now(),
        bt::record::event::ready{
            .port = session.port(), .endpoints = session.endpoints(), .magnets = {}});
    for (auto const& endpoint : session.endpoints())
        tell.result(endpoint);
}

exit_code serve(options const& given, bt::cli::teller& tell, bt::record::summary& summary)
{
    bt::cli::interrupt interrupt;
    auto const start = clock_type::now();
    node_memory memory{given.state};
    std::optional<bt::session::session> session;
    bool out_of_time = false;
    auto const on_tick = [&] {
        memory.on_tick(*session);
        auto const limit = given.max_time.value;
        if (limit.count() > 0 && clock_type::now() - start >= limit) {
            out_of_time = true;
            session->end();
        } else if (interrupt.take_status_request()) {
            tell.complain(fmt::format(
                "{} nodes known, {} messages in",
                session->metric("dht.dht_nodes"),
                session->metric("dht.dht_messages_in")));
        }
    };
    session.emplace(
        bt::session::session_request{
            .network = node_network(given.network, memory),
            .events = bt::session::select_events(""),
            .needs = {"dht_live_nodes", "dht_bootstrap"}},
        bt::session::session_callbacks{
            .on_event =
                [&](bt::session::event const& what) {
                    memory.on_event(what);
                    if (what.told) bt::session::tell(tell.write(), what);
                },
            .on_status = {},
            .on_tick = on_tick,
            .on_stop_request = [&] { session->end(); }});
    tell_ready(*session, tell);
    session->run(interrupt.token());
    summary.reason =
        out_of_time ? "max_time" : std::string{bt::row_of(bt::stopped_by(interrupt.signal())).name};
    return exit_code::ok;
}

}  // namespace

bt::exit_code run_node(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    return bt::cli::with_summary(
        tell, [&](bt::record::summary& summary) { return serve(given, tell, summary); });
}

}  // namespace bt_dht
