#include "search.hpp"

#include <algorithm>
#include <utility>

namespace bt::dht {
namespace {

// Strangers name the nodes; no answer of theirs may take all memory.
constexpr std::size_t most_nodes = 500;

node_id distance(node_id const& a, target const& b)
{
    node_id out{};
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<char>(a[i] ^ b[i]);
    return out;
}

bool less_unsigned(node_id const& a, node_id const& b)
{
    return std::ranges::lexicographical_compare(a, b, [](char x, char y) {
        return static_cast<unsigned char>(x) < static_cast<unsigned char>(y);
    });
}

bool can_be_asked(endpoint const& where)
{
    auto const address = where.address();
    return where.port() != 0 && !address.is_unspecified() && !address.is_multicast();
}

}  // namespace

bool search::is_nearer(entry const& a, entry const& b) const
{
    if (!a.node.id || !b.node.id) return !a.node.id && b.node.id;
    return less_unsigned(distance(*a.node.id, where_), distance(*b.node.id, where_));
}

std::vector<search::entry>::iterator search::find(endpoint const& where)
{
    return std::ranges::find_if(
        nodes_, [&](entry const& each) { return each.node.where == where; });
}

void search::insert(entry each)
{
    auto const at = std::ranges::upper_bound(
        nodes_, each, [this](entry const& a, entry const& b) { return is_nearer(a, b); });
    nodes_.insert(at, std::move(each));
}

void search::add(contact const& node)
{
    if (!can_be_asked(node.where) || find(node.where) != nodes_.end()) return;
    insert({.node = node});
    if (nodes_.size() > most_nodes && nodes_.back().is == stage::fresh) nodes_.pop_back();
}

bool search::counts(entry const& each, time_point now) const
{
    if (each.is != stage::asked) return each.is != stage::failed;
    auto const enough = answers_ == 0
        ? std::chrono::steady_clock::duration{slow}
        : std::clamp<std::chrono::steady_clock::duration>(4 * longest_, slow_at_least, slow);
    return now - each.asked_at < enough;
}

std::vector<endpoint> search::to_ask(time_point now)
{
    std::vector<endpoint> out;
    std::size_t seen = 0;
    for (auto& each : nodes_) {
        if (!counts(each, now)) continue;
        if (++seen > width) break;
        if (each.is != stage::fresh) continue;
        each.is = stage::asked;
        each.asked_at = now;
        out.push_back(each.node.where);
    }
    return out;
}

void search::on_answer(endpoint const& from, node_id const& id, std::string token, time_point now)
{
    auto const found = find(from);
    if (found == nodes_.end() || found->is != stage::asked) return;
    // A late one, which was passed over, is no measure for others.
    if (counts(*found, now)) longest_ = std::max(longest_, now - found->asked_at);
    auto known = std::move(*found);
    nodes_.erase(found);
    known.node.id = id;
    known.is = stage::answered;
    known.token = std::move(token);
    insert(std::move(known));
    ++answers_;
}

void search::on_failure(endpoint const& from)
{
    auto const found = find(from);
    if (found != nodes_.end() && found->is == stage::asked) found->is = stage::failed;
}

bool search::is_over(time_point now) const
{
    std::size_t seen = 0;
    for (auto const& each : nodes_) {
        if (!counts(each, now)) continue;
        if (each.is != stage::answered) return false;
        if (++seen == width) break;
    }
    return true;
}

std::vector<holder> search::holders() const
{
    std::vector<holder> out;
    for (auto const& each : nodes_) {
        if (each.is != stage::answered || each.token.empty()) continue;
        out.push_back({each.node.where, each.token});
        if (out.size() == width) break;
    }
    return out;
}

std::vector<contact> search::nearest() const
{
    std::vector<contact> out;
    for (auto const& each : nodes_) {
        if (each.is != stage::answered) continue;
        out.push_back(each.node);
        if (out.size() == width) break;
    }
    return out;
}

std::vector<endpoint> search::silent(time_point now) const
{
    std::vector<endpoint> out;
    for (auto const& each : nodes_)
        if (each.is == stage::asked && !counts(each, now)) out.push_back(each.node.where);
    return out;
}

}  // namespace bt::dht
