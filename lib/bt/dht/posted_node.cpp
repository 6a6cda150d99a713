#include "posted_node.hpp"

#include <bt/session/session_dht.hpp>
#include <bt/session/session_state.hpp>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <random>
#include <utility>

namespace bt::dht {

std::vector<contact> some_of(std::vector<std::string> endpoints)
{
    constexpr std::size_t enough = 16;
    std::ranges::shuffle(endpoints, std::mt19937{std::random_device{}()});
    std::vector<contact> out;
    for (auto const& each : endpoints)
        if (auto const where = parse_endpoint(each); where && out.size() < enough)
            out.push_back({.where = *where});
    return out;
}

struct posted_node::mailbox {
    std::mutex mutex;
    std::condition_variable_any changed;
    std::deque<std::function<void()>> letters;

    void put(std::function<void()> letter)
    {
        {
            std::scoped_lock const lock{mutex};
            letters.push_back(std::move(letter));
        }
        changed.notify_one();
    }
};

posted_node::posted_node(session::session& of)
    : of_{&of}
    , box_{std::make_shared<mailbox>()}
{
}

posted_node::~posted_node() = default;

void posted_node::send(endpoint const& to, lt::entry const& query, heard then)
{
    of_->post([to, query, box = box_, then = std::move(then), own = &of_->get()] {
        own->ask_dht(to, query, [box, then](std::string_view message) {
            box->put([then, text = std::string{message}] { then(text); });
        });
    });
}

std::vector<contact> posted_node::known()
{
    // What was known the last time will do: it is asked for again meanwhile.
    of_->post([this, box = box_, of = of_] {
        auto nodes = std::make_shared<std::vector<contact>>();
        *nodes = some_of(session::dht_saved_nodes(*of));
        box->put([this, nodes] { known_ = std::move(*nodes); });
    });
    return known_;
}

bool posted_node::can_reach(endpoint const& where) const
{
    return std::ranges::any_of(
        known_, [&](contact const& each) { return each.where.protocol() == where.protocol(); });
}

bool posted_node::wait(
    std::function<bool()> const& done,
    std::chrono::milliseconds within,
    std::stop_token const& stop)
{
    // Nodes that are slow are passed over by the clock alone.
    constexpr std::chrono::milliseconds look{50};
    auto const until = std::chrono::steady_clock::now() + within;
    while (!done()) {
        auto const now = std::chrono::steady_clock::now();
        if (stop.stop_requested() || now >= until) return false;
        std::unique_lock lock{box_->mutex};
        (void)box_->changed.wait_until(
            lock, stop, std::min(until, now + look), [this] { return !box_->letters.empty(); });
        auto const letters = std::exchange(box_->letters, {});
        lock.unlock();
        for (auto const& each : letters)
            each();
    }
    return true;
}

}  // namespace bt::dht
