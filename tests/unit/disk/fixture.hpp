#pragma once

#include "support/files.hpp"

#include <bt/disk/control.hpp>
#include <bt/disk/fault.hpp>

#include <libtorrent/add_torrent_params.hpp>
#include <libtorrent/disk_interface.hpp>
#include <libtorrent/disk_observer.hpp>
#include <libtorrent/file_storage.hpp>
#include <libtorrent/io_context.hpp>
#include <libtorrent/operations.hpp>
#include <libtorrent/performance_counters.hpp>
#include <libtorrent/session_handle.hpp>
#include <libtorrent/settings_pack.hpp>
#include <libtorrent/storage_defs.hpp>

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace bt::test {

/// How long an answer may take.
inline constexpr std::chrono::seconds patience{10};
inline constexpr int block = 16 * 1024;

/// What an error says, with its file and operation; "fine" for none.
[[nodiscard]] std::string told(lt::storage_error const& error);
[[nodiscard]] std::string trouble(int number, int file, lt::operation_t doing);
[[nodiscard]] std::string trouble(lt::error_code reason, int file, lt::operation_t doing);
/// Of a read past the end of a file, and of one that somebody else changed.
[[nodiscard]] std::string too_short(int file);
[[nodiscard]] std::string changed(int file);
inline std::string const fine = "fine";
/// What a job that was not done says.
inline std::string const given_up = "given up";

/// A back end, and the loop that it tells its results on, which is this thread. At its end nothing
/// may be left of it: no job, no buffer.
class engine {
public:
    explicit engine(lt::settings_pack settings = {});
    /// One of libtorrent's own, driven alike.
    engine(lt::settings_pack settings, lt::disk_io_constructor_type const& constructor);
    ~engine();
    engine(engine const&) = delete;
    engine& operator=(engine const&) = delete;
    engine(engine&&) = delete;
    engine& operator=(engine&&) = delete;

    [[nodiscard]] lt::disk_interface& disk() { return *disk_; }
    [[nodiscard]] disk::control const& door() const { return door_; }
    [[nodiscard]] std::int64_t counter(int which);
    [[nodiscard]] lt::settings_pack& settings() { return settings_; }
    /// False if it did not come to be in time.
    [[nodiscard]] bool run_until(std::function<bool()> const& done);
    /// Tells what there is to tell, without waiting.
    void poll() { network_.poll(); }
    void abort(bool wait);
    [[nodiscard]] bool is_foreign() const { return is_foreign_; }

    /// Starts something and waits for what its handler is told.
    template <class Result, class Start>
    Result ask(Start start)
    {
        auto const out = std::make_shared<std::optional<Result>>();
        start([out](auto&&... what) {
            EXPECT_FALSE(out->has_value()) << "told twice";
            out->emplace(Result{std::forward<decltype(what)>(what)...});
        });
        disk_->submit_jobs();
        EXPECT_TRUE(run_until([&] { return out->has_value(); })) << "not told";
        return out->has_value() ? std::move(**out) : Result{};
    }

private:
    void expect_nothing_left();

    lt::io_context network_;
    lt::settings_pack settings_;
    lt::counters stats_;
    disk::control door_;
    std::unique_ptr<lt::disk_interface> disk_;
    bool is_foreign_ = false;
};

struct file_shape {
    std::string name;
    std::int64_t size = 0;
    lt::file_flags_t flags{};
    std::string link;
};

using priority_list = lt::aux::vector<lt::download_priority_t, lt::file_index_t>;
using link_list = lt::aux::vector<std::string, lt::file_index_t>;

struct shape {
    std::string save_path;
    std::vector<file_shape> files;
    int piece_length = 2 * block;
    priority_list priorities;
    lt::storage_mode_t mode = lt::storage_mode_sparse;
    bool is_v2 = false;  ///< files begin at pieces, with pad files between
    std::uint32_t seed = 1;
};

struct read_result {
    std::string bytes;
    std::string error;
    friend bool operator==(read_result const&, read_result const&) = default;
    friend void PrintTo(read_result const& what, std::ostream* out);
};
struct hash_kind {
    bool v1 = true;
    bool v2 = false;
};
struct hash_result {
    lt::sha1_hash v1;
    std::vector<lt::sha256_hash> v2;
    std::string error;
    friend bool operator==(hash_result const&, hash_result const&) = default;
    friend void PrintTo(hash_result const& what, std::ostream* out);
};
struct check_result {
    lt::status_t status{};
    std::string error;
    friend bool operator==(check_result const&, check_result const&) = default;
    friend void PrintTo(check_result const& what, std::ostream* out);
};
struct move_result {
    lt::status_t status{};
    std::string path;
    std::string error;
    friend bool operator==(move_result const&, move_result const&) = default;
    friend void PrintTo(move_result const& what, std::ostream* out);
};

/// Work that others wait behind; it ends by itself when patience does.
class gate {
public:
    void open();
    /// On a thread of the back end.
    void pass();

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_open_ = false;
};

/// Opens a gate at its end.
struct held_gate {
    explicit held_gate(std::shared_ptr<gate> which)
        : gate_{std::move(which)}
    {
    }
    ~held_gate() { gate_->open(); }
    held_gate(held_gate const&) = delete;
    held_gate& operator=(held_gate const&) = delete;
    held_gate(held_gate&&) = delete;
    held_gate& operator=(held_gate&&) = delete;
    void open() { gate_->open(); }

private:
    std::shared_ptr<gate> gate_;
};

/// A torrent in an engine, with the bytes that it should have.
class payload {
public:
    payload(engine& in, shape const& of);

    [[nodiscard]] lt::storage_index_t index() const { return holder_; }
    [[nodiscard]] lt::sha1_hash const& info_hash() const { return info_hash_; }
    [[nodiscard]] lt::file_storage const& files() const { return *files_; }
    [[nodiscard]] int pieces() const { return files_->num_pieces(); }
    [[nodiscard]] int piece_size(int piece) const;
    [[nodiscard]] int blocks(int piece) const { return (piece_size(piece) + block - 1) / block; }
    /// Of the torrent; zeros where there is padding.
    [[nodiscard]] std::string bytes(int piece, int start, int size) const;
    [[nodiscard]] std::string piece_bytes(int piece) const;
    [[nodiscard]] std::string file_bytes(int file) const;
    /// Where a file is with its name in the torrent.
    [[nodiscard]] std::string path(int file) const;
    /// Leaves the engine.
    void remove() { holder_.reset(); }

    [[nodiscard]] lt::peer_request block_of(int piece, int index) const;
    /// True: no more for now.
    bool start_write(
        int piece,
        int index,
        std::function<void(std::string)> then,
        std::shared_ptr<lt::disk_observer> observer = {});
    void start_read(int piece, int start, int size, std::function<void(read_result)> then);
    void start_hash(int piece, hash_kind which, std::function<void(hash_result)> then);
    void start_hash2(int piece, int offset, std::function<void(hash_result)> then);

    std::string write(int piece, int index);
    /// What each block was told that was not told "fine".
    std::vector<std::string> write_piece(int piece);
    std::vector<std::string> write_all();
    read_result read(int piece, int start, int size);
    read_result read_piece(int piece);
    hash_result hash(int piece, hash_kind which = {});
    hash_result hash2(int piece, int offset);
    /// What hash() has to say.
    [[nodiscard]] hash_result right_hash(int piece, hash_kind which = {}) const;
    check_result check(lt::add_torrent_params const* resume = nullptr, link_list links = {});
    move_result move(std::string const& to, lt::move_flags_t how);
    std::string rename(int file, std::string const& name);
    std::string remove_files(lt::remove_flags_t what);
    std::string prioritise(priority_list wanted);
    void release();
    /// From here on jobs wait, until the gate is opened.
    [[nodiscard]] held_gate hold();

private:
    engine& in_;
    std::shared_ptr<lt::file_storage> files_;
    std::string save_path_;
    lt::sha1_hash info_hash_;
    std::string bytes_;
    lt::storage_holder holder_;
};

/// What control::finish says.
[[nodiscard]] std::string finish(engine const& in, payload const& what);

/// How many descriptors this process has.
[[nodiscard]] std::size_t open_descriptors();

/// A limit of this process, for a while.
class lowered_limit {
public:
    lowered_limit(int which, std::uint64_t to);
    ~lowered_limit();
    lowered_limit(lowered_limit const&) = delete;
    lowered_limit& operator=(lowered_limit const&) = delete;
    lowered_limit(lowered_limit&&) = delete;
    lowered_limit& operator=(lowered_limit&&) = delete;

private:
    int which_;
    std::uint64_t before_;
};

}  // namespace bt::test
