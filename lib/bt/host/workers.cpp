#include "workers.hpp"

#include <system_error>
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
    queue_.push_back(std::make_shared<work>(std::move(what)));
    go_on();
}

void workers::go_on()
{
    while (running_.size() < at_a_time_ && !queue_.empty()) {
        auto const place = running_.emplace(running_.end());
        try {
            *place = begin(queue_.front(), place);
        } catch (std::system_error const&) {
            running_.erase(place);
            return;
        }
        queue_.pop_front();
    }
}

std::future<void>
workers::begin(std::shared_ptr<work> what, std::list<std::future<void>>::iterator place)
{
    return std::async(
        std::launch::async, [this, place, what = std::move(what), stop = stop_.get_token()] {
            auto finish = (*what)(stop);
            if (stop.stop_requested()) return;
            session_->post([this, place, finish = std::move(finish), stop] {
                // This may be gone by now.
                if (stop.stop_requested()) return;
                running_.erase(place);
                finish();
                go_on();
            });
        });
}

}  // namespace bt::host
