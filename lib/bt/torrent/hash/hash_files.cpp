#include "hash_files.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <fcntl.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace bt::torrent {
namespace {

constexpr std::string_view changed = "it changed while it was read";

std::int64_t round_up(std::int64_t value, std::int64_t step)
{
    return (value + step - 1) / step * step;
}

/// Any trouble ends the run: a torrent describes all of its files or is not made.
class maker : public hash_client {
public:
    maker(hash_request const& request, piece_space const& space, known_hashes const& known)
        : request_{&request}
        , space_{&space}
        , known_{&known}
    {
        if (request.v1) {
            result_.pieces = known.pieces;
            result_.pieces.resize(static_cast<std::size_t>(space.pieces()) * 20);
        }
        if (!request.v2) return;
        result_.files.resize(request.files.size());
        for (std::size_t i = 0; i < request.files.size(); ++i)
            prepare(i);
    }

    [[nodiscard]] bool wants(std::int64_t piece) override
    {
        auto const& known = *known_;
        if (request_->v1 && (known.v1.empty() || !known.v1[static_cast<std::size_t>(piece)]))
            return true;
        if (!request_->v2) return false;
        return known.files.empty() || !known.files[space_->file_at(piece)];
    }

    [[nodiscard]] unique_fd open(std::size_t file) override
    {
        auto const& path = request_->files[file].path;
        unique_fd opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
        if (!opened && errno == ENOENT) fail(exit_code::io, "read", path, "it is gone");
        if (!opened) fail_errno(exit_code::bad_input, "read", path);
        return opened;
    }

    void unreadable(std::size_t file, std::int64_t /*offset*/, int reason) override
    {
        auto const& path = request_->files[file].path;
        if (reason == 0) fail(exit_code::io, "read", path, changed);
        fail(exit_code::io, "read", path, std::error_code{reason, std::generic_category()});
    }

    void hashed_v1(std::int64_t piece, digest::sha1_digest const& hash) override
    {
        std::memcpy(result_.pieces.data() + piece * 20, hash.data(), hash.size());
    }

    void hashed_v2(std::size_t file, std::int64_t piece, sha256_digest const& hash) override
    {
        auto& to = result_.files[file];
        if (to.layer.empty())
            to.root = hash;
        else
            to.layer[static_cast<std::size_t>(piece)] = hash;
    }

    [[nodiscard]] hash_result take()
    {
        auto const pad = merkle_pad(static_cast<std::size_t>(request_->piece_length / block_size));
        for (auto& file : result_.files)
            if (!file.layer.empty()) file.root = merkle_root(file.layer, pad);
        return std::move(result_);
    }

private:
    void prepare(std::size_t file)
    {
        auto const length = request_->piece_length;
        auto const size = request_->files[file].size();
        if (!known_->files.empty() && known_->files[file])
            result_.files[file] = *known_->files[file];
        else if (size > length)
            result_.files[file].layer.resize(
                static_cast<std::size_t>(round_up(size, length) / length));
    }

    hash_request const* request_;
    piece_space const* space_;
    known_hashes const* known_;
    hash_result result_;
};

/// A file that grew or was rewritten reads well; only its stamp tells.
void check_stamps(std::span<source_file const> files)
{
    for (auto const& file : files)
        // What came through a pipe has no path.
        if (!file.path.empty() && stamp_of(file.path, file.is_link()) != file.stamp)
            fail(exit_code::io, "read", file.path, changed);
}

}  // namespace

piece_space piece_space_of(hash_request const& request)
{
    piece_space space{.piece_length = request.piece_length};
    space.offsets.reserve(request.files.size());
    space.sizes.reserve(request.files.size());
    std::int64_t at = 0;
    for (auto const& file : request.files) {
        space.offsets.push_back(at);
        space.sizes.push_back(file.size());
        if (file.size() > 0) space.end = at + file.size();
        at += file.size();
        if (request.v2) at = round_up(at, request.piece_length);
    }
    if (request.pads_tail) space.end = at;
    return space;
}

hash_result hash_files(
    hash_request const& request,
    known_hashes const& known,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    auto const space = piece_space_of(request);
    maker client{request, space, known};
    hash_options const how{.v1 = request.v1, .v2 = request.v2, .threads = request.threads};
    hash_pieces(space, how, client, progress, std::move(stop));
    in_shares(
        request.files.size(), thread_count(how.threads), [&](std::size_t from, std::size_t to) {
            check_stamps(request.files.subspan(from, to - from));
        });
    return client.take();
}

}  // namespace bt::torrent
