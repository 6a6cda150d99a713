#include "hash.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/torrent/digest.hpp>

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <bit>
#include <cerrno>
#include <cstring>
#include <exception>
#include <future>
#include <optional>

namespace bt::torrent {
namespace {

constexpr std::size_t read_size = 1024 * 1024;
constexpr std::int64_t batch_bytes = 4 * 1024 * 1024;
constexpr std::string_view changed = "it changed while it was read";

std::int64_t round_up(std::int64_t value, std::int64_t step)
{
    return (value + step - 1) / step * step;
}

/// What all workers share: who takes which pieces, how far they are, and whether to give up.
struct shared_state {
    hash_request const* request;
    std::vector<std::int64_t> offsets;
    hash_result* result;
    std::atomic<std::int64_t> next_piece = 0;
    std::atomic<std::int64_t> done_bytes = 0;
    std::atomic<bool> give_up = false;
    std::int64_t pieces = 0;
    std::int64_t batch = 1;
};

/// Hashes whole pieces, one at a time; holds one open file and one buffer.
class worker {
public:
    explicit worker(shared_state& shared)
        : shared_{&shared}
        , buffer_(read_size, '\0')
    {
    }

    void run()
    {
        while (!shared_->give_up) {
            auto const first = shared_->next_piece.fetch_add(shared_->batch);
            if (first >= shared_->pieces) return;
            auto const last = std::min(first + shared_->batch, shared_->pieces);
            for (auto piece = first; piece < last && !shared_->give_up; ++piece)
                hash_piece(piece);
        }
    }

private:
    void hash_piece(std::int64_t piece)
    {
        auto const& request = *shared_->request;
        auto const start = piece * request.piece_length;
        auto const stop = std::min(start + request.piece_length, shared_->offsets.back());
        if (request.v1) sha1_.start();
        // The last file that starts at or before the piece; empty files share its offset.
        auto const after = std::ranges::upper_bound(shared_->offsets, start);
        auto index = static_cast<std::size_t>(after - shared_->offsets.begin()) - 1;
        for (auto at = start; at < stop; ++index) {
            auto const till = std::min(stop, shared_->offsets[index + 1]);
            if (till > at) hash_part(index, at, till);
            at = std::max(at, till);
        }
        if (!request.v1) return;
        auto const digest = sha1_.finish();
        std::memcpy(
            shared_->result->pieces.data() + piece * static_cast<std::int64_t>(digest.size()),
            digest.data(),
            digest.size());
    }

    /// The bytes from `at` to `till` of the piece space: of one file, then of its padding.
    void hash_part(std::size_t index, std::int64_t at, std::int64_t till)
    {
        auto const& file = shared_->request->files[index];
        auto const from = at - shared_->offsets[index];
        auto const content = std::clamp<std::int64_t>(file.size() - from, 0, till - at);
        leaves_.clear();
        read_content(index, from, content);
        if (shared_->request->v2 && content > 0) keep_leaves(index, from);
        if (shared_->request->v1) add_padding(till - at - content);
        shared_->done_bytes += content;
    }

    void read_content(std::size_t index, std::int64_t from, std::int64_t length)
    {
        while (length > 0 && !shared_->give_up) {
            auto const want = std::min<std::int64_t>(length, read_size);
            std::span<char> const part{buffer_.data(), static_cast<std::size_t>(want)};
            fill(index, from, part);
            if (shared_->request->v1) sha1_.add(part);
            if (shared_->request->v2)
                for (std::size_t at = 0; at < part.size(); at += block_size)
                    leaves_.push_back(sha256(
                        part.subspan(at, std::min<std::size_t>(block_size, part.size() - at))));
            from += want;
            length -= want;
        }
    }

    void fill(std::size_t index, std::int64_t from, std::span<char> into)
    {
        auto const& path = shared_->request->files[index].path;
        open(index);
        while (!into.empty()) {
            auto const got = ::pread(file_.get(), into.data(), into.size(), from);
            if (got < 0 && errno == EINTR) continue;
            if (got < 0) fail_errno(exit_code::io, "read", path);
            if (got == 0) fail(exit_code::io, "read", path, changed);
            into = into.subspan(static_cast<std::size_t>(got));
            from += got;
        }
    }

    void open(std::size_t index)
    {
        if (open_ == index && file_) return;
        auto const& path = shared_->request->files[index].path;
        file_ = unique_fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
        if (!file_) fail_errno(exit_code::bad_input, "read", path);
        (void)::posix_fadvise(file_.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
        open_ = index;
    }

    // A file of one piece or less has a tree of its own height; in a longer one every piece has
    // a subtree of full width.
    void keep_leaves(std::size_t index, std::int64_t from)
    {
        auto const length = shared_->request->piece_length;
        auto& hashes = shared_->result->files[index];
        if (shared_->request->files[index].size() <= length)
            hashes.root = merkle_root(leaves_);
        else
            hashes.layer[static_cast<std::size_t>(from / length)] =
                merkle_root(leaves_, {}, static_cast<std::size_t>(length / block_size));
    }

    void add_padding(std::int64_t length)
    {
        static constexpr std::array<char, block_size> zeros{};
        while (length > 0) {
            auto const part = std::min<std::int64_t>(length, block_size);
            sha1_.add(std::span{zeros}.first(static_cast<std::size_t>(part)));
            length -= part;
        }
    }

    shared_state* shared_;
    std::string buffer_;
    sha1_stream sha1_;
    std::vector<sha256_digest> leaves_;
    unique_fd file_;
    std::size_t open_ = 0;
};

std::int64_t total_of(std::span<source_file const> files)
{
    std::int64_t total = 0;
    for (auto const& file : files)
        total += file.size();
    return total;
}

void prepare(hash_request const& request, shared_state& shared)
{
    auto& result = *shared.result;
    auto const length = request.piece_length;
    shared.pieces = (shared.offsets.back() + length - 1) / length;
    shared.batch = std::max<std::int64_t>(batch_bytes / length, 1);
    if (request.v1) result.pieces.resize(static_cast<std::size_t>(shared.pieces) * 20);
    if (!request.v2) return;
    result.files.resize(request.files.size());
    for (std::size_t i = 0; i < request.files.size(); ++i)
        if (request.files[i].size() > length)
            result.files[i].layer.resize(
                static_cast<std::size_t>((request.files[i].size() + length - 1) / length));
}

void finish_roots(hash_request const& request, hash_result& result)
{
    auto const pad = merkle_pad(static_cast<std::size_t>(request.piece_length / block_size));
    for (auto& file : result.files)
        if (!file.layer.empty()) file.root = merkle_root(file.layer, pad);
}

/// A file that grew or was rewritten reads well; only its stamp tells.
void check_stamps(hash_request const& request)
{
    for (auto const& file : request.files)
        if (stamp_of(file.path) != file.stamp) fail(exit_code::io, "read", file.path, changed);
}

}  // namespace

unsigned usable_cores()
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    if (::sched_getaffinity(0, sizeof cores, &cores) != 0) return 1;
    return static_cast<unsigned>(std::max(CPU_COUNT(&cores), 1));
}

std::vector<std::int64_t> piece_space_offsets(hash_request const& request)
{
    std::vector<std::int64_t> offsets;
    offsets.reserve(request.files.size() + 1);
    std::int64_t at = 0;
    std::int64_t end = 0;
    for (auto const& file : request.files) {
        offsets.push_back(at);
        if (file.size() > 0) end = at + file.size();
        at += file.size();
        if (request.v2) at = round_up(at, request.piece_length);
    }
    offsets.push_back(request.pads_tail ? at : end);
    return offsets;
}

hash_result hash_files(
    hash_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    hash_result result;
    shared_state shared{
        .request = &request, .offsets = piece_space_offsets(request), .result = &result};
    prepare(request, shared);
    auto const total = total_of(request.files);
    auto const threads = request.threads == 0 ? usable_cores() : request.threads;
    std::vector<std::future<void>> workers;
    for (unsigned i = 0; i < threads; ++i)
        workers.push_back(std::async(std::launch::async, [&shared] {
            try {
                worker{shared}.run();
            } catch (...) {
                shared.give_up = true;
                throw;
            }
        }));
    std::exception_ptr trouble;
    for (auto& each : workers) {
        using namespace std::chrono_literals;
        while (each.wait_for(50ms) != std::future_status::ready) {
            if (stop.stop_requested()) shared.give_up = true;
            if (progress) progress({shared.done_bytes, total});
        }
        try {
            each.get();
        } catch (...) {
            if (!trouble) trouble = std::current_exception();
        }
    }
    if (trouble) std::rethrow_exception(trouble);
    if (stop.stop_requested()) throw error{exit_code::interrupted, "stopped before the end"};
    check_stamps(request);
    finish_roots(request, result);
    return result;
}

}  // namespace bt::torrent
