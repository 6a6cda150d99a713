#include "stream.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace bt::torrent {
namespace {

constexpr std::size_t chunk_bytes = 1024 * 1024;
constexpr std::string_view standard_input = "standard input";

/// Reads until the buffer is full or the input ends, and stays interruptible while it waits.
std::size_t read_chunk(int fd, std::span<char> into, std::stop_token const& stop)
{
    std::size_t filled = 0;
    while (filled < into.size()) {
        if (stop.stop_requested()) throw error{exit_code::interrupted, "stopped before the end"};
        pollfd ready{.fd = fd, .events = POLLIN, .revents = 0};
        constexpr int wait_ms = 100;
        if (::poll(&ready, 1, wait_ms) == 0) continue;
        auto const got = ::read(fd, into.data() + filled, into.size() - filled);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) fail_errno(exit_code::bad_input, "read", standard_input);
        if (got == 0) break;
        filled += static_cast<std::size_t>(got);
    }
    return filled;
}

/// Hands out the input a chunk at a time; tells the progress a few times a second.
template <class Take>
std::int64_t for_each_chunk(
    int fd,
    std::function<void(hash_progress)> const& progress,
    std::stop_token const& stop,
    Take take)
{
    using clock = std::chrono::steady_clock;
    std::string buffer(chunk_bytes, '\0');
    std::int64_t size = 0;
    auto told = clock::now();
    for (;;) {
        auto const got = read_chunk(fd, buffer, stop);
        size += static_cast<std::int64_t>(got);
        take(std::span<char const>{buffer}.first(got), got < buffer.size());
        if (got < buffer.size()) return size;
        constexpr std::chrono::milliseconds pause{50};
        if (progress && clock::now() - told > pause) {
            progress({size, 0});
            told = clock::now();
        }
    }
}

/// Pieces of v1 one after the other; there is only one stream to hash.
class piece_hasher {
public:
    explicit piece_hasher(std::int64_t length)
        : length_{static_cast<std::size_t>(length)}
    {
    }

    /// All but the last bytes come in multiples of a block of SHA-1.
    void add(std::span<char const> bytes, bool is_last)
    {
        while (!bytes.empty()) {
            auto const part = bytes.first(std::min(bytes.size(), length_ - filled_));
            filled_ += part.size();
            bytes = bytes.subspan(part.size());
            add_part(part, filled_ == length_ || (is_last && bytes.empty()));
        }
    }

    [[nodiscard]] std::string take()
    {
        if (filled_ > 0) add_part({}, true);
        return std::move(pieces_);
    }

private:
    void add_part(std::span<char const> part, bool ends)
    {
        digest::sha1_streams::part const whole{0, part, ends};
        stream_.add({&whole, 1});
        if (!ends) return;
        auto const hash = stream_.digest(0);
        pieces_.append(reinterpret_cast<char const*>(hash.data()), hash.size());
        filled_ = 0;
    }

    std::size_t length_;
    std::size_t filled_ = 0;
    digest::sha1_streams stream_{1};
    std::string pieces_;
};

void add_leaves(std::vector<sha256_digest>& leaves, std::span<char const> bytes)
{
    std::vector<digest::bytes> blocks;
    for (std::size_t at = 0; at < bytes.size(); at += block_size)
        blocks.push_back(bytes.subspan(at, std::min<std::size_t>(block_size, bytes.size() - at)));
    auto const before = leaves.size();
    leaves.resize(before + blocks.size());
    digest::sha256_each(blocks, std::span{leaves}.subspan(before));
}

file_hashes hashes_of(std::span<sha256_digest const> leaves, std::int64_t size, std::int64_t length)
{
    file_hashes hashes;
    hashes.root = merkle_root(leaves);
    if (size <= length) return hashes;
    auto const width = static_cast<std::size_t>(length / block_size);
    for (std::size_t at = 0; at < leaves.size(); at += width)
        hashes.layer.push_back(
            merkle_root(leaves.subspan(at, std::min(width, leaves.size() - at)), {}, width));
    return hashes;
}

}  // namespace

stream_result hash_stream(
    stream_request const& request,
    std::function<std::int64_t(std::int64_t)> const& choose,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    stream_result result;
    std::optional<piece_hasher> v1;
    if (request.v1) v1.emplace(request.piece_length.value());
    std::vector<sha256_digest> leaves;
    // Chunks are whole blocks and parts of pieces, so that only the last is cut short.
    result.size =
        for_each_chunk(request.fd, progress, stop, [&](std::span<char const> bytes, bool is_last) {
            if (v1) v1->add(bytes, is_last);
            if (request.v2) add_leaves(leaves, bytes);
        });
    if (result.size == 0) fail(exit_code::bad_input, "read", standard_input, "it is empty");
    result.piece_length = request.piece_length ? *request.piece_length : choose(result.size);
    if (v1) {
        result.hashes.pieces = v1->take();
        result.hashes.v1.assign(result.hashes.pieces.size() / 20, true);
    }
    if (request.v2)
        result.hashes.files.emplace_back(hashes_of(leaves, result.size, result.piece_length));
    return result;
}

std::int64_t copy_stream(
    int from, int to, std::function<void(hash_progress)> const& progress, std::stop_token stop)
{
    return for_each_chunk(from, progress, stop, [&](std::span<char const> bytes, bool) {
        if (!write_all(to, {bytes.data(), bytes.size()}))
            fail_errno(exit_code::no_output, "write", "the content");
    });
}

}  // namespace bt::torrent
