#include "goals.hpp"

#include <algorithm>

namespace bt_seed {
namespace {

double seconds(std::chrono::milliseconds time)
{
    return std::chrono::duration<double>{time}.count();
}

}  // namespace

std::vector<goal_state> states_of(goals const& given, served const& so_far)
{
    std::vector<goal_state> out;
    auto const sent = static_cast<double>(so_far.sent_bytes);
    auto const add = [&out](std::string_view name, std::int64_t target, double value) {
        out.push_back({name, static_cast<double>(target), value});
    };
    // Nothing has to be sent of a torrent without content.
    if (given.ratio) {
        auto const size = static_cast<double>(so_far.size_bytes);
        out.push_back({"ratio", *given.ratio, size > 0 ? sent / size : *given.ratio});
    }
    if (given.idle.count() > 0) out.push_back({"idle", seconds(given.idle), seconds(so_far.idle)});
    if (given.seeds)
        add("seeds",
            *given.seeds,
            static_cast<double>(std::max(so_far.swarm.seeds, so_far.known_seeds)));
    if (given.copies) add("copies", *given.copies, so_far.swarm.copies);
    if (given.peers) add("peers", *given.peers, static_cast<double>(so_far.swarm.completed));
    if (given.uploaded) add("uploaded", *given.uploaded, sent);
    return out;
}

std::string_view goal_reached(goals const& given, std::vector<goal_state> const& states)
{
    if (states.empty()) return {};
    if (given.all && states.size() > 1)
        return std::ranges::all_of(states, &goal_state::is_reached) ? "all_goals" : "";
    auto const first = std::ranges::find_if(states, &goal_state::is_reached);
    return first == states.end() ? std::string_view{} : first->name;
}

}  // namespace bt_seed
