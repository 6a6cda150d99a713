#include "memory_engine.hpp"

#include <bt/digest/digest.hpp>

#include <boost/asio/error.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>

namespace bt::test {
namespace {

constexpr int block_size = lt::default_block_size;

lt::storage_error too_short(lt::file_index_t file, lt::operation_t doing)
{
    return {lt::error_code{lt::errors::file_too_short}, file, doing};
}

lt::storage_error failed(int number, lt::file_index_t file, lt::operation_t doing)
{
    return {lt::error_code{number, lt::generic_category()}, file, doing};
}

/// Buffers may outlive the disk.
struct heap final : lt::buffer_allocator_interface {
    void free_disk_buffer(char* buffer) override { delete[] buffer; }
};

lt::disk_buffer_holder buffer_of(std::string const& bytes)
{
    static heap allocator;
    auto* const copy = new char[std::max<std::size_t>(1, bytes.size())];
    std::memcpy(copy, bytes.data(), bytes.size());
    return {allocator, copy, static_cast<int>(bytes.size())};
}

lt::sha1_hash sha1_of(std::string const& bytes)
{
    auto const digest = digest::sha1(bytes);
    lt::sha1_hash out;
    std::memcpy(out.data(), digest.data(), digest.size());
    return out;
}

lt::sha256_hash sha256_of(std::string_view bytes)
{
    auto const digest = digest::sha256(bytes);
    lt::sha256_hash out;
    std::memcpy(out.data(), digest.data(), digest.size());
    return out;
}

int index_of(lt::piece_index_t piece)
{
    return static_cast<int>(piece);
}

}  // namespace

memory_engine::memory_engine(lt::io_context& network, std::shared_ptr<disk_in_memory::state> on)
    : disk_{std::move(on)}
{
    std::lock_guard const lock{disk_->mutex};
    disk_->network = &network;
    disk_->is_over = false;
}

memory_engine::~memory_engine()
{
    std::lock_guard const lock{disk_->mutex};
    disk_->network = nullptr;
    disk_->late.clear();
}

lt::storage_holder
memory_engine::new_torrent(lt::storage_params const& params, std::shared_ptr<void> const& /*owner*/)
{
    stored_torrent made{params.files, params.path, {}, {}};
    auto const& named = params.mapped_files != nullptr ? *params.mapped_files : params.files;
    for (auto const file : params.files.file_range())
        made.names.push_back(named.file_path(file));
    torrents_[++last_] = std::move(made);
    return {lt::storage_index_t{last_}, *this};
}

void memory_engine::remove_torrent(lt::storage_index_t index)
{
    torrents_.erase(static_cast<std::uint32_t>(index));
}

void memory_engine::abort(bool /*wait*/)
{
    {
        std::lock_guard const lock{disk_->mutex};
        disk_->is_over = true;
    }
    disk_->let_go();
}

stored_torrent& memory_engine::at(lt::storage_index_t index)
{
    return torrents_.at(static_cast<std::uint32_t>(index));
}

std::string memory_engine::read(
    stored_torrent const& from, lt::peer_request const& wanted, lt::storage_error& error)
{
    std::lock_guard const lock{disk_->mutex};
    std::string out;
    for (auto const& part : from.files.map_block(wanted.piece, wanted.start, wanted.length)) {
        auto const size = static_cast<std::size_t>(part.size);
        if (from.files.pad_file_at(part.file_index)) {
            out.append(size, '\0');
            continue;
        }
        auto const found = disk_->files.find(from.path(part.file_index));
        if (found == disk_->files.end()) {
            error = failed(ENOENT, part.file_index, lt::operation_t::file_open);
            return out;
        }
        auto const offset = static_cast<std::size_t>(part.offset);
        auto const& bytes = found->second;
        if (offset < bytes.size()) out.append(bytes, offset, size);
        if (offset + size > bytes.size()) {
            error = too_short(part.file_index, lt::operation_t::file_read);
            return out;
        }
    }
    return out;
}

void memory_engine::async_read(
    lt::storage_index_t storage,
    lt::peer_request const& wanted,
    std::function<void(lt::disk_buffer_holder, lt::storage_error const&)> handler,
    lt::disk_job_flags_t /*flags*/)
{
    auto how = disk_->begin({job::read, index_of(wanted.piece), wanted.start, wanted.length});
    std::string bytes;
    lt::storage_error own;
    if (!how.error || how.bytes) bytes = read(at(storage), wanted, own);
    if (how.bytes) bytes.resize(std::min(bytes.size(), static_cast<std::size_t>(*how.bytes)));
    auto const error = how.error ? how.error : own;
    disk_->tell(how, [bytes = std::move(bytes), error, handler = std::move(handler)] {
        handler(buffer_of(bytes), error);
    });
}

bool memory_engine::async_write(
    lt::storage_index_t storage,
    lt::peer_request const& where,
    char const* bytes,
    std::shared_ptr<lt::disk_observer> /*observer*/,
    std::function<void(lt::storage_error const&)> handler,
    lt::disk_job_flags_t /*flags*/)
{
    auto const how = disk_->begin({job::write, index_of(where.piece), where.start, where.length});
    auto& into = at(storage);
    if (how.error) {
        into.lost.insert(where.piece);
    } else {
        std::lock_guard const lock{disk_->mutex};
        for (auto const& part : into.files.map_block(where.piece, where.start, where.length)) {
            auto const size = static_cast<std::size_t>(part.size);
            if (!into.files.pad_file_at(part.file_index)) {
                auto& file = disk_->files[into.path(part.file_index)];
                auto const offset = static_cast<std::size_t>(part.offset);
                file.resize(std::max(file.size(), offset + size));
                file.replace(offset, size, bytes, size);
            }
            bytes += part.size;
        }
    }
    disk_->tell(how, [error = how.error, handler = std::move(handler)] { handler(error); });
    return false;
}

void memory_engine::async_hash(
    lt::storage_index_t storage,
    lt::piece_index_t piece,
    lt::span<lt::sha256_hash> v2,
    lt::disk_job_flags_t flags,
    std::function<void(lt::piece_index_t, lt::sha1_hash const&, lt::storage_error const&)> handler)
{
    auto const& from = at(storage);
    bool const wants_v1 = bool(flags & v1_hash);
    auto const size = wants_v1 ? from.files.piece_size(piece) : from.files.piece_size2(piece);
    auto const how = disk_->begin({job::hash, index_of(piece), 0, size});
    auto error = how.error;
    if (!error && from.lost.contains(piece)) error.ec = boost::asio::error::operation_aborted;
    std::string bytes;
    if (!error) bytes = read(from, {piece, 0, size}, error);
    lt::sha1_hash v1;
    if (!error) {
        if (wants_v1) v1 = sha1_of(bytes);
        auto const size2 = static_cast<std::size_t>(from.files.piece_size2(piece));
        auto const content = std::string_view{bytes}.substr(0, size2);
        for (std::size_t i = 0; i < static_cast<std::size_t>(v2.size()); ++i)
            v2[static_cast<std::ptrdiff_t>(i)] =
                sha256_of(content.substr(i * block_size, block_size));
    }
    disk_->tell(how, [=, handler = std::move(handler)] { handler(piece, v1, error); });
}

void memory_engine::async_hash2(
    lt::storage_index_t storage,
    lt::piece_index_t piece,
    int offset,
    lt::disk_job_flags_t /*flags*/,
    std::function<void(lt::piece_index_t, lt::sha256_hash const&, lt::storage_error const&)>
        handler)
{
    auto const& from = at(storage);
    auto const size = std::min(int{block_size}, from.files.piece_size2(piece) - offset);
    auto const how = disk_->begin({job::hash2, index_of(piece), offset, size});
    auto error = how.error;
    lt::sha256_hash hash;
    if (!error) {
        auto const bytes = read(from, {piece, offset, size}, error);
        if (!error) hash = sha256_of(bytes);
    }
    disk_->tell(how, [=, handler = std::move(handler)] { handler(piece, hash, error); });
}

void memory_engine::move(std::string const& from, std::string const& to)
{
    std::lock_guard const lock{disk_->mutex};
    auto node = disk_->files.extract(from);
    if (node.empty()) return;
    disk_->files[to] = std::move(node.mapped());
}

void memory_engine::async_move_storage(
    lt::storage_index_t storage,
    std::string path,
    lt::move_flags_t /*how*/,
    std::function<void(lt::status_t, std::string const&, lt::storage_error const&)> handler)
{
    auto const how = disk_->begin({.kind = job::move});
    auto& what = at(storage);
    if (!how.error) {
        auto const before = std::exchange(what.save_path, std::move(path));
        for (auto const& name : what.names)
            move(before + "/" + name, what.save_path + "/" + name);
    }
    auto const status = how.error ? lt::status_t::fatal_disk_error : lt::status_t::no_error;
    disk_->tell(
        how, [status, where = what.save_path, error = how.error, handler = std::move(handler)] {
            handler(status, where, error);
        });
}

void memory_engine::async_release_files(
    lt::storage_index_t /*storage*/, std::function<void()> handler)
{
    auto const how = disk_->begin({.kind = job::release});
    if (handler) disk_->tell(how, std::move(handler));
}

void memory_engine::async_check_files(
    lt::storage_index_t storage,
    lt::add_torrent_params const* resume,
    lt::aux::vector<std::string, lt::file_index_t> /*links*/,
    std::function<void(lt::status_t, lt::storage_error const&)> handler)
{
    auto const how = disk_->begin({.kind = job::check});
    auto status = how.error ? lt::status_t::fatal_disk_error : lt::status_t::no_error;
    bool const resumes = resume != nullptr && !resume->have_pieces.empty();
    auto const& what = at(storage);
    if (!how.error && !resumes) {
        std::lock_guard const lock{disk_->mutex};
        for (auto const file : what.files.file_range())
            if (disk_->files.contains(what.path(file))) status = lt::status_t::need_full_check;
    }
    disk_->tell(
        how, [status, error = how.error, handler = std::move(handler)] { handler(status, error); });
}

void memory_engine::async_stop_torrent(
    lt::storage_index_t /*storage*/, std::function<void()> handler)
{
    auto const how = disk_->begin({.kind = job::stop});
    if (handler) disk_->tell(how, std::move(handler));
}

void memory_engine::async_rename_file(
    lt::storage_index_t storage,
    lt::file_index_t file,
    std::string name,
    std::function<void(std::string const&, lt::file_index_t, lt::storage_error const&)> handler)
{
    auto const how = disk_->begin({.kind = job::rename});
    auto& what = at(storage);
    if (!how.error) {
        auto const before = what.path(file);
        what.names[static_cast<std::size_t>(static_cast<int>(file))] = name;
        move(before, what.path(file));
    }
    disk_->tell(
        how, [name = std::move(name), file, error = how.error, handler = std::move(handler)] {
            handler(name, file, error);
        });
}

void memory_engine::async_delete_files(
    lt::storage_index_t storage,
    lt::remove_flags_t /*what*/,
    std::function<void(lt::storage_error const&)> handler)
{
    auto const how = disk_->begin({.kind = job::remove});
    auto const& what = at(storage);
    if (!how.error) {
        std::lock_guard const lock{disk_->mutex};
        for (auto const file : what.files.file_range())
            disk_->files.erase(what.path(file));
    }
    disk_->tell(how, [error = how.error, handler = std::move(handler)] { handler(error); });
}

void memory_engine::async_set_file_priority(
    lt::storage_index_t /*storage*/,
    lt::aux::vector<lt::download_priority_t, lt::file_index_t> wanted,
    std::function<
        void(lt::storage_error const&, lt::aux::vector<lt::download_priority_t, lt::file_index_t>)>
        handler)
{
    auto const how = disk_->begin({.kind = job::priority});
    disk_->tell(how, [wanted = std::move(wanted), error = how.error, handler = std::move(handler)] {
        handler(error, wanted);
    });
}

void memory_engine::async_clear_piece(
    lt::storage_index_t storage,
    lt::piece_index_t piece,
    std::function<void(lt::piece_index_t)> handler)
{
    auto const how = disk_->begin({.kind = job::clear, .piece = index_of(piece)});
    at(storage).lost.erase(piece);
    disk_->tell(how, [piece, handler = std::move(handler)] { handler(piece); });
}

}  // namespace bt::test
