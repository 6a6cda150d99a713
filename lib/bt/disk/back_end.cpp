#include "back_end.hpp"

#include <bt/disk/fault.hpp>
#include <bt/disk/hash_job.hpp>
#include <bt/disk/link.hpp>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace bt::disk {
namespace {

using stats = lt::counters;
using where = job::where;

constexpr auto block_size = static_cast<int>(block_bytes);
// 1 MiB: more in one go is hardly cheaper.
constexpr int worth_writing = 64;

/// A result that is there already.
template <class Then>
class told_job final : public job {
public:
    told_job(std::shared_ptr<torrent> of, Then then)
        : job{std::move(of), where::io, false}
        , then_{std::move(then)}
    {
    }
    void perform(list /*together*/) override {}
    void abandon(lt::storage_error const& /*why*/) override {}
    void deliver() override { then_(); }

private:
    Then then_;
};

/// What a control asks; somebody may wait for its answer, so there is always one.
class asked_job final : public job {
public:
    asked_job(std::shared_ptr<torrent> of, std::function<void(storage*)> work)
        : job{std::move(of), where::files, true}
        , work_{std::move(work)}
    {
    }
    void perform(list /*together*/) override { work_(&of()->files); }
    void abandon(lt::storage_error const& /*why*/) override { work_(nullptr); }
    void deliver() override {}

private:
    std::function<void(storage*)> work_;
};

}  // namespace

back_end::back_end(
    lt::io_context& network,
    lt::settings_interface const& settings,
    lt::counters& stats,
    std::shared_ptr<control::link> door)
    : settings_{settings}
    , door_{std::move(door)}
    , all_{.stats = stats, .memory = {}, .after_writing = [this] { tell_of_room(); }}
    , workers_{network}
{
    settings_updated();
    std::lock_guard const lock{door_->mutex};
    door_->engine = this;
}

back_end::~back_end()
{
    {
        std::lock_guard const lock{door_->mutex};
        if (door_->engine == this) door_->engine = nullptr;
    }
    workers_.stop(true);
}

back_end::torrent_ptr const& back_end::at(lt::storage_index_t index) const
{
    return torrents_[static_cast<std::uint32_t>(index)];
}

lt::storage_holder
back_end::new_torrent(lt::storage_params const& params, std::shared_ptr<void> const& owner)
{
    auto made = std::make_shared<torrent>(params, owner, files_, ++next_id_);
    auto const held = workers_.lock();
    by_hash_.insert_or_assign(made->files.info_hash(), made);
    std::size_t slot = torrents_.size();
    if (free_slots_.empty()) {
        torrents_.push_back(std::move(made));
        free_slots_.reserve(torrents_.size());
    } else {
        slot = free_slots_.back();
        free_slots_.pop_back();
        torrents_[slot] = std::move(made);
    }
    return {lt::storage_index_t{static_cast<std::uint32_t>(slot)}, *this};
}

void back_end::remove_torrent(lt::storage_index_t index)
{
    auto const slot = static_cast<std::size_t>(static_cast<std::uint32_t>(index));
    torrent_ptr going;
    auto const held = workers_.lock();
    going.swap(torrents_[slot]);
    free_slots_.push_back(slot);
    going->is_gone = true;
    // One that was added again is another.
    auto const known = by_hash_.find(going->files.info_hash());
    if (known != by_hash_.end() && known->second == going) by_hash_.erase(known);
    forget_clean(*going);
}

read_job::cached back_end::cached_for(torrent const& in, lt::peer_request const& wanted)
{
    read_job::cached out;
    auto const last = (wanted.start + wanted.length - 1) / block_size;
    for (auto index = wanted.start / block_size; index <= last; ++index) {
        auto const* const piece = in.cache.find(static_cast<int>(wanted.piece));
        if (piece == nullptr) return out;
        if (static_cast<std::size_t>(index) >= piece->blocks.size()) return out;
        auto const& block = piece->blocks[static_cast<std::size_t>(index)];
        if (block.data) out.push_back({index, block.data, block.size, {}});
    }
    return out;
}

void back_end::async_read(
    lt::storage_index_t storage,
    lt::peer_request const& wanted,
    std::function<void(lt::disk_buffer_holder, lt::storage_error const&)> handler,
    lt::disk_job_flags_t /*flags*/)
{
    auto const& in = at(storage);
    auto held = workers_.lock();
    auto cached = cached_for(*in, wanted);
    held.unlock();
    auto made = std::make_unique<read_job>(in, all_, wanted, std::move(cached), std::move(handler));
    if (!made->is_in_memory()) {
        workers_.do_or_add(std::move(made));
        return;
    }
    (void)made->perform_at_once();
    held.lock();
    workers_.tell(std::move(made));
}

bool back_end::async_write(
    lt::storage_index_t storage,
    lt::peer_request const& where_to,
    char const* bytes,
    std::shared_ptr<lt::disk_observer> observer,
    std::function<void(lt::storage_error const&)> handler,
    lt::disk_job_flags_t /*flags*/)
{
    auto const& in = at(storage);
    auto const size = static_cast<std::size_t>(where_to.length);
    auto copy = size <= block_bytes ? all_.memory.copy(bytes, size) : shared_block{};
    auto const held = workers_.lock();
    if (!copy) {
        auto fail = [then = std::move(handler)] {
            then(failed(ENOMEM, lt::file_index_t{-1}, lt::operation_t::alloc_cache_piece));
        };
        workers_.tell(std::make_unique<told_job<decltype(fail)>>(in, std::move(fail)));
        return false;
    }
    auto const piece = static_cast<int>(where_to.piece);
    auto& cache = in->cache;
    auto const blocks = cache.size();
    auto const dirty = cache.dirty();
    piece_cache::block made{.data = std::move(copy), .size = size, .waiting = {}};
    made.waiting.push_back(std::move(handler));
    bool const needs_run = cache.add(piece, where_to.start / block_size, std::move(made), ++clock_);
    all_.dirty_blocks += cache.dirty() - dirty;
    all_.cached_blocks += cache.size() - blocks;
    auto& now = *cache.find(piece);
    if (needs_run) {
        now.runs.push_back(++next_run_);
        workers_.add(std::make_unique<write_run>(in, all_, workers_, piece, next_run_));
    }
    if (all_.dirty_blocks > most_dirty_ / 2)
        workers_.hasten([](job const&) { return true; });
    else if (now.dirty >= worth_writing)
        hasten(*in, piece);
    make_room();
    if (all_.dirty_blocks <= most_dirty_) return false;
    if (observer) waiting_for_room_.push_back(observer);
    return true;
}

/// Writes what there is of a piece now rather than in a moment.
void back_end::hasten(torrent const& of, int piece)
{
    workers_.hasten([&](job const& each) {
        auto const* const run = dynamic_cast<write_run const*>(&each);
        return run != nullptr && run->of().get() == &of && run->piece() == piece;
    });
}

/// Clean blocks of pieces that are not whole yet save reading them back; the ones not added to
/// for longest go first.
void back_end::make_room()
{
    while (all_.cached_blocks > all_.dirty_blocks + most_clean_) {
        torrent* oldest = nullptr;
        int piece = 0;
        auto least = clock_;
        for (auto const& each : torrents_) {
            if (!each) continue;
            for (auto const& [index, what] : each->cache.pieces()) {
                bool const is_clean = what.dirty == 0 && !what.has_run && what.runs.empty();
                if (!is_clean || what.last_use >= least) continue;
                least = what.last_use;
                oldest = each.get();
                piece = index;
            }
        }
        if (oldest == nullptr) return;
        all_.cached_blocks -= oldest->cache.forget(piece);
    }
}

void back_end::tell_of_room()
{
    std::vector<std::weak_ptr<lt::disk_observer>> now;
    {
        auto const held = workers_.lock();
        if (all_.dirty_blocks > most_dirty_ / 2) return;
        now.swap(waiting_for_room_);
    }
    for (auto const& each : now)
        if (auto const observer = each.lock()) observer->on_disk();
}

void back_end::forget_clean(torrent& of)
{
    all_.cached_blocks -= of.cache.forget_all();
}

void back_end::async_hash(
    lt::storage_index_t storage,
    lt::piece_index_t piece,
    lt::span<lt::sha256_hash> v2,
    lt::disk_job_flags_t flags,
    std::function<void(lt::piece_index_t, lt::sha1_hash const&, lt::storage_error const&)> handler)
{
    auto const& in = at(storage);
    auto const held = workers_.lock();
    hash_job::request what{.piece = piece, .v1 = bool(flags & v1_hash), .v2 = v2, .in_memory = {}};
    if (auto const* const cached = in->cache.find(static_cast<int>(piece)))
        for (auto const& each : cached->blocks)
            what.in_memory.push_back(each.data);
    what.last_run = next_run_;
    hasten(*in, static_cast<int>(piece));
    workers_.add(std::make_unique<hash_job>(in, all_, std::move(what), std::move(handler)));
}

void back_end::async_hash2(
    lt::storage_index_t storage,
    lt::piece_index_t piece,
    int offset,
    lt::disk_job_flags_t /*flags*/,
    std::function<void(lt::piece_index_t, lt::sha256_hash const&, lt::storage_error const&)>
        handler)
{
    auto const& in = at(storage);
    auto const held = workers_.lock();
    workers_.add(std::make_unique<block_hash_job>(
        in,
        all_,
        piece,
        offset,
        in->cache.get(static_cast<int>(piece), offset / block_size),
        std::move(handler)));
}

bool back_end::ask(lt::sha1_hash const& info_hash, std::function<void(storage*)> work)
{
    {
        auto const held = workers_.lock();
        auto const found = by_hash_.find(info_hash);
        if (found == by_hash_.end()) return false;
        workers_.add(std::make_unique<asked_job>(found->second, std::move(work)));
    }
    workers_.wake();
    return true;
}

void back_end::update_stats_counters(lt::counters& into) const
{
    auto const now = workers_.count();
    auto const set = [&](int which, std::size_t value) {
        into.set_value(which, static_cast<std::int64_t>(value));
    };
    set(stats::num_jobs, now.jobs);
    set(stats::queued_disk_jobs, now.queued);
    set(stats::blocked_disk_jobs, now.blocked);
    set(stats::num_running_disk_jobs, now.running);
    set(stats::disk_blocks_in_use, all_.memory.in_use());
}

std::vector<lt::open_file_state> back_end::get_status(lt::storage_index_t storage) const
{
    std::vector<lt::open_file_state> out;
    auto const past = lt::clock_type::now().time_since_epoch()
        - std::chrono::duration_cast<lt::clock_type::duration>(
                          open_files::clock::now().time_since_epoch());
    for (auto const& each : files_.list(at(storage)->files.id()))
        out.push_back(
            {lt::file_index_t{each.index},
             each.writable ? lt::file_open_mode::read_write : lt::file_open_mode::read_only,
             lt::time_point{
                 std::chrono::duration_cast<lt::clock_type::duration>(
                     each.last_use.time_since_epoch())
                 + past}});
    return out;
}

void back_end::abort(bool wait)
{
    workers_.wake();
    workers_.stop(wait);
}

void back_end::submit_jobs()
{
    workers_.wake();
}

void back_end::settings_updated()
{
    using pack = lt::settings_pack;
    auto const number = [&](int name) {
        return static_cast<std::size_t>(std::max(0, settings_.get_int(name)));
    };
    workers_.set_threads(where::io, number(pack::aio_threads));
    workers_.set_threads(where::hash, number(pack::hashing_threads));
    workers_.set_threads(where::files, 2);
    files_.set_capacity(open_files::fitting(number(pack::file_pool_size)));
    auto const held = workers_.lock();
    most_dirty_ = std::max<std::size_t>(4, number(pack::max_queued_disk_bytes) / block_bytes);
    most_clean_ = 2 * most_dirty_;
}

}  // namespace bt::disk
