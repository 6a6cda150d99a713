#include "hosted_node.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/rest.hpp>
#include <bt/control/value.hpp>
#include <bt/control/writer.hpp>
#include <bt/dht/wire.hpp>
#include <bt/host/parse.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bt::host {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::seconds most_patience{10};

}  // namespace

hosted_node::hosted_node(
    std::string socket, std::chrono::milliseconds patience, std::stop_token stop)
    : socket_{std::move(socket)}
    , patience_{patience.count() == 0 ? most_patience : std::min<milliseconds>(patience, most_patience)}
    , stop_{std::move(stop)}
{
    by_.emplace(socket_);
    auto const now = state();
    if (!now.running)
        fail(exit_code::network, "use the DHT of", socket_, std::string_view{"it is off"});
    if (now.dht_nodes.empty()) return;
    has_v4_ = false;
    for (auto const& each : now.dht_nodes)
        (each.local_endpoint.starts_with('[') ? has_v6_ : has_v4_) = true;
}

record::dht_state hosted_node::state()
{
    auto const said = call("dht_state", R"({"saved_nodes":true})");
    if (!said) throw error{exit_code::network, trouble_};
    return dht_state_of(control::value_of_json(*said));
}

std::optional<std::string> hosted_node::call(std::string_view method, std::string_view params)
try {
    if (!by_) by_.emplace(socket_);
    std::optional<std::string> out;
    bool is_over = false;
    auto const id = by_->ask(method, params, patience_);
    waiting_.emplace(id, [&](std::string_view said) {
        is_over = true;
        if (!said.empty()) out = said;
    });
    auto const until = std::chrono::steady_clock::now() + patience_;
    while (by_ && !is_over && !stop_.stop_requested() && std::chrono::steady_clock::now() < until)
        listen(milliseconds{50});
    waiting_.erase(id);
    if (!is_over)
        lose(
            {exit_code::network,
             fmt::format("cannot ask session at {}: it does not answer", socket_)});
    return out;
} catch (error const& e) {
    lose(e);
    return std::nullopt;
}

void hosted_node::send(dht::endpoint const& to, lt::entry const& query, heard then)
try {
    if (!by_) by_.emplace(socket_);
    auto const params = control::result{}
                            .add("endpoint", dht::text_of(to))
                            .add("query_base64", to_base64(dht::bencoded(query)))
                            .text();
    auto const id = by_->ask("dht_direct_request", params, patience_);
    waiting_.emplace(id, [then = std::move(then)](std::string_view said) {
        then(from_base64(control::text_in(control::value_of_json(said), "response_base64"))
                 .value_or(""));
    });
} catch (error const& e) {
    lose(e);
}

std::vector<dht::contact> hosted_node::known()
{
    auto const said = call("dht_state", R"({"saved_nodes":true})");
    if (!said) return {};
    auto state = dht_state_of(control::value_of_json(*said));
    return dht::some_of(std::move(state.saved_nodes).value_or(std::vector<std::string>{}));
}

bool hosted_node::can_reach(dht::endpoint const& where) const
{
    return where.address().is_v6() ? has_v6_ : has_v4_;
}

bool hosted_node::wait(
    std::function<bool()> const& done, milliseconds within, std::stop_token const& stop)
{
    // Nodes that are slow are passed over by the clock alone.
    constexpr milliseconds look{50};
    auto const until = std::chrono::steady_clock::now() + within;
    while (!done()) {
        auto const left = std::chrono::ceil<milliseconds>(until - std::chrono::steady_clock::now());
        if (stop.stop_requested() || left.count() <= 0) return false;
        if (by_)
            listen(std::min(left, look));
        else
            (void)rest(std::min(left, look), stop);
    }
    return true;
}

/// What a handler throws is for whoever waits, and no trouble of the session.
void hosted_node::listen(milliseconds within)
{
    // Many come at once.
    for (auto said = next(within); said; said = next({})) {
        auto waiting = waiting_.extract(said->id);
        if (said->fault) trouble_ = said->fault->what();
        if (!waiting.empty()) waiting.mapped()(said->result);
    }
}

std::optional<control::client::answer> hosted_node::next(milliseconds within)
try {
    return by_ ? by_->next_answer(within) : std::nullopt;
} catch (error const& e) {
    lose(e);
    return std::nullopt;
}

void hosted_node::lose(error const& why)
{
    trouble_ = why.what();
    by_.reset();
    for (auto const& [id, then] : std::exchange(waiting_, {}))
        then({});
}

}  // namespace bt::host
