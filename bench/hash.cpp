// What each kernel does with data that is already in the core's own cache: the limit for
// everything that hashes. Prints one line for each kernel, hash and number of threads:
// kernel, hash, threads, MB/s. With --list only the names of the kernels.
#include <bt/digest/digest.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using bt::digest::bytes;
using seconds = std::chrono::duration<double>;

constexpr std::size_t buffer_size = 256UL * 1024;
constexpr std::size_t block = 16UL * 1024;
constexpr double run_seconds = 0.4;

/// As the engine does it: windows of several pieces advance together.
std::size_t
sha1_pass(std::string const& buffer, bt::digest::sha1_streams& streams, std::size_t width)
{
    auto const window = buffer.size() / width / 64 * 64;
    std::vector<bt::digest::sha1_streams::part> parts;
    for (std::size_t i = 0; i < width; ++i)
        parts.push_back({i, bytes{buffer}.subspan(i * window, window), false});
    streams.add(parts);
    return window * width;
}

std::size_t sha256_pass(std::string const& buffer, std::vector<bt::digest::sha256_digest>& out)
{
    std::vector<bytes> blocks;
    for (std::size_t at = 0; at < buffer.size(); at += block)
        blocks.push_back(bytes{buffer}.subspan(at, block));
    out.resize(blocks.size());
    bt::digest::sha256_each(blocks, out);
    return buffer.size();
}

/// Bytes a second over all threads.
template <class MakePass>
double measure(unsigned threads, MakePass make_pass)
{
    std::atomic<bool> go = false;
    std::vector<double> rates(threads);
    std::vector<std::thread> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.emplace_back([&, i] {
            auto pass = make_pass();
            while (!go)
                std::this_thread::yield();
            auto const start = std::chrono::steady_clock::now();
            double spent = 0;
            std::size_t done = 0;
            while (spent < run_seconds) {
                done += pass();
                spent = seconds(std::chrono::steady_clock::now() - start).count();
            }
            rates[i] = static_cast<double>(done) / spent;
        });
    go = true;
    for (auto& each : workers)
        each.join();
    double sum = 0;
    for (auto const rate : rates)
        sum += rate;
    return sum;
}

void measure_kernel(std::string const& name, unsigned threads)
{
    bt::digest::choose_kernel(name);
    auto const width = std::max<std::size_t>(bt::digest::sha1_width(), 1);
    auto const best = [&](auto make_pass) {
        double most = 0;
        for (int round = 0; round < 5; ++round)
            most = std::max(most, measure(threads, make_pass));
        return most / 1e6;
    };
    auto const sha1 = best([width] {
        return [width,
                streams = bt::digest::sha1_streams{width},
                buffer = std::string(buffer_size, 'x')]() mutable {
            return sha1_pass(buffer, streams, width);
        };
    });
    auto const sha256 = best([] {
        return
            [out = std::vector<bt::digest::sha256_digest>{},
             buffer = std::string(buffer_size, 'x')]() mutable { return sha256_pass(buffer, out); };
    });
    fmt::print("{}\tsha1\t{}\t{:.0f}\n", name, threads, sha1);
    fmt::print("{}\tsha256\t{}\t{:.0f}\n", name, threads, sha256);
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc > 1 && std::string_view{argv[1]} == "--list") {
        for (auto const& name : bt::digest::kernels())
            fmt::print("{}\n", name);
        return 0;
    }
    auto const cores = std::max(1U, std::thread::hardware_concurrency());
    for (auto const& name : bt::digest::kernels()) {
        measure_kernel(name, 1);
        if (cores > 1) measure_kernel(name, cores);
    }
}
