#pragma once

#include "memory_disk.hpp"

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/disk_buffer_holder.hpp>
#include <libtorrent/disk_interface.hpp>
#include <libtorrent/file_storage.hpp>
#include <libtorrent/io_context.hpp>
#include <libtorrent/peer_request.hpp>
#include <libtorrent/storage_defs.hpp>

#include <array>
#include <functional>
#include <map>
#include <mutex>
#include <set>

/// The inside of disk_in_memory.
namespace bt::test {

/// What the schedule says about a job.
struct job_fate {
    lt::storage_error error;
    std::optional<int> bytes;  ///< of a short read
    int late_by = 0;
};

struct late_call {
    std::function<void()> what;
    int other_jobs = 0;
};

inline constexpr std::size_t job_kinds = static_cast<std::size_t>(job::clear) + 1;

struct disk_in_memory::state {
    /// Counts the job, and tells those that were to wait for it.
    job_fate begin(job_asked what);
    void tell(job_fate const& how, std::function<void()> what);
    void let_go();

    std::mutex mutex;
    lt::io_context* network = nullptr;  // while there is a session
    bool is_over = false;
    faults schedule;
    std::array<int, job_kinds> counts{};
    std::vector<job_asked> asked;
    std::vector<late_call> late;
    std::map<std::string, std::string> files;
    std::int64_t free_bytes = 0;
};

/// A torrent on the disk.
struct stored_torrent {
    lt::file_storage files;
    std::string save_path;
    std::vector<std::string> names;
    std::set<lt::piece_index_t> lost;  ///< a write failed, and libtorrent was not done with it yet

    [[nodiscard]] std::string path(lt::file_index_t file) const
    {
        return save_path + "/" + names[static_cast<std::size_t>(static_cast<int>(file))];
    }
};

class memory_engine final : public lt::disk_interface {
public:
    memory_engine(lt::io_context& network, std::shared_ptr<disk_in_memory::state> on);
    ~memory_engine() override;
    memory_engine(memory_engine const&) = delete;
    memory_engine& operator=(memory_engine const&) = delete;
    memory_engine(memory_engine&&) = delete;
    memory_engine& operator=(memory_engine&&) = delete;

    lt::storage_holder
    new_torrent(lt::storage_params const& params, std::shared_ptr<void> const& /*owner*/) override;
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

    void update_stats_counters(lt::counters& /*into*/) const override {}
    [[nodiscard]] std::vector<lt::open_file_state>
    get_status(lt::storage_index_t /*storage*/) const override
    {
        return {};
    }
    void abort(bool wait) override;
    void submit_jobs() override {}
    void settings_updated() override {}

private:
    [[nodiscard]] stored_torrent& at(lt::storage_index_t index);
    [[nodiscard]] std::string
    read(stored_torrent const& from, lt::peer_request const& wanted, lt::storage_error& error);
    /// Moves what is at one path to another, if it is there.
    void move(std::string const& from, std::string const& to);

    std::shared_ptr<disk_in_memory::state> disk_;
    std::map<std::uint32_t, stored_torrent> torrents_;
    std::uint32_t last_ = 0;
};

}  // namespace bt::test
