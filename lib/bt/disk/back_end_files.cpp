#include "back_end.hpp"

#include <bt/disk/fault.hpp>

#include <tuple>
#include <utility>

/// The jobs that a torrent does alone.
namespace bt::disk {
namespace {

using stats = lt::counters;
using where = job::where;

}  // namespace

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

}  // namespace bt::disk
