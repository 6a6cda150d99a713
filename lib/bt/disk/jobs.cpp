#include "jobs.hpp"

#include <bt/disk/fault.hpp>
#include <bt/disk/workers.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace bt::disk {
namespace {

using stats = lt::counters;

void count(lt::counters& into, stats::stats_counter_t what, std::size_t how_many)
{
    into.inc_stats_counter(what, static_cast<std::int64_t>(how_many));
}

}  // namespace

stopwatch::~stopwatch()
{
    auto const spent = std::chrono::duration_cast<std::chrono::microseconds>(
                           std::chrono::steady_clock::now() - start_)
                           .count();
    stats_.inc_stats_counter(which_, spent);
    stats_.inc_stats_counter(stats::disk_job_time, spent);
}

read_job::read_job(
    std::shared_ptr<torrent> of,
    job_context& all,
    lt::peer_request const& wanted,
    cached in_memory,
    handler then)
    : job{std::move(of), where::io, false}
    , all_{all}
    , wanted_{wanted}
    , in_memory_{std::move(in_memory)}
    , then_{std::move(then)}
{
}

read_job::~read_job()
{
    all_.memory.free_disk_buffer(buffer_);
}

bool read_job::is_in_memory() const
{
    auto const first = wanted_.start / static_cast<int>(block_bytes);
    auto const last = (wanted_.start + wanted_.length - 1) / static_cast<int>(block_bytes);
    return static_cast<int>(in_memory_.size()) == last - first + 1;
}

/// Adjoining requests come from one peer that reads on.
bool read_job::goes_with(job const& last, job const& next) const
{
    auto const* const before = dynamic_cast<read_job const*>(&last);
    auto const* const after = dynamic_cast<read_job const*>(&next);
    return before != nullptr && after != nullptr && before->of() == after->of()
        && before->in_memory_.empty() && after->in_memory_.empty()
        && before->wanted_.piece == after->wanted_.piece
        && before->wanted_.start + before->wanted_.length == after->wanted_.start;
}

/// What is not in memory, which is one run: a request touches two blocks at most. The file may end
/// before what is.
read_job::run read_job::on_disk() const
{
    run out{wanted_.start, wanted_.start + wanted_.length};
    for (auto const& each : in_memory_) {
        auto const begin = each.index * static_cast<int>(block_bytes);
        if (begin <= out.from)
            out.from = begin + static_cast<int>(each.size);
        else
            out.to = std::min(out.to, begin);
    }
    return out;
}

void read_job::add_to(strip& into) const
{
    auto const [from, to] = on_disk();
    into.add(buffer_ + (from - wanted_.start), static_cast<std::size_t>(to - from));
}

bool read_job::allocate()
{
    if (buffer_ == nullptr && wanted_.length <= static_cast<int>(block_bytes))
        buffer_ = all_.memory.take();
    if (buffer_ == nullptr) {
        error_ = failed(ENOMEM, lt::file_index_t{-1}, lt::operation_t::alloc_cache_piece);
        return false;
    }
    return true;
}

/// What was written after this request was made, and perhaps is not on disk yet.
void read_job::overlay()
{
    for (auto const& each : in_memory_) {
        auto const begin = each.index * static_cast<int>(block_bytes);
        auto const end = begin + static_cast<int>(each.size);
        auto const from = std::max(begin, wanted_.start);
        auto const to = std::min(end, wanted_.start + wanted_.length);
        if (from >= to) continue;
        std::memcpy(
            buffer_ + (from - wanted_.start),
            each.data.get() + (from - begin),
            static_cast<std::size_t>(to - from));
    }
}

/// What the system has in memory costs less to copy here than to hand to another thread.
bool read_job::perform_at_once()
{
    if (is_in_memory()) {
        if (allocate()) overlay();
        return true;
    }
    if (!allocate()) return true;
    auto const size = static_cast<std::size_t>(wanted_.length);
    if (!of()->files.read_at_once({wanted_.piece, wanted_.start}, buffer_, size)) return false;
    overlay();
    count(all_.stats, stats::num_blocks_read, 1);
    count(all_.stats, stats::num_read_ops, 1);
    return true;
}

void read_job::perform(list together)
{
    if (is_in_memory()) {
        (void)perform_at_once();
        return;
    }
    stopwatch const clock{all_.stats, stats::disk_read_time};
    strip into;
    bool all_have_room = true;
    for (auto const& each : together) {
        auto& one = static_cast<read_job&>(*each);
        if (one.allocate())
            one.add_to(into);
        else
            all_have_room = false;
    }
    lt::storage_error error;
    if (all_have_room) of()->files.read({wanted_.piece, on_disk().from}, into, error);
    count(all_.stats, stats::num_read_ops, 1);
    for (auto const& each : together) {
        auto& one = static_cast<read_job&>(*each);
        // Only the requests that meet the trouble fail.
        if (error || !all_have_room) one.read_alone();
        if (!one.error_) one.overlay();
    }
    count(all_.stats, stats::num_blocks_read, together.size());
}

void read_job::read_alone()
{
    if (error_) return;
    strip into;
    add_to(into);
    of()->files.read({wanted_.piece, on_disk().from}, into, error_);
}

void read_job::deliver()
{
    auto size = buffer_ != nullptr ? wanted_.length : 0;
    if (buffer_ == nullptr && !error_) error_ = given_up();
    if (error_) size = 0;
    lt::disk_buffer_holder holder{all_.memory, std::exchange(buffer_, nullptr), size};
    if (error_) holder.reset();
    then_(std::move(holder), error_);
}

write_run::write_run(
    std::shared_ptr<torrent> of, job_context& all, workers& lock, int piece, std::uint64_t number)
    : job{std::move(of), where::io, false}
    , all_{all}
    , lock_{lock}
    , piece_{piece}
    , number_{number}
{
}

void write_run::perform(list /*together*/)
{
    for (;;) {
        auto held = lock_.lock();
        auto blocks = of()->cache.take(piece_);
        held.unlock();
        if (blocks.empty()) return;
        write(std::move(blocks));
    }
}

/// Writes the blocks from `first` on that adjoin, and gives how many that were.
std::size_t write_run::write_adjoining(std::vector<piece_cache::taken>& blocks, std::size_t first)
{
    strip run;
    auto last = first;
    do {
        run.add(const_cast<char*>(blocks[last].data.get()), blocks[last].size);
        ++last;
    } while (last < blocks.size() && blocks[last].index == blocks[last - 1].index + 1);
    lt::storage_error error;
    auto const offset = blocks[first].index * static_cast<int>(block_bytes);
    auto done = of()->files.write({lt::piece_index_t{piece_}, offset}, run, error);
    count(all_.stats, stats::num_write_ops, 1);
    for (auto at = first; at < last; ++at) {
        lt::storage_error mine;
        if (done >= blocks[at].size) {
            done -= blocks[at].size;
            count(all_.stats, stats::num_blocks_written, 1);
        } else {
            // The first that failed tells why; libtorrent asks for the others again by itself.
            mine = std::exchange(error, given_up());
            done = 0;
            lost_.push_back(blocks[at].index);
        }
        for (auto& each : blocks[at].waiting)
            told_.emplace_back(std::move(each), mine);
    }
    return last - first;
}

void write_run::write(std::vector<piece_cache::taken> blocks)
{
    stopwatch const clock{all_.stats, stats::disk_write_time};
    for (std::size_t at = 0; at < blocks.size();) {
        if (!of()->files.is_halted()) {
            at += write_adjoining(blocks, at);
            continue;
        }
        lost_.push_back(blocks[at].index);
        for (auto& each : blocks[at].waiting)
            told_.emplace_back(std::move(each), given_up());
        ++at;
    }
    auto const held = lock_.lock();
    all_.dirty_blocks -= blocks.size();
}

void write_run::abandon(lt::storage_error const& why)
{
    // The second time there is nothing, and the next block makes a run of its own.
    for (;;) {
        auto blocks = of()->cache.take(piece_);
        if (blocks.empty()) return;
        for (auto& each : blocks) {
            lost_.push_back(each.index);
            for (auto& waiting : each.waiting)
                told_.emplace_back(std::move(waiting), why);
        }
        all_.dirty_blocks -= blocks.size();
    }
}

void write_run::retire()
{
    auto& cache = of()->cache;
    auto const before = cache.size();
    for (auto const index : lost_)
        cache.drop(piece_, index);
    all_.cached_blocks -= before - cache.size();
    if (auto* const piece = cache.find(piece_)) std::erase(piece->runs, number_);
    if (of()->is_gone) all_.cached_blocks -= cache.forget(piece_);
}

void write_run::deliver()
{
    for (auto& [handler, error] : told_)
        handler(error);
    all_.after_writing();
}

}  // namespace bt::disk
