#pragma once

#include <bt/cli/progress.hpp>

#include <bt-seed/job.hpp>
#include <map>
#include <string>

namespace bt_seed {

/// What a person sees while it runs: the check of one torrent, or what all of them send.
[[nodiscard]] bt::cli::progress_state
progress_of(std::map<bt::session::torrent_id, job> const& jobs);

/// "data: seeding, sent 3 MiB, 2 peers"
[[nodiscard]] std::string status_text(job const& of);

}  // namespace bt_seed
