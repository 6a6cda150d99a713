#include "entry.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/dht/node_cache.hpp>
#include <bt/state/dirs.hpp>

#include <fmt/format.h>

#include <chrono>
#include <utility>

namespace bt_dht {
namespace {

/// Nodes of a closed network are of no use in another.
std::string cache_of(options const& given)
{
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

}  // namespace

entry::entry(options const& given, need what)
    : given_{&given}
    , cache_{cache_of(given)}
{
    auto own = std::make_unique<bt::dht::own_node>(given.network, nodes_in(cache_));
    if (what == need::network) own->check_can_enter();
    by_ = std::move(own);
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
    auto const found = by_->find(where, given_->timeout.value, asked.token());
    if (found.empty())
        throw bt::error{bt::exit_code::network, fmt::format("cannot find {}", where.host)};
    return found.front();
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
