#include "job.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace bt_seed {

using std::chrono::milliseconds;

job::job(std::string input, bt::session::torrent_id id, std::string magnet, missing what)
    : input_{std::move(input)}
    , id_{id}
    , magnet_{std::move(magnet)}
    , missing_{what}
{
}

void job::on_status(bt::record::torrent_status const& status, milliseconds now)
{
    if (status.total_payload_upload > status_.total_payload_upload) last_sent_ = now;
    // Pausing starts it over.
    auto const sent = std::max(status.total_payload_upload, status_.total_payload_upload);
    status_ = status;
    status_.total_payload_upload = sent;
}

void job::on_checked(milliseconds now)
{
    if (refused_) return;
    if (status_.is_seeding) {
        if (!served_) last_sent_ = now;
        served_ = true;
        fetching_ = false;
        return;
    }
    if (missing_ == missing::fetch) {
        fetching_ = true;
        served_ = false;
        return;
    }
    auto const all = status_.num_pieces.value_or(0);
    auto const bad = all - status_.num_pieces_have;
    on_failure(
        bt::exit_code::corrupt, fmt::format("{} of {} pieces do not match their hash", bad, all));
}

void job::on_finished(milliseconds now)
{
    if (!fetching_) return;
    fetching_ = false;
    served_ = true;
    last_sent_ = now;
}

void job::on_failure(bt::exit_code code, std::string_view why)
{
    served_ = false;
    fetching_ = false;
    if (!refused_) refused_ = {code, fmt::format("cannot seed {}: {}", name(), why)};
}

std::vector<goal_state>
job::look(goals const& given, bt::session::swarm_count swarm, milliseconds now)
{
    if (!served_ || !goal_.empty()) return {};
    // Trackers count us as well.
    auto const others = std::max<std::int64_t>(0, status_.num_complete.value_or(0) - 1);
    auto states = states_of(
        given,
        {.idle = now - last_sent_,
         .sent_bytes = status_.total_payload_upload,
         .size_bytes = status_.total_wanted,
         .known_seeds = others,
         .swarm = swarm});
    goal_ = goal_reached(given, states);
    std::erase_if(states, [this](goal_state const& each) {
        // Time goes by without being told of.
        bool const is_news = each.name != "idle" || each.is_reached();
        auto const [at, is_new] = told_.try_emplace(each.name, -1);
        return !is_news || std::exchange(at->second, each.value) == each.value;
    });
    return states;
}

}  // namespace bt_seed
