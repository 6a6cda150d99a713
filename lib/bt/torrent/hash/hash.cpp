#include "hash.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/hash/hash_worker.hpp>

#include <sched.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <exception>
#include <future>
#include <numeric>

namespace bt::torrent {
namespace {

/// As many pieces side by side as fill the kernels, but no more files open than are allowed.
std::size_t lanes_for(hash_options const& how, unsigned threads)
{
    auto const width = std::max(
        how.v1 ? digest::sha1_width() : std::size_t{1},
        how.v2 ? digest::sha256_width() : std::size_t{1});
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return width;
    auto const allowed = limit.rlim_cur / 2 / threads;
    return std::clamp<std::size_t>(allowed, 1, width);
}

std::int64_t wanted_bytes(piece_space const& space, hash_client& client)
{
    auto total = std::accumulate(space.sizes.begin(), space.sizes.end(), std::int64_t{0});
    std::int64_t left_out = 0;
    for (std::int64_t piece = 0; piece < space.pieces(); ++piece)
        if (!client.wants(piece)) left_out += space.piece_length;
    return std::max<std::int64_t>(total - left_out, 0);
}

void run_worker(hash_work& work)
{
    try {
        hash_worker{work}.run();
    } catch (...) {
        work.give_up = true;
        throw;
    }
}

}  // namespace

std::size_t piece_space::file_at(std::int64_t piece) const
{
    // Empty files share the offset of the one behind them.
    auto const after = std::ranges::upper_bound(offsets, piece * piece_length);
    return static_cast<std::size_t>(after - offsets.begin()) - 1;
}

hash_client::~hash_client() = default;

bool hash_client::wants(std::int64_t /*piece*/)
{
    return true;
}

unsigned usable_cores()
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (::sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
    return static_cast<unsigned>(std::max(CPU_COUNT(&cores), 1));
}

unsigned thread_count(unsigned asked)
{
    return asked == 0 ? usable_cores() : asked;
}

void in_shares(
    std::size_t count, unsigned threads, std::function<void(std::size_t, std::size_t)> const& part)
{
    constexpr std::size_t few = 1000;
    auto const share = std::max(few, count / std::max(threads, 1U) + 1);
    auto const how = count <= few ? std::launch::deferred : std::launch::async;
    std::vector<std::future<void>> parts;
    for (std::size_t at = 0; at < count; at += share)
        parts.push_back(std::async(how, part, at, std::min(at + share, count)));
    for (auto& each : parts)
        each.get();
}

void hash_pieces(
    piece_space const& space,
    hash_options const& how,
    hash_client& client,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    hash_work work{.space = &space, .how = how, .client = &client, .pieces = space.pieces()};
    work.threads =
        static_cast<unsigned>(std::clamp<std::int64_t>(work.pieces, 1, thread_count(how.threads)));
    work.lanes = lanes_for(how, work.threads);
    auto const total = wanted_bytes(space, client);
    std::vector<std::future<void>> workers;
    for (unsigned i = 0; i < work.threads; ++i)
        workers.push_back(std::async(std::launch::async, run_worker, std::ref(work)));
    std::exception_ptr trouble;
    for (auto& each : workers) {
        using namespace std::chrono_literals;
        while (each.wait_for(50ms) != std::future_status::ready) {
            if (stop.stop_requested()) work.give_up = true;
            if (progress) progress({work.done_bytes, total});
        }
        try {
            each.get();
        } catch (...) {
            if (!trouble) trouble = std::current_exception();
        }
    }
    if (trouble) std::rethrow_exception(trouble);
    if (stop.stop_requested()) throw error{exit_code::interrupted, "stopped before the end"};
}

}  // namespace bt::torrent
