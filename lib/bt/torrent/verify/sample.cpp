#include "sample.hpp"

#include <bt/torrent/hash/merkle.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <fcntl.h>

#include <algorithm>
#include <cstring>

namespace bt::torrent {
namespace {

lt::torrent_info const& info_of(metainfo const& what)
{
    return *what.get().params.ti;
}

/// Compares as hashes come in; every piece has a slot of its own.
class sampler : public hash_client {
public:
    explicit sampler(sample_request const& request)
        : request_{&request}
        , info_{&info_of(*request.what)}
        , v1_(request.pieces.size(), !info_->v1() ? 1 : 0)
        , v2_(request.pieces.size(), !info_->v2() ? 1 : 0)
    {
    }

    [[nodiscard]] bool wants(std::int64_t piece) override
    {
        return std::ranges::binary_search(request_->pieces, piece);
    }

    [[nodiscard]] unique_fd open(std::size_t file) override
    {
        auto const path = request_->path_of(file);
        if (path.empty()) return {};
        return unique_fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    }

    void unreadable(std::size_t, std::int64_t, int) override {}

    void hashed_v1(std::int64_t piece, digest::sha1_digest const& hash) override
    {
        auto const said = info_->hash_for_piece(lt::piece_index_t{static_cast<int>(piece)});
        v1_[slot(piece)] = std::memcmp(said.data(), hash.data(), hash.size()) == 0 ? 1 : 0;
    }

    void hashed_v2(std::size_t file, std::int64_t piece, digest::sha256_digest const& hash) override
    {
        auto const& space = request_->content->space;
        auto const index = space.offsets[file] / space.piece_length + piece;
        v2_[slot(index)] = said_v2(file, piece)
                == std::string_view{reinterpret_cast<char const*>(hash.data()), hash.size()}
            ? 1
            : 0;
    }

    [[nodiscard]] std::vector<std::int64_t> agreeing() const
    {
        std::vector<std::int64_t> good;
        for (std::size_t i = 0; i < request_->pieces.size(); ++i)
            if (v1_[i] != 0 && v2_[i] != 0) good.push_back(request_->pieces[i]);
        return good;
    }

private:
    [[nodiscard]] std::size_t slot(std::int64_t piece) const
    {
        auto const at = std::ranges::lower_bound(request_->pieces, piece);
        return static_cast<std::size_t>(at - request_->pieces.begin());
    }

    [[nodiscard]] std::string said_v2(std::size_t file, std::int64_t piece) const
    {
        auto const layer = piece_layer_of(*request_->what, request_->content->files[file].index);
        if (static_cast<std::size_t>(piece) >= layer.size()) return {};
        auto const& hash = layer[static_cast<std::size_t>(piece)];
        return {reinterpret_cast<char const*>(hash.data()), hash.size()};
    }

    sample_request const* request_;
    lt::torrent_info const* info_;
    // Bytes, because neighbours are written by different threads.
    std::vector<char> v1_;
    std::vector<char> v2_;
};

/// The path below the torrent's folder.
std::string inside(lt::file_storage const& files, lt::file_index_t index)
{
    auto path = files.file_path(index);
    if (files.num_files() == 1) return path;
    auto const top = path.find('/');
    return top == std::string::npos ? path : path.substr(top + 1);
}

}  // namespace

content_map content_map_of(metainfo const& what)
{
    auto const& info = info_of(what);
    auto const& files = info.orig_files();
    content_map map;
    map.space.piece_length = info.piece_length();
    map.space.end = files.total_size();
    for (auto const index : files.file_range()) {
        bool const is_pad = files.pad_file_at(index);
        // The engine wants a file at the start of the space, whatever stands there.
        if (is_pad && !map.files.empty()) continue;
        bool const is_link = bool(files.file_flags(index) & lt::file_storage::flag_symlink);
        auto const& file = map.files.emplace_back(content_file{
            .path = inside(files, index),
            .index = static_cast<int>(index),
            .size = is_link || is_pad ? 0 : files.file_size(index),
            .offset = files.file_offset(index),
            .mtime = files.mtime(index),
            .is_link = is_link});
        map.space.offsets.push_back(file.offset);
        map.space.sizes.push_back(file.size);
    }
    return map;
}

std::vector<sha256_digest> piece_layer_of(metainfo const& what, int file)
{
    // Loading moves the layers out of the torrent_info.
    auto const& layers = what.get().params.merkle_trees;
    std::vector<sha256_digest> layer;
    if (static_cast<std::size_t>(file) >= layers.size()) return layer;
    for (auto const& hash : layers[lt::file_index_t{file}])
        std::memcpy(layer.emplace_back().data(), hash.data(), sizeof(sha256_digest));
    return layer;
}

std::vector<std::int64_t> agreeing_pieces(sample_request const& request, std::stop_token stop)
{
    auto const& info = info_of(*request.what);
    sampler client{request};
    hash_pieces(
        request.content->space,
        {.v1 = info.v1(), .v2 = info.v2(), .threads = 0},
        client,
        {},
        std::move(stop));
    return client.agreeing();
}

}  // namespace bt::torrent
