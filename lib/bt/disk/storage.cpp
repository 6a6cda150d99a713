#include "storage.hpp"

#include <bt/disk/fault.hpp>
#include <bt/disk/look.hpp>

#include <fmt/format.h>
#include <libtorrent/torrent_status.hpp>

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace bt::disk {
namespace {

using op = lt::operation_t;

std::int64_t now_ms()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// libtorrent stops asking peers after the first error, and what was asked for comes within this.
constexpr std::int64_t halt_ms = 1000;

bool is_memory(int fd)
{
    struct statfs facts {};
    return ::fstatfs(fd, &facts) == 0
        && (facts.f_type == TMPFS_MAGIC || facts.f_type == RAMFS_MAGIC);
}

std::string hex(lt::sha1_hash const& hash)
{
    std::string out;
    for (auto const byte : hash)
        out += fmt::format("{:02x}", byte);
    return out;
}

}  // namespace

storage::storage(
    lt::storage_params const& params,
    std::shared_ptr<void> owner,
    open_files& pool,
    std::uint64_t id)
    : given_{params.files}
    , renamed_{params.mapped_files != nullptr ? std::make_unique<lt::file_storage>(*params.mapped_files) : nullptr}
    , owner_{std::move(owner)}
    , pool_{pool}
    , id_{id}
    , info_hash_{params.info_hash}
    , mode_{params.mode}
    , where_{params.path}
    , priorities_{params.priorities}
{
}

storage::~storage()
{
    pool_.drop(id_);
}

lt::file_storage const& storage::files() const
{
    return renamed_ ? *renamed_ : given_;
}

std::string storage::path_of(lt::file_index_t file) const
{
    return files().file_path(file);
}

bool storage::is_wanted(lt::file_index_t file) const
{
    return file >= priorities_.end_index() || priorities_[file] != lt::dont_download;
}

bool storage::is_in_part_file(lt::file_index_t file) const
{
    auto const index = static_cast<std::size_t>(static_cast<int>(file));
    return !is_wanted(file) && (index >= own_file_.size() || !own_file_[index]);
}

bool storage::is_halted() const
{
    return now_ms() < halted_until_ms_.load(std::memory_order_relaxed);
}

bool storage::halt()
{
    auto const now = now_ms();
    return halted_until_ms_.exchange(now + halt_ms, std::memory_order_relaxed) <= now;
}

part_file& storage::parts()
{
    std::lock_guard const lock{parts_mutex_};
    if (!parts_)
        parts_ = std::make_unique<part_file>(
            where_, part_name(), files().num_pieces(), files().piece_length());
    return *parts_;
}

// libtorrent's name for it: its other back ends and its clients find the same file.
std::string storage::part_name() const
{
    return fmt::format(".{}.parts", hex(info_hash_));
}

open_files::handle storage::open(lt::file_index_t file, access how, lt::storage_error& error)
{
    auto const index = static_cast<int>(file);
    bool const writes = how == access::write;
    if (auto open = pool_.find(id_, index, writes)) return open;
    auto fd = open_new(file, how, error);
    if (!fd) return {};
    watch_.met(index, fd.get());
    return pool_.keep(id_, index, std::move(fd), writes);
}

unique_fd storage::open_new(lt::file_index_t file, access how, lt::storage_error& error)
{
    auto const path = path_of(file);
    auto const try_it = [&] {
        return how == access::write ? where_.open(path, O_RDWR | O_CREAT)
                                    : where_.open_to_read(path);
    };
    auto fd = try_it();
    if (!fd && (errno == EMFILE || errno == ENFILE)) {
        pool_.drop_all();
        fd = try_it();
    }
    struct stat facts {};
    if (!fd || ::fstat(fd.get(), &facts) != 0) {
        error = failed(errno, file, op::file_open);
        return {};
    }
    if (!S_ISREG(facts.st_mode)) {
        error = failed(fault::not_a_file, file, op::file_open);
        return {};
    }
    bool const allocates = how == access::write && mode_ == lt::storage_mode_allocate;
    if (allocates && facts.st_size < files().file_size(file) && !allocate(fd.get(), file, error))
        return {};
    return fd;
}

bool storage::begin_write(lt::file_index_t file, int fd, lt::storage_error& error)
{
    auto const index = static_cast<int>(file);
    switch (watch_.begin_write(index, fd)) {
    case file_watch::finding::ours:
        return true;
    case file_watch::finding::changed:
        memory_.note_change(index);
        return true;
    case file_watch::finding::lost:
        break;
    }
    error = failed(fault::changed, file, op::file_write);
    return false;
}

bool storage::allocate(int fd, lt::file_index_t file, lt::storage_error& error)
{
    auto const index = static_cast<int>(file);
    // One that somebody cut short must not get its length back with zeros.
    if (!begin_write(file, fd, error)) return false;
    auto const size = files().file_size(file);
    int failure = 0;
    do {
        failure = ::fallocate(fd, 0, 0, size) == 0 ? 0 : errno;
    } while (failure == EINTR);
    // A file system that cannot reserve still gets the length.
    if (failure == EOPNOTSUPP || failure == ENOSYS)
        failure = ::ftruncate(fd, size) == 0 ? 0 : errno;
    (void)watch_.end_write(index, fd);
    if (failure != 0) error = failed(failure, file, op::file_fallocate);
    return failure == 0;
}

span_of_piece storage::place_in_piece(segment const& of) const
{
    auto const at = files().file_offset(of.file) + of.from;
    auto const length = files().piece_length();
    return {lt::piece_index_t{static_cast<int>(at / length)}, static_cast<int>(at % length)};
}

bool storage::read_part(segment const& of, strip const& into, lt::storage_error& error)
{
    auto const [piece, offset] = place_in_piece(of);
    auto const got = parts().read(static_cast<int>(piece), offset, into);
    if (got.bytes == into.size()) return true;
    error = failed(got.error != 0 ? got.error : ENOENT, of.file, op::partfile_read);
    return false;
}

bool storage::read_segment(segment const& of, strip const& into, lt::storage_error& error)
{
    if (files().pad_file_at(of.file)) {
        into.fill_with_zeros();
        return true;
    }
    if (is_in_part_file(of.file)) return read_part(of, into, error);
    auto const file = open(of.file, access::read, error);
    if (!file) return false;
    auto const got = read_at(file->fd.get(), into, of.from);
    auto const index = static_cast<int>(of.file);
    if (watch_.has_changed(index, file->fd.get())) memory_.note_change(index);
    if (got.error != 0)
        error = failed(got.error, of.file, op::file_read);
    else if (got.bytes < into.size())
        error = too_short(of.file, op::file_read);
    return !error;
}

void storage::read_as_is(span_of_piece from, strip const& into, lt::storage_error& error)
{
    each_segment(from, into.size(), [&](segment const& of) {
        return read_segment(of, into.part(of.done, of.size), error);
    });
}

bool storage::read_at_once(span_of_piece from, char* into, std::size_t size)
{
    if (!reads_at_once_) return false;
    bool is_read = false;
    each_segment(from, size, [&](segment const& of) {
        if (of.size < size || files().pad_file_at(of.file) || is_in_part_file(of.file))
            return false;
        auto const index = static_cast<int>(of.file);
        auto const file = pool_.find(id_, index, false);
        if (!file) return false;
        iovec const part{into, size};
        auto got = ::preadv2(file->fd.get(), &part, 1, of.from, RWF_NOWAIT);
        if (got < 0 && errno == EOPNOTSUPP) {
            // tmpfs has not learnt to say so, but is memory itself.
            reads_at_once_ = is_memory(file->fd.get());
            if (reads_at_once_) got = ::preadv(file->fd.get(), &part, 1, of.from);
        }
        if (got < 0 || static_cast<std::size_t>(got) < size) return false;
        if (watch_.has_changed(index, file->fd.get())) memory_.note_change(index);
        is_read = standing_of(from.piece) == piece_memory::standing::sure;
        return is_read;
    });
    return is_read;
}

bool storage::write_part(
    segment const& of, strip const& from, std::size_t& done, lt::storage_error& error)
{
    auto const [piece, offset] = place_in_piece(of);
    auto const wrote = parts().write(static_cast<int>(piece), offset, from);
    done += wrote.bytes;
    if (wrote.bytes == from.size()) return true;
    error = failed(wrote.error, of.file, op::partfile_write);
    return false;
}

bool storage::write_segment(
    segment const& of, strip const& from, std::size_t& done, lt::storage_error& error)
{
    if (files().pad_file_at(of.file)) {
        done += from.size();
        return true;
    }
    if (is_in_part_file(of.file)) return write_part(of, from, done, error);
    auto const file = open(of.file, access::write, error);
    if (!file) return false;
    auto const index = static_cast<int>(of.file);
    auto const fd = file->fd.get();
    if (!begin_write(of.file, fd, error)) return false;
    auto const wrote = write_at(fd, from, of.from);
    if (!watch_.end_write(index, fd)) {
        error = failed(ENOENT, of.file, op::file_write);
        return false;
    }
    done += wrote.bytes;
    if (wrote.bytes < from.size())
        error = failed(wrote.error != 0 ? wrote.error : EIO, of.file, op::file_write);
    return !error;
}

std::size_t storage::write(span_of_piece to, strip const& from, lt::storage_error& error)
{
    std::size_t done = 0;
    each_segment(to, from.size(), [&](segment const& of) {
        return write_segment(of, from.part(of.done, of.size), done, error);
    });
    // Several threads may meet the same trouble: one tells.
    if (error && !halt()) error = given_up();
    return done;
}

void storage::release()
{
    for (auto const& each : pool_.list(id_))
        if (auto const open = pool_.find(id_, each.index, false))
            watch_.settle(each.index, open->fd.get());
    pool_.drop(id_);
    if (parts_) parts_->close();
}

std::vector<file_stamp> storage::sync(lt::storage_error& error)
{
    auto const unsynced = watch_.take_unsynced();
    for (auto const index : unsynced) {
        lt::file_index_t const file{index};
        auto const open_file = open(file, access::read, error);
        if (open_file && ::fdatasync(open_file->fd.get()) != 0)
            error = failed(errno, file, op::file_write);
        if (error) break;
        watch_.settle(index, open_file->fd.get());
    }
    if (!error && parts_ && !parts_->sync())
        error = failed(errno, lt::torrent_status::error_file_partfile, op::partfile_write);
    if (error) {
        watch_.put_back(unsynced);
        return {};
    }
    return look(files(), where_.path());
}

}  // namespace bt::disk
