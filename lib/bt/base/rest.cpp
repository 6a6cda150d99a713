#include "rest.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <random>

namespace bt {

bool rest(std::chrono::milliseconds length, std::stop_token const& stop)
{
    std::mutex mutex;
    std::condition_variable_any changed;
    std::unique_lock lock{mutex};
    (void)changed.wait_for(lock, stop, length, [] { return false; });
    return !stop.stop_requested();
}

std::chrono::milliseconds with_jitter(std::chrono::milliseconds length)
{
    std::mt19937 from{std::random_device{}()};
    auto const tenth = length.count() / 10;
    return length
        + std::chrono::milliseconds{
            std::uniform_int_distribution<std::int64_t>{-tenth, tenth}(from)};
}

}  // namespace bt
