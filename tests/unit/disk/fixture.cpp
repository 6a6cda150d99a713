#include "fixture.hpp"

#include <bt/digest/digest.hpp>

#include <boost/asio/error.hpp>
#include <libtorrent/disk_buffer_holder.hpp>
#include <libtorrent/peer_request.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <cstring>
#include <filesystem>

namespace bt::test {
namespace {

using clock = std::chrono::steady_clock;

std::string sentence(lt::error_code reason, int file, lt::operation_t doing)
{
    return reason.message() + ", file " + std::to_string(file) + ", " + lt::operation_name(doing);
}

lt::sha1_hash hash_of(std::uint32_t seed)
{
    auto const hash = digest::sha1(noise(32, seed ^ 0x5eed));
    lt::sha1_hash out;
    std::memcpy(out.data(), hash.data(), hash.size());
    return out;
}

}  // namespace

std::string told(lt::storage_error const& error)
{
    if (!error) return fine;
    if (error.ec == boost::asio::error::operation_aborted) return given_up;
    return sentence(error.ec, static_cast<int>(error.file()), error.operation);
}

std::string trouble(int number, int file, lt::operation_t doing)
{
    return sentence(lt::error_code{number, lt::generic_category()}, file, doing);
}

std::string trouble(lt::error_code reason, int file, lt::operation_t doing)
{
    return sentence(reason, file, doing);
}

std::string too_short(int file)
{
    return sentence(lt::error_code{lt::errors::file_too_short}, file, lt::operation_t::file_read);
}

std::string changed(int file)
{
    return sentence(disk::fault::changed, file, lt::operation_t::file_read);
}

engine::engine(lt::settings_pack settings)
    : settings_{std::move(settings)}
    , disk_{door_.constructor()(network_, settings_, stats_)}
{
}

engine::engine(lt::settings_pack settings, lt::disk_io_constructor_type const& constructor)
    : settings_{std::move(settings)}
    , disk_{constructor(network_, settings_, stats_)}
    , is_foreign_{true}
{
}

engine::~engine()
{
    abort(true);
    if (!is_foreign_) expect_nothing_left();
}

void engine::expect_nothing_left()
{
    network_.restart();
    EXPECT_TRUE(run_until([this] { return network_.stopped(); })) << "the loop is kept alive";
    disk_->update_stats_counters(stats_);
    for (int const gauge :
         {lt::counters::num_jobs,
          lt::counters::queued_disk_jobs,
          lt::counters::blocked_disk_jobs,
          lt::counters::num_running_disk_jobs,
          lt::counters::disk_blocks_in_use})
        EXPECT_EQ(stats_[gauge], 0) << "gauge " << gauge;
    for (int gauge = lt::counters::num_fenced_read; gauge <= lt::counters::num_fenced_tick_storage;
         ++gauge)
        EXPECT_EQ(stats_[gauge], 0) << "fenced " << gauge;
}

std::int64_t engine::counter(int which)
{
    disk_->update_stats_counters(stats_);
    return stats_[which];
}

bool engine::run_until(std::function<bool()> const& done)
{
    auto const deadline = clock::now() + patience;
    while (!done()) {
        if (clock::now() >= deadline) return false;
        if (network_.run_one_until(deadline) == 0 && !done()) network_.restart();
    }
    return true;
}

void engine::abort(bool wait)
{
    disk_->abort(wait);
}

payload::payload(engine& in, shape const& of)
    : in_{in}
    , files_{std::make_shared<lt::file_storage>()}
    , save_path_{of.save_path}
    , info_hash_{hash_of(of.seed)}
{
    files_->set_piece_length(of.piece_length);
    for (auto const& each : of.files)
        files_->add_file(each.name, each.size, each.flags, 0, each.link);
    if (of.is_v2) files_->canonicalize();
    auto const length = std::int64_t{of.piece_length};
    files_->set_num_pieces(static_cast<int>((files_->total_size() + length - 1) / length));
    bytes_ = noise(static_cast<std::size_t>(files_->total_size()), of.seed);
    for (auto const file : files_->file_range())
        if (files_->pad_file_at(file))
            std::fill_n(bytes_.begin() + files_->file_offset(file), files_->file_size(file), '\0');
    lt::storage_params const params{
        *files_, nullptr, save_path_, of.mode, of.priorities, info_hash_};
    holder_ = in_.disk().new_torrent(params, files_);
}

int payload::piece_size(int piece) const
{
    return files_->piece_size(lt::piece_index_t{piece});
}

std::string payload::bytes(int piece, int start, int size) const
{
    auto const from = std::int64_t{piece} * files_->piece_length() + start;
    return bytes_.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(size));
}

std::string payload::piece_bytes(int piece) const
{
    return bytes(piece, 0, piece_size(piece));
}

std::string payload::file_bytes(int file) const
{
    lt::file_index_t const index{file};
    return bytes_.substr(
        static_cast<std::size_t>(files_->file_offset(index)),
        static_cast<std::size_t>(files_->file_size(index)));
}

std::string payload::path(int file) const
{
    return files_->file_path(lt::file_index_t{file}, save_path_);
}

lt::peer_request payload::block_of(int piece, int index) const
{
    auto const start = index * block;
    return {lt::piece_index_t{piece}, start, std::min(block, piece_size(piece) - start)};
}

bool payload::start_write(
    int piece,
    int index,
    std::function<void(std::string)> then,
    std::shared_ptr<lt::disk_observer> observer)
{
    auto const where = block_of(piece, index);
    auto const data = bytes(piece, where.start, where.length);
    return in_.disk().async_write(
        holder_,
        where,
        data.data(),
        std::move(observer),
        [then = std::move(then)](lt::storage_error const& error) { then(told(error)); });
}

void payload::start_read(int piece, int start, int size, std::function<void(read_result)> then)
{
    in_.disk().async_read(
        holder_,
        {lt::piece_index_t{piece}, start, size},
        [this, size, then = std::move(then)](
            lt::disk_buffer_holder data, lt::storage_error const& error) {
            // libtorrent's own give a whole block, whatever was asked for.
            auto const length = in_.is_foreign() ? (error ? 0 : size) : data.size();
            then({std::string{data.data(), static_cast<std::size_t>(length)}, told(error)});
        });
}

void payload::start_hash(int piece, hash_kind which, std::function<void(hash_result)> then)
{
    lt::piece_index_t const index{piece};
    auto const blocks2 = (files_->piece_size2(index) + block - 1) / block;
    // libtorrent keeps the room for these as long as the job runs.
    auto const v2 = std::make_shared<std::vector<lt::sha256_hash>>(which.v2 ? blocks2 : 0);
    in_.disk().async_hash(
        holder_,
        index,
        *v2,
        which.v1 ? lt::disk_interface::v1_hash : lt::disk_job_flags_t{},
        [v2, then = std::move(then)](
            lt::piece_index_t, lt::sha1_hash const& v1, lt::storage_error const& error) {
            then({v1, *v2, told(error)});
        });
}

void payload::start_hash2(int piece, int offset, std::function<void(hash_result)> then)
{
    in_.disk().async_hash2(
        holder_,
        lt::piece_index_t{piece},
        offset,
        {},
        [then = std::move(then)](
            lt::piece_index_t, lt::sha256_hash const& v2, lt::storage_error const& error) {
            then({{}, {v2}, told(error)});
        });
}

}  // namespace bt::test
