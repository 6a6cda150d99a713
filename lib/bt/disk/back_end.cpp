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
    void abandon() override {}
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
    void abandon() override { work_(nullptr); }
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
    auto made = std::make_unique<read_job>(in, all_, wanted, std::move(cached), std::move(handler));
    if (!made->is_in_memory()) {
        workers_.add(std::move(made));
        return;
    }
    held.unlock();
    made->perform({});
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
    if (needs_run) {
        cache.find(piece)->runs.push_back(++next_run_);
        workers_.add(std::make_unique<write_run>(in, all_, workers_, piece, next_run_));
    }
    make_room();
    if (all_.dirty_blocks <= most_dirty_) return false;
    if (observer) waiting_for_room_.push_back(observer);
    return true;
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

template <class Work, class Then>
void back_end::add_alone(
    lt::storage_index_t storage, job::where queue, int fenced, Work work, Then then)
{
    auto const& in = at(storage);
    auto const held = workers_.lock();
    all_.stats.inc_stats_counter(fenced);
    auto bound = [in = in.get(), work = std::move(work)]() mutable { work(*in); };
    auto told = [&counters = all_.stats, fenced, then = std::move(then)]() mutable {
        counters.inc_stats_counter(fenced, -1);
        then();
    };
    workers_.add(std::make_unique<lone_job<decltype(bound), decltype(told)>>(
        in, queue, std::move(bound), std::move(told)));
}

void back_end::async_move_storage(
    lt::storage_index_t storage,
    std::string path,
    lt::move_flags_t how,
    std::function<void(lt::status_t, std::string const&, lt::storage_error const&)> handler)
{
    struct result {
        lt::status_t status = lt::status_t::fatal_disk_error;
        std::string path;
        lt::storage_error error = given_up();
    };
    auto const out = std::make_shared<result>();
    add_alone(
        storage,
        where::files,
        stats::num_fenced_move_storage,
        [this, out, path = std::move(path), how](torrent& in) {
            out->error = {};
            std::tie(out->status, out->path) = in.files.move(path, how, out->error);
            // What is in memory need not be what is there.
            auto const held = workers_.lock();
            forget_clean(in);
        },
        [out, then = std::move(handler)] { then(out->status, out->path, out->error); });
}

void back_end::async_release_files(lt::storage_index_t storage, std::function<void()> handler)
{
    add_alone(
        storage,
        where::io,
        stats::num_fenced_release_files,
        [this](torrent& in) {
            in.files.release();
            auto const held = workers_.lock();
            forget_clean(in);
        },
        [then = std::move(handler)] {
            if (then) then();
        });
}

void back_end::async_stop_torrent(lt::storage_index_t storage, std::function<void()> handler)
{
    add_alone(
        storage,
        where::io,
        stats::num_fenced_stop_torrent,
        [this](torrent& in) {
            in.files.release();
            auto const held = workers_.lock();
            forget_clean(in);
        },
        [then = std::move(handler)] {
            if (then) then();
        });
}

void back_end::async_check_files(
    lt::storage_index_t storage,
    lt::add_torrent_params const* resume,
    lt::aux::vector<std::string, lt::file_index_t> links,
    std::function<void(lt::status_t, lt::storage_error const&)> handler)
{
    struct result {
        lt::status_t status = lt::status_t::fatal_disk_error;
        lt::storage_error error = given_up();
    };
    auto const out = std::make_shared<result>();
    bool const trusting = settings_.get_bool(lt::settings_pack::no_recheck_incomplete_resume);
    add_alone(
        storage,
        where::files,
        stats::num_fenced_check_fastresume,
        [this, out, resume, trusting, links = std::move(links)](torrent& in) {
            out->error = {};
            {
                auto const held = workers_.lock();
                forget_clean(in);
            }
            out->status = in.files.check(resume, links, out->error);
            if (trusting && (out->status & lt::status_t::mask) == lt::status_t::need_full_check)
                out->status = (out->status & ~lt::status_t::mask) | lt::status_t::no_error;
        },
        [out, then = std::move(handler)] { then(out->status, out->error); });
}

void back_end::async_rename_file(
    lt::storage_index_t storage,
    lt::file_index_t file,
    std::string name,
    std::function<void(std::string const&, lt::file_index_t, lt::storage_error const&)> handler)
{
    auto const error = std::make_shared<lt::storage_error>(given_up());
    add_alone(
        storage,
        where::files,
        stats::num_fenced_rename_file,
        [error, file, name](torrent& in) {
            *error = {};
            in.files.rename(file, name, *error);
        },
        [error, file, name, then = std::move(handler)] { then(name, file, *error); });
}

void back_end::async_delete_files(
    lt::storage_index_t storage,
    lt::remove_flags_t what,
    std::function<void(lt::storage_error const&)> handler)
{
    auto const error = std::make_shared<lt::storage_error>(given_up());
    add_alone(
        storage,
        where::files,
        stats::num_fenced_delete_files,
        [this, error, what](torrent& in) {
            *error = {};
            in.files.remove(what, *error);
            auto const held = workers_.lock();
            forget_clean(in);
        },
        [error, then = std::move(handler)] { then(*error); });
}

void back_end::async_set_file_priority(
    lt::storage_index_t storage,
    lt::aux::vector<lt::download_priority_t, lt::file_index_t> wanted,
    std::function<
        void(lt::storage_error const&, lt::aux::vector<lt::download_priority_t, lt::file_index_t>)>
        handler)
{
    struct result {
        lt::aux::vector<lt::download_priority_t, lt::file_index_t> in_force;
        lt::storage_error error = given_up();
    };
    auto const out = std::make_shared<result>();
    add_alone(
        storage,
        where::files,
        stats::num_fenced_file_priority,
        [out, wanted = std::move(wanted)](torrent& in) {
            out->error = {};
            out->in_force = in.files.set_priorities(wanted, out->error);
        },
        [out, then = std::move(handler)] { then(out->error, std::move(out->in_force)); });
}

void back_end::async_clear_piece(
    lt::storage_index_t storage,
    lt::piece_index_t piece,
    std::function<void(lt::piece_index_t)> handler)
{
    add_alone(
        storage,
        where::io,
        stats::num_fenced_clear_piece,
        [this, piece](torrent& in) {
            auto const held = workers_.lock();
            all_.cached_blocks -= in.cache.forget(static_cast<int>(piece));
        },
        [piece, then = std::move(handler)] { then(piece); });
}

bool back_end::ask(lt::sha1_hash const& info_hash, std::function<void(storage*)> work)
{
    {
        auto const held = workers_.lock();
        auto const found = std::ranges::find_if(torrents_, [&](torrent_ptr const& each) {
            return each && each->files.info_hash() == info_hash;
        });
        if (found == torrents_.end()) return false;
        workers_.add(std::make_unique<asked_job>(*found, std::move(work)));
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
