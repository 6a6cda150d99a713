#include "job.hpp"

#include <fmt/format.h>

#include <utility>

namespace bt_seed {

job::job(std::string input, bt::session::torrent_id id, std::string magnet)
    : input_{std::move(input)}
    , id_{id}
    , magnet_{std::move(magnet)}
{
}

void job::on_checked()
{
    if (!is_checking()) return;
    if (status_.is_seeding) {
        served_ = true;
        return;
    }
    auto const all = status_.num_pieces.value_or(0);
    auto const bad = all - status_.num_pieces_have;
    on_failure(
        bt::exit_code::corrupt, fmt::format("{} of {} pieces do not match their hash", bad, all));
}

void job::on_failure(bt::exit_code code, std::string_view why)
{
    served_ = false;
    if (!refused_) refused_ = {code, fmt::format("cannot seed {}: {}", name(), why)};
}

}  // namespace bt_seed
