#include "entry.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/dht/find_host.hpp>
#include <bt/dht/node_cache.hpp>
#include <bt/host/hosted_node.hpp>
#include <bt/host/socket.hpp>
#include <bt/state/dirs.hpp>

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace bt_dht {
namespace {

bool uses_session(options const& given)
{
    return !given.session.empty() || !given.socket.empty();
}

std::unique_ptr<bt::host::hosted_node> node_of_session(options const& given)
{
    auto const path =
        given.socket.empty() ? bt::host::socket_path(given.state_dir, given.session) : given.socket;
    try {
        return std::make_unique<bt::host::hosted_node>(path, given.timeout.value);
    } catch (bt::error const& e) {
        if (e.code() != bt::exit_code::not_found) throw;
        auto const who = given.socket.empty() ? "session " + given.session : given.socket;
        throw bt::error{
            bt::exit_code::not_found,
            fmt::format("cannot reach {}: it is not running", who),
            "bt-ctl sessions lists those that are"};
    }
}

/// Nodes of a closed network are of no use in another.
std::string cache_of(options const& given)
{
    if (uses_session(given)) return {};
    if (!given.state.empty()) return given.state;
    if (given.network.private_net || !given.network.dht_nodes.empty()) return {};
    try {
        return bt::join_path(bt::state::cache_dir(), "dht-nodes");
    } catch (bt::error const&) {
        return {};
    }
}

std::vector<bt::dht::contact> nodes_in(std::string const& cache)
{
    std::vector<bt::dht::contact> out;
    if (cache.empty()) return out;
    // The first few are enough to come in by; all would be a burst.
    constexpr std::size_t enough = 32;
    for (auto const& each : bt::dht::load_nodes(cache, std::chrono::system_clock::now()))
        if (out.size() < enough) out.push_back(each.node);
    return out;
}

std::unique_ptr<bt::dht::own_node>
node_of_our_own(options const& given, std::string const& cache, entry::need what)
{
    auto own = std::make_unique<bt::dht::own_node>(given.network, nodes_in(cache));
    if (what == entry::need::network) own->check_can_enter();
    return own;
}

}  // namespace

entry::entry(options const& given, need what)
    : given_{&given}
    , cache_{cache_of(given)}
{
    if (uses_session(given))
        by_ = node_of_session(given);
    else
        by_ = node_of_our_own(given, cache_, what);
    client_ = std::make_unique<bt::dht::client>(*by_);
}

entry::~entry()
{
    if (cache_.empty() || client_->good_nodes().empty()) return;
    try {
        if (given_->state.empty()) bt::ensure_folder(bt::state::cache_dir());
        bt::dht::save_nodes(cache_, client_->good_nodes(), std::chrono::system_clock::now());
    } catch (bt::error const&) {
        // The next run takes a little longer.
    }
}

bt::dht::patience entry::patience(bt::cli::interrupt const& asked) const
{
    return {
        .within = given_->timeout.value,
        .stop = asked.token(),
        .enough_nodes = static_cast<int>(given_->min_nodes)};
}

bt::dht::endpoint entry::find(bt::host_and_port const& where, bt::cli::interrupt const& asked)
{
    auto found = bt::dht::find_host(where, given_->timeout.value, asked.token());
    if (asked.token().stop_requested()) throw bt::error{bt::exit_code::interrupted, "stopped"};
    std::erase_if(found, [this](bt::dht::endpoint const& each) { return !by_->can_reach(each); });
    if (found.empty())
        throw bt::error{bt::exit_code::network, fmt::format("cannot find {}", where.host)};
    return found.front();
}

bt::record::dht_state state_of_node(options const& given, bt::cli::interrupt const& asked)
{
    if (uses_session(given)) return node_of_session(given)->state();
    return node_of_our_own(given, cache_of(given), entry::need::network)
        ->state(given.timeout.value, asked.token());
}

bt::exit_code
interruptible(bt::cli::interrupt const& asked, std::function<bt::exit_code()> const& work)
try {
    return work();
} catch (bt::error const& e) {
    if (e.code() != bt::exit_code::interrupted) throw;
    return bt::stopped_by(asked.signal());
}

}  // namespace bt_dht
