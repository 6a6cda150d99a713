#pragma once

#include <bt/disk/control.hpp>
#include <bt/disk/jobs.hpp>
#include <bt/disk/workers.hpp>

#include <libtorrent/disk_interface.hpp>
#include <libtorrent/disk_observer.hpp>
#include <libtorrent/settings_pack.hpp>

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace bt::disk {

/// libtorrent's disk_interface over plain files: pread and pwrite on a few threads, hashing on
/// others. Called on the network thread, but for what control asks.
class back_end final : public lt::disk_interface {
public:
    back_end(
        lt::io_context& network,
        lt::settings_interface const& settings,
        lt::counters& stats,
        std::shared_ptr<control::link> door);
    ~back_end() override;
    back_end(back_end const&) = delete;
    back_end& operator=(back_end const&) = delete;
    back_end(back_end&&) = delete;
    back_end& operator=(back_end&&) = delete;

    lt::storage_holder
    new_torrent(lt::storage_params const& params, std::shared_ptr<void> const& owner) override;
    void remove_torrent(lt::storage_index_t index) override;

    void async_read(
        lt::storage_index_t storage,
        lt::peer_request const& wanted,
        std::function<void(lt::disk_buffer_holder, lt::storage_error const&)> handler,
        lt::disk_job_flags_t flags) override;
    bool async_write(
        lt::storage_index_t storage,
        lt::peer_request const& where,
        char const* bytes,
        std::shared_ptr<lt::disk_observer> observer,
        std::function<void(lt::storage_error const&)> handler,
        lt::disk_job_flags_t flags) override;
    void async_hash(
        lt::storage_index_t storage,
        lt::piece_index_t piece,
        lt::span<lt::sha256_hash> v2,
        lt::disk_job_flags_t flags,
        std::function<void(lt::piece_index_t, lt::sha1_hash const&, lt::storage_error const&)>
            handler) override;
    void async_hash2(
        lt::storage_index_t storage,
        lt::piece_index_t piece,
        int offset,
        lt::disk_job_flags_t flags,
        std::function<void(lt::piece_index_t, lt::sha256_hash const&, lt::storage_error const&)>
            handler) override;
    void async_move_storage(
        lt::storage_index_t storage,
        std::string path,
        lt::move_flags_t how,
        std::function<void(lt::status_t, std::string const&, lt::storage_error const&)> handler)
        override;
    void async_release_files(lt::storage_index_t storage, std::function<void()> handler) override;
    void async_check_files(
        lt::storage_index_t storage,
        lt::add_torrent_params const* resume,
        lt::aux::vector<std::string, lt::file_index_t> links,
        std::function<void(lt::status_t, lt::storage_error const&)> handler) override;
    void async_stop_torrent(lt::storage_index_t storage, std::function<void()> handler) override;
    void async_rename_file(
        lt::storage_index_t storage,
        lt::file_index_t file,
        std::string name,
        std::function<void(std::string const&, lt::file_index_t, lt::storage_error const&)> handler)
        override;
    void async_delete_files(
        lt::storage_index_t storage,
        lt::remove_flags_t what,
        std::function<void(lt::storage_error const&)> handler) override;
    void async_set_file_priority(
        lt::storage_index_t storage,
        lt::aux::vector<lt::download_priority_t, lt::file_index_t> wanted,
        std::function<void(
            lt::storage_error const&, lt::aux::vector<lt::download_priority_t, lt::file_index_t>)>
            handler) override;
    void async_clear_piece(
        lt::storage_index_t storage,
        lt::piece_index_t piece,
        std::function<void(lt::piece_index_t)> handler) override;

    void update_stats_counters(lt::counters& into) const override;
    [[nodiscard]] std::vector<lt::open_file_state>
    get_status(lt::storage_index_t storage) const override;
    void abort(bool wait) override;
    void submit_jobs() override;
    void settings_updated() override;

    /// Does `work` alone on the torrent, on a worker; safe from any thread. False if there is no
    /// such torrent. When the session ends it is called with nullptr.
    bool ask(lt::sha1_hash const& info_hash, std::function<void(storage*)> work);

private:
    using torrent_ptr = std::shared_ptr<torrent>;

    [[nodiscard]] torrent_ptr const& at(lt::storage_index_t index) const;
    template <class Work, class Then>
    void add_alone(lt::storage_index_t storage, job::where queue, int fenced, Work work, Then then);
    [[nodiscard]] read_job::cached cached_for(torrent const& in, lt::peer_request const& wanted);
    void hasten(torrent const& of, int piece);
    void make_room();
    void tell_of_room();
    void forget_clean(torrent& of);

    lt::settings_interface const& settings_;
    std::shared_ptr<control::link> door_;
    open_files files_;
    job_context all_;
    std::vector<torrent_ptr> torrents_;
    std::unordered_map<lt::sha1_hash, torrent_ptr> by_hash_;  // for what controls ask
    std::vector<std::size_t> free_slots_;
    std::vector<std::weak_ptr<lt::disk_observer>> waiting_for_room_;
    std::size_t most_dirty_ = 0;  // blocks
    std::size_t most_clean_ = 0;
    std::uint64_t next_id_ = 0;
    std::uint64_t next_run_ = 0;
    std::uint64_t clock_ = 0;
    workers workers_;  // last: its threads use all of the above
};

}  // namespace bt::disk
