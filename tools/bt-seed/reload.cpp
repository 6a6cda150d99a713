#include <bt/torrent/announce.hpp>

#include <fmt/format.h>

#include <bt-seed/seeds.hpp>
#include <utility>

/// What SIGHUP does: the options as they are now, and all watch folders.
namespace bt_seed {

void seeds::open_folders()
{
    watching_.reset();
    if (given_->watch.empty()) return;
    std::vector<watch_spec> specs;
    for (auto const& each : given_->watch)
        specs.push_back(*parse_watch(each));
    watching_ = std::make_unique<watching>(std::move(specs), given_->watch_move);
}

/// What was fixed when this started stays: which session, which inputs, where.
void seeds::take_options(options now)
{
    check(now);
    bool const other_folders = now.watch != current_.watch || now.watch_move != current_.watch_move;
    // The first that can fail; then nothing has changed.
    if (own_ != nullptr) {
        auto const before = std::exchange(current_.network, now.network);
        try {
            own_->renew(network());
        } catch (...) {
            current_.network = before;
            throw;
        }
    }
    current_.until = now.until;
    current_.idle = now.idle;
    current_.max_time = now.max_time;
    until_ = now.until;
    until_.idle = now.idle.value;
    current_.save_interval = now.save_interval;
    current_.load = now.load;
    current_.torrent = now.torrent;
    current_.announce = std::move(now.announce);
    current_.peers = std::move(now.peers);
    current_.category = std::move(now.category);
    current_.tags = std::move(now.tags);
    current_.watch = std::move(now.watch);
    current_.watch_move = now.watch_move;
    if (other_folders) open_folders();
}

void seeds::reload()
{
    notify_.reloading();
    try {
        take_options(reread_());
    } catch (bt::error const& e) {
        tell_->complain(fmt::format("{}; going on as before", e.what()));
    }
    if (watching_) watching_->look_again();
    look_at_folders();
    notify_.ready(status_line());
}

/// Trackers say how many seeds there are when we announce, which is seldom.
void seeds::scrape()
{
    constexpr std::chrono::minutes interval{1};
    if (!until_.seeds || !ready_ || (last_scrape_ && now() - *last_scrape_ < interval)) return;
    last_scrape_ = now();
    for (auto const& [id, each] : live_)
        if (each->is_served()) session_->scrape(id);
}

}  // namespace bt_seed
