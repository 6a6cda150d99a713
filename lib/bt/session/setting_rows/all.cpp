#include "row.hpp"

#include <array>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

template <class Matches>
setting_row const* first_row(Matches matches)
{
    for (auto const& each : all_rows())
        for (auto const& row : each.rows)
            if (matches(row)) return &row;
    return nullptr;
}

}  // namespace

std::span<subject_rows const> all_rows()
{
    static std::array const subjects{
        subject_rows{"network", network_rows()},
        subject_rows{"privacy", privacy_rows()},
        subject_rows{"peers", peer_rows()},
        subject_rows{"choking", choking_rows()},
        subject_rows{"disk", disk_rows()},
        subject_rows{"queue", queue_rows()},
        subject_rows{"trackers", tracker_rows()},
        subject_rows{"dht", dht_rows()},
    };
    return subjects;
}

std::string_view name_of(setting_row const& row)
{
    // The table of names in 2.0.8 has these two the wrong way round.
    if (row.index == pack::announce_to_all_tiers) return "announce_to_all_tiers";
    if (row.index == pack::announce_to_all_trackers) return "announce_to_all_trackers";
    return lt::name_for_setting(row.index);
}

setting_row const* find_row(std::string_view name)
{
    auto const* row = first_row([&](setting_row const& each) { return name_of(each) == name; });
    if (row != nullptr) return row;
    int const index = lt::setting_by_name(lt::string_view{name.data(), name.size()});
    return first_row([&](setting_row const& each) { return each.index == index; });
}

}  // namespace bt::session
