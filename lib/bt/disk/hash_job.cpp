#include "hash_job.hpp"

#include <bt/disk/fault.hpp>

#include <algorithm>
#include <cstring>

namespace bt::disk {
namespace {

using stats = lt::counters;

// The windows of a batch together should stay in the cache nearest to the core.
constexpr std::size_t all_windows = 512 * 1024;

std::vector<char>& own_memory()
{
    thread_local std::vector<char> memory(all_windows);
    return memory;
}

}  // namespace

/// Pieces that are hashed side by side, a window of each at a time.
class hash_batch {
public:
    explicit hash_batch(job::list jobs);
    void run();

private:
    struct lane {
        hash_job* job = nullptr;
        int v1_size = 0;
        int v2_size = 0;
        int at = 0;
        digest::bytes window;
        bool failed = false;
        std::uint32_t changes = 0;  // before anything was read
        [[nodiscard]] int size() const { return std::max(v1_size, v2_size); }
        [[nodiscard]] bool is_over() const { return failed || at >= size(); }
    };

    void look(lane& of, std::size_t index);
    void read(lane& of, std::span<char> into);
    void hash_v1();
    void hash_v2();

    std::vector<lane> lanes_;
    std::size_t window_;
    digest::sha1_streams streams_;
    std::vector<digest::sha1_streams::part> parts_;
    std::vector<digest::bytes> blocks_;
    std::vector<lt::sha256_hash*> targets_;
    std::vector<digest::sha256_digest> hashes_;
};

hash_batch::hash_batch(job::list jobs)
    : window_{all_windows / jobs.size() / block_bytes * block_bytes}
    , streams_{jobs.size()}
{
    for (auto const& each : jobs) {
        auto& one = static_cast<hash_job&>(*each);
        auto const& fs = one.of()->files.files();
        lane made;
        made.job = &one;
        if (one.what_.v1) made.v1_size = fs.piece_size(one.what_.piece);
        made.changes = one.of()->files.changes(one.what_.piece);
        if (!one.what_.v2.empty()) made.v2_size = fs.piece_size2(one.what_.piece);
        lanes_.push_back(made);
    }
}

/// The next bytes of a piece: one block where it is in memory, else as many as there is room for
/// up to the next one that is.
void hash_batch::look(lane& of, std::size_t index)
{
    auto const& in_memory = of.job->what_.in_memory;
    auto block = static_cast<std::size_t>(of.at) / block_bytes;
    auto const left = static_cast<std::size_t>(of.size() - of.at);
    if (block < in_memory.size() && in_memory[block]) {
        of.window = {in_memory[block].get(), std::min(left, block_bytes)};
        return;
    }
    std::size_t size = 0;
    while (size < window_ && size < left && (block >= in_memory.size() || !in_memory[block])) {
        size += block_bytes;
        ++block;
    }
    size = std::min(size, left);
    read(of, std::span{own_memory()}.subspan(index * window_, size));
}

void hash_batch::read(lane& of, std::span<char> into)
{
    auto& job = *of.job;
    strip part;
    part.add(into.data(), into.size());
    job.of()->files.read_as_is({job.what_.piece, of.at}, part, job.error_);
    of.failed = bool(job.error_);
    of.window = into;
    auto& counters = job.all_.stats;
    auto const blocks = static_cast<std::int64_t>((into.size() + block_bytes - 1) / block_bytes);
    counters.inc_stats_counter(stats::num_read_back, blocks);
    counters.inc_stats_counter(stats::num_blocks_read, blocks);
    counters.inc_stats_counter(stats::num_read_ops);
}

void hash_batch::hash_v1()
{
    parts_.clear();
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        auto const& from = lanes_[i];
        if (from.is_over() || from.at >= from.v1_size) continue;
        auto const size =
            std::min(from.window.size(), static_cast<std::size_t>(from.v1_size - from.at));
        bool const ends = from.at + static_cast<int>(size) == from.v1_size;
        parts_.push_back({i, from.window.first(size), ends});
    }
    if (!parts_.empty()) streams_.add(parts_);
}

void hash_batch::hash_v2()
{
    blocks_.clear();
    targets_.clear();
    for (auto const& from : lanes_) {
        if (from.is_over() || from.at >= from.v2_size) continue;
        auto const size =
            std::min(from.window.size(), static_cast<std::size_t>(from.v2_size - from.at));
        for (std::size_t at = 0; at < size; at += block_bytes) {
            blocks_.push_back(from.window.subspan(at, std::min(block_bytes, size - at)));
            targets_.push_back(&from.job->what_
                                    .v2[(from.at + static_cast<std::ptrdiff_t>(at))
                                        / static_cast<std::ptrdiff_t>(block_bytes)]);
        }
    }
    hashes_.resize(blocks_.size());
    digest::sha256_each(blocks_, hashes_);
    for (std::size_t i = 0; i < targets_.size(); ++i)
        std::memcpy(targets_[i]->data(), hashes_[i].data(), hashes_[i].size());
}

void hash_batch::run()
{
    while (std::ranges::any_of(lanes_, [](lane const& each) { return !each.is_over(); })) {
        for (std::size_t i = 0; i < lanes_.size(); ++i)
            if (!lanes_[i].is_over()) look(lanes_[i], i);
        hash_v1();
        hash_v2();
        for (auto& each : lanes_) {
            if (each.is_over()) continue;
            each.at += static_cast<int>(each.window.size());
            each.job->all_.stats.inc_stats_counter(
                stats::num_blocks_hashed,
                static_cast<std::int64_t>((each.window.size() + block_bytes - 1) / block_bytes));
        }
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        auto const& from = lanes_[i];
        if (from.failed) continue;
        auto& job = *from.job;
        if (job.what_.v1) {
            auto const digest = streams_.digest(i);
            std::memcpy(job.hash_.data(), digest.data(), digest.size());
        }
        job.of()->files.remember(
            job.what_.piece,
            job.what_.v1,
            job.hash_,
            job.what_.v2.first(std::min<std::ptrdiff_t>(
                job.what_.v2.size(),
                (from.v2_size + 16383) / static_cast<std::ptrdiff_t>(block_bytes))),
            from.changes);
    }
}

hash_job::hash_job(std::shared_ptr<torrent> of, job_context& all, request what, handler then)
    : job{std::move(of), where::hash, false}
    , all_{all}
    , what_{std::move(what)}
    , then_{std::move(then)}
{
}

bool hash_job::goes_with(job const& /*last*/, job const& next) const
{
    return dynamic_cast<hash_job const*>(&next) != nullptr;
}

std::size_t hash_job::most_together() const
{
    return std::max<std::size_t>(1, what_.v1 ? digest::sha1_width() : 1);
}

void hash_job::perform(list together)
{
    stopwatch const clock{all_.stats, stats::disk_hash_time};
    hash_batch{together}.run();
    for (auto const& each : together)
        static_cast<hash_job&>(*each).what_.in_memory.clear();
}

void hash_job::abandon(lt::storage_error const& why)
{
    error_ = why;
}

/// A piece is told to be right only after its blocks were told to be written.
bool hash_job::is_settled() const
{
    auto const* const piece = of()->cache.find(static_cast<int>(what_.piece));
    return piece == nullptr || std::ranges::none_of(piece->runs, [&](std::uint64_t run) {
               return run <= what_.last_run;
           });
}

void hash_job::retire()
{
    all_.cached_blocks -= of()->cache.forget(static_cast<int>(what_.piece));
}

void hash_job::deliver()
{
    then_(what_.piece, hash_, error_);
}

block_hash_job::block_hash_job(
    std::shared_ptr<torrent> of,
    job_context& all,
    lt::piece_index_t piece,
    int offset,
    shared_block in_memory,
    handler then)
    : job{std::move(of), where::hash, false}
    , all_{all}
    , piece_{piece}
    , offset_{offset}
    , in_memory_{std::move(in_memory)}
    , then_{std::move(then)}
{
}

void block_hash_job::perform(list /*together*/)
{
    stopwatch const clock{all_.stats, stats::disk_hash_time};
    auto const left = of()->files.files().piece_size2(piece_) - offset_;
    if (left <= 0) {
        error_ = given_up();
        return;
    }
    digest::bytes bytes{in_memory_.get(), std::min(block_bytes, static_cast<std::size_t>(left))};
    if (!in_memory_) {
        auto const into = std::span{own_memory()}.first(bytes.size());
        strip part;
        part.add(into.data(), into.size());
        of()->files.read_as_is({piece_, offset_}, part, error_);
        bytes = into;
        all_.stats.inc_stats_counter(stats::num_read_back);
        all_.stats.inc_stats_counter(stats::num_blocks_read);
        all_.stats.inc_stats_counter(stats::num_read_ops);
    }
    if (error_) return;
    all_.stats.inc_stats_counter(stats::num_blocks_hashed);
    auto const digest = digest::sha256(bytes);
    std::memcpy(hash_.data(), digest.data(), digest.size());
}

void block_hash_job::abandon(lt::storage_error const& why)
{
    error_ = why;
}

void block_hash_job::deliver()
{
    then_(piece_, hash_, error_);
}

}  // namespace bt::disk
