#include "print.hpp"

#include <bt/base/text.hpp>

#include <fmt/format.h>

namespace bt_seed {

bt::cli::progress_state progress_of(std::map<bt::session::torrent_id, job> const& jobs)
{
    bt::cli::progress_state all;
    std::int64_t up = 0;
    std::int64_t peers = 0;
    std::int64_t sent = 0;
    std::int64_t served = 0;
    for (auto const& [id, each] : jobs) {
        auto const& status = each.status();
        sent += status.total_payload_upload;
        if (!each.goal().empty() || each.refused()) continue;
        if (each.is_checking()) {
            all.what = each.name();
            all.ratio = status.progress;
            all.extra = "checking";
            return all;
        }
        all.what = each.name();
        peers += status.num_peers;
        up += status.upload_payload_rate;
        ++served;
    }
    if (served != 1) all.what = fmt::format("{} torrents", served);
    all.ratio = 1;
    all.rate = up;
    all.extra =
        fmt::format("sent {}, {} {}", bt::format_size(sent), peers, peers == 1 ? "peer" : "peers");
    return all;
}

std::string status_text(job const& of)
{
    auto const& status = of.status();
    return fmt::format(
        "{}: {}, sent {}, {} {}",
        of.name(),
        status.state,
        bt::format_size(status.total_payload_upload),
        status.num_peers,
        status.num_peers == 1 ? "peer" : "peers");
}

}  // namespace bt_seed
