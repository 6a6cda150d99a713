#include "node_memory.hpp"

#include <bt/base/error.hpp>
#include <bt/dht/node_cache.hpp>
#include <bt/session/session_dht.hpp>
#include <bt/session/session_lists.hpp>

#include <algorithm>
#include <utility>

namespace bt_dht {
namespace {

/// Of "ID@ADDRESS:PORT".
std::optional<bt::dht::contact> parse_contact(std::string_view text)
{
    auto const at = text.find('@');
    if (at == std::string_view::npos) return std::nullopt;
    auto const id = bt::dht::parse_target(text.substr(0, at));
    auto const where = bt::dht::parse_endpoint(text.substr(at + 1));
    if (!id || !where) return std::nullopt;
    return bt::dht::contact{.where = *where, .id = *id};
}

}  // namespace

node_memory::node_memory(std::string file)
    : file_{std::move(file)}
{
}

std::vector<bt::host_and_port> node_memory::nodes() const
{
    std::vector<bt::host_and_port> out;
    if (file_.empty()) return out;
    constexpr std::size_t enough = 64;
    for (auto const& each : bt::dht::load_nodes(file_, std::chrono::system_clock::now()))
        if (out.size() < enough)
            out.push_back(
                {each.node.where.address().to_string(), static_cast<int>(each.node.where.port())});
    return out;
}

void node_memory::on_event(bt::session::event const& what)
{
    if (std::holds_alternative<bt::record::event::dht_bootstrap>(what.what)) has_entered_ = true;
    auto const* const known = std::get_if<bt::record::event::dht_live_nodes>(&what.what);
    if (known == nullptr || file_.empty()) return;
    std::vector<bt::dht::contact> nodes;
    for (auto const& each : known->nodes)
        if (auto const node = parse_contact(each)) nodes.push_back(*node);
    if (nodes.empty()) return;
    try {
        bt::dht::save_nodes(file_, nodes, std::chrono::system_clock::now());
    } catch (bt::error const&) {
        // The next run takes a little longer.
    }
}

void node_memory::on_tick(bt::session::session& of)
{
    constexpr std::chrono::minutes every{1};
    constexpr std::chrono::seconds while_young{2};
    auto const now = std::chrono::steady_clock::now();
    if (file_.empty() || !has_entered_ || now < next_) return;
    next_ = now + (next_ == std::chrono::steady_clock::time_point{} ? while_young : every);
    bt::session::ask_dht_state(of, [&of](bt::record::dht_state const& state) {
        for (auto const& each : state.dht_nodes)
            bt::session::dht_live_nodes(of, each.node_id);
    });
}

}  // namespace bt_dht
