#include "hash_worker.hpp"

#include <bt/torrent/hash/merkle.hpp>

#include <fcntl.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

namespace bt::torrent {
namespace {

// A worker's windows together should stay in the cache nearest to its core.
constexpr std::size_t buffer_bytes = 512 * 1024;
constexpr std::size_t least_window = 2 * block_size;
constexpr std::size_t page = 4096;
constexpr std::int64_t long_piece = 256 * 1024;

// Never written to; not const, so that it takes no room in the file.
alignas(64) std::array<char, 256 * 1024> zeros{};

std::size_t window_for(std::size_t lanes)
{
    return std::clamp<std::size_t>(buffer_bytes / lanes, least_window, zeros.size());
}

char* allocate_pages(std::size_t size)
{
    auto* const pages = static_cast<char*>(std::aligned_alloc(page, size));
    if (pages == nullptr) throw std::bad_alloc{};
    return pages;
}

/// Whether the bytes can be had without waiting for a disk; what cannot tell says yes.
bool in_memory(int fd, std::int64_t from, std::span<char> scratch)
{
    iovec const into{scratch.data(), scratch.size()};
    auto const got = ::preadv2(fd, &into, 1, from, RWF_NOWAIT);
    return got >= 0 || errno != EAGAIN;
}

}  // namespace

struct hash_worker::open_file {
    std::size_t index = 0;
    unique_fd fd;
};

/// One piece under way.
struct hash_worker::lane {
    char* buffer = nullptr;
    std::int64_t piece = -1;  ///< -1: free
    std::int64_t at = 0;      ///< in the piece space: what the next window starts with
    std::int64_t stop = 0;
    std::size_t file = 0;  ///< the one that covers `at`, or the last before it
    std::shared_ptr<open_file> open;
    bool failed = false;
    digest::bytes window;
    std::size_t content = 0;  ///< how much of the window is of a file, for v2
    std::vector<sha256_digest> leaves;

    [[nodiscard]] bool is_free() const { return piece < 0; }
};

void hash_worker::page_deleter::operator()(char* pages) const
{
    std::free(pages);
}

hash_worker::hash_worker(hash_work& shared)
    : shared_{&shared}
    , window_{window_for(shared.lanes)}
    , pages_{allocate_pages(window_ * shared.lanes)}
    , lanes_(shared.lanes)
    , streams_{shared.lanes}
{
    for (std::size_t i = 0; i < lanes_.size(); ++i)
        lanes_[i].buffer = pages_.get() + i * window_;
}

hash_worker::~hash_worker() = default;

void hash_worker::run()
{
    while (!shared_->give_up && refill()) {
        read_windows();
        hash_windows();
        for (std::size_t i = 0; i < lanes_.size(); ++i)
            if (!lanes_[i].is_free() && (lanes_[i].failed || lanes_[i].at == lanes_[i].stop))
                finish(i);
    }
}

/// Gives every free lane a piece as long as there are any; false when all lanes are free.
bool hash_worker::refill()
{
    auto free = std::ranges::count_if(lanes_, &lane::is_free);
    while (free > 0) {
        auto const left = shared_->pieces - shared_->next_piece;
        if (left <= 0) break;
        // Towards the end the workers share what is left rather than one taking it all.
        auto const fair = (left + shared_->threads - 1) / shared_->threads;
        auto const count = std::min<std::int64_t>(free, fair);
        auto const first = shared_->next_piece.fetch_add(count);
        auto const last = std::min(first + count, shared_->pieces);
        lane* begun = nullptr;
        for (auto piece = first; piece < last; ++piece) {
            if (!shared_->client->wants(piece)) continue;
            auto& into = *std::ranges::find_if(lanes_, &lane::is_free);
            begin(into, piece);
            if (begun == nullptr) begun = &into;
            --free;
        }
        if (begun != nullptr) read_ahead(*begun, count);
    }
    return static_cast<std::size_t>(free) < lanes_.size();
}

void hash_worker::begin(lane& into, std::int64_t piece)
{
    auto const& space = *shared_->space;
    into.piece = piece;
    into.at = piece * space.piece_length;
    into.stop = std::min(into.at + space.piece_length, space.end);
    into.failed = false;
    into.leaves.clear();
    into.file = space.file_at(piece);
    // Padding behind a file is part of v1 pieces alone.
    if (!shared_->how.v1)
        into.stop =
            std::clamp(space.offsets[into.file] + space.sizes[into.file], into.at + 1, into.stop);
}

/// From a disk, the pieces of all lanes come faster in one run than a window at a time.
void hash_worker::read_ahead(lane& of, std::int64_t pieces)
{
    auto const& space = *shared_->space;
    if (space.piece_length < long_piece) return;
    auto const from = of.at - space.offsets[of.file];
    if (from >= space.sizes[of.file]) return;
    auto const fd = descriptor_of(of);
    if (fd < 0) return;
    if (!is_cold_) is_cold_ = !in_memory(fd, from, {of.buffer, page});
    if (is_cold_)
        (void)::posix_fadvise(fd, from, 2 * pieces * space.piece_length, POSIX_FADV_WILLNEED);
}

void hash_worker::read_windows()
{
    for (auto& each : lanes_)
        if (!each.is_free()) read_window(each);
}

/// The next bytes of the piece space: of files, and zeros between them.
void hash_worker::read_window(lane& of)
{
    auto const& space = *shared_->space;
    auto const start = of.at;
    auto const stop = std::min(of.stop, start + static_cast<std::int64_t>(window_));
    of.content = 0;
    while (of.at < stop) {
        auto const next =
            of.file + 1 < space.offsets.size() ? space.offsets[of.file + 1] : space.end;
        auto const till = std::min(stop, std::max(next, of.at));
        auto const from = of.at - space.offsets[of.file];
        auto const content = std::clamp<std::int64_t>(space.sizes[of.file] - from, 0, till - of.at);
        auto* const into = of.buffer + (of.at - start);
        // Padding is part of v1 pieces alone, and looked at only in windows with a file.
        if (shared_->how.v1 && content > 0 && of.content == 0)
            std::memset(of.buffer, 0, static_cast<std::size_t>(of.at - start));
        if (content > 0 && !read_part(of, from, {into, static_cast<std::size_t>(content)})) {
            of.failed = true;
            return;
        }
        of.content += static_cast<std::size_t>(content);
        if (shared_->how.v1 && of.content > 0)
            std::memset(into + content, 0, static_cast<std::size_t>(till - of.at - content));
        of.at = till;
        if (of.at >= next) ++of.file;
    }
    auto const length = static_cast<std::size_t>(stop - start);
    of.window = {of.content > 0 ? of.buffer : zeros.data(), length};
}

bool hash_worker::read_part(lane& of, std::int64_t from, std::span<char> into)
{
    auto const fd = descriptor_of(of);
    if (fd < 0) return false;
    shared_->done_bytes.fetch_add(
        static_cast<std::int64_t>(into.size()), std::memory_order_relaxed);
    while (!into.empty()) {
        auto const got = ::pread(fd, into.data(), into.size(), from);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) {
            shared_->client->unreadable(of.file, from, got < 0 ? errno : 0);
            return false;
        }
        into = into.subspan(static_cast<std::size_t>(got));
        from += got;
    }
    return true;
}

/// Lanes in one file share its descriptor.
int hash_worker::descriptor_of(lane& of)
{
    if (of.open && of.open->index == of.file) return of.open->fd.get();
    auto const same = std::ranges::find_if(
        lanes_, [&](lane const& other) { return other.open && other.open->index == of.file; });
    if (same != lanes_.end()) {
        of.open = same->open;
    } else {
        of.open.reset();
        of.open = std::make_shared<open_file>(open_file{of.file, shared_->client->open(of.file)});
    }
    return of.open->fd.get();
}

void hash_worker::hash_windows()
{
    if (shared_->how.v1) {
        parts_.clear();
        for (std::size_t i = 0; i < lanes_.size(); ++i) {
            auto const& from = lanes_[i];
            if (from.is_free() || from.failed) continue;
            parts_.push_back({i, from.window, from.at == from.stop});
        }
        streams_.add(parts_);
    }
    if (shared_->how.v2) hash_blocks();
}

void hash_worker::hash_blocks()
{
    blocks_.clear();
    for (auto const& from : lanes_) {
        if (from.is_free() || from.failed) continue;
        for (std::size_t at = 0; at < from.content; at += block_size)
            blocks_.push_back(
                from.window.subspan(at, std::min<std::size_t>(block_size, from.content - at)));
    }
    hashes_.resize(blocks_.size());
    digest::sha256_each(blocks_, hashes_);
    auto next = hashes_.begin();
    for (auto& to : lanes_) {
        if (to.is_free() || to.failed) continue;
        auto const count = static_cast<std::ptrdiff_t>((to.content + block_size - 1) / block_size);
        to.leaves.insert(to.leaves.end(), next, next + count);
        next += count;
    }
}

void hash_worker::finish(std::size_t index)
{
    auto& done = lanes_[index];
    auto const piece = std::exchange(done.piece, -1);
    if (done.failed) {
        streams_.drop(index);
        return;
    }
    if (shared_->how.v1) shared_->client->hashed_v1(piece, streams_.digest(index));
    if (!shared_->how.v2 || done.leaves.empty()) return;
    auto const& space = *shared_->space;
    auto const start = piece * space.piece_length;
    auto const file = space.file_at(piece);
    // A file of one piece or less has a tree of its own height; in a longer one every piece has a
    // subtree of full width.
    auto const width = space.sizes[file] <= space.piece_length
        ? std::size_t{1}
        : static_cast<std::size_t>(space.piece_length / block_size);
    shared_->client->hashed_v2(
        file,
        (start - space.offsets[file]) / space.piece_length,
        merkle_root(done.leaves, {}, width));
}

}  // namespace bt::torrent
