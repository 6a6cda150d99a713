#include "workers.hpp"

#include <utility>

namespace bt::host {

workers::workers(session::session& on, std::size_t at_a_time)
    : session_{&on}
    , at_a_time_{at_a_time}
{
}

workers::~workers()
{
    end();
}

void workers::end()
{
    stop_.request_stop();
    queue_.clear();
    running_.clear();
}

void workers::start(work what)
{
    queue_.push_back(std::move(what));
    begin_some();
}

void workers::begin_some()
{
    while (running_.size() < at_a_time_ && !queue_.empty()) {
        auto what = std::move(queue_.front());
        queue_.pop_front();
        auto const place = running_.emplace(running_.end());
        *place = std::async(
            std::launch::async, [this, place, what = std::move(what), stop = stop_.get_token()] {
                auto finish = what(stop);
                if (stop.stop_requested()) return;
                session_->post([this, place, finish = std::move(finish), stop] {
                    // This may be gone by now.
                    if (stop.stop_requested()) return;
                    running_.erase(place);
                    finish();
                    begin_some();
                });
            });
    }
}

}  // namespace bt::host
