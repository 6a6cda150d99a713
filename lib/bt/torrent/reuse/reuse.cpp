#include "reuse.hpp"

#include <bt/torrent/metainfo_access.hpp>
#include <bt/torrent/verify/sample.hpp>

#include <algorithm>
#include <cstring>
#include <unordered_map>
#include <utility>

namespace bt::torrent {
namespace {

constexpr std::int64_t billion = 1'000'000'000;

/// The files that may have bytes of a piece, as [first, last).
std::pair<std::size_t, std::size_t> files_in(piece_space const& space, std::int64_t piece)
{
    auto const first = space.file_at(piece);
    auto last = first + 1;
    while (last < space.offsets.size() && space.offsets[last] < (piece + 1) * space.piece_length)
        ++last;
    return {first, last};
}

/// Pairs the files of a request with those of an older torrent.
class matcher {
public:
    matcher(create_request const& request, reuse_request const& from)
        : request_{&request}
        , from_{&from}
        , old_{content_map_of(*from.old)}
        , of_old_(old_.files.size(), -1)
        , of_new_(request.content.files.size(), -1)
    {
    }

    void pair_unchanged(std::stop_token stop)
    {
        pair_by_look();
        drop_disagreeing(std::move(stop));
    }

    [[nodiscard]] content_map const& old() const { return old_; }
    /// The old file that a new one still is; -1 if it changed.
    [[nodiscard]] std::ptrdiff_t old_of(std::size_t file) const { return of_new_[file]; }

private:
    void pair_by_look()
    {
        std::unordered_map<std::string_view, std::size_t> by_path;
        for (std::size_t i = 0; i < old_.files.size(); ++i)
            by_path.emplace(old_.files[i].path, i);
        auto const& files = request_->content.files;
        for (std::size_t i = 0; i < files.size(); ++i) {
            // A torrent of a single file has its name where others have a path.
            auto const path = request_->content.is_single_file
                ? std::string_view{old_.files.front().path}
                : files[i].inside();
            auto const found = by_path.find(path);
            if (found == by_path.end() || !looks_same(files[i], old_.files[found->second]))
                continue;
            of_new_[i] = static_cast<std::ptrdiff_t>(found->second);
            of_old_[found->second] = static_cast<std::ptrdiff_t>(i);
        }
    }

    [[nodiscard]] bool looks_same(source_file const& file, content_file const& old) const
    {
        if (file.size() != old.size || file.size() == 0 || file.is_link() || old.is_link)
            return false;
        if (old.mtime != 0) return file.stamp.mtime_ns / billion == old.mtime;
        return std::max(file.stamp.mtime_ns, file.stamp.ctime_ns) < from_->made_ns;
    }

    /// Times can be set; three pieces of every file are read all the same.
    void drop_disagreeing(std::stop_token stop)
    {
        sample_request sample{
            .what = from_->old, .content = &old_, .path_of = [this](std::size_t file) {
                auto const index = of_old_[file];
                return index < 0 ? std::string{}
                                 : request_->content.files[static_cast<std::size_t>(index)].path;
            }};
        for (std::size_t i = 0; i < of_new_.size(); ++i)
            for (auto const piece : pieces_of(i))
                sample.pieces.push_back(piece);
        std::ranges::sort(sample.pieces);
        auto const twice = std::unique(sample.pieces.begin(), sample.pieces.end());
        sample.pieces.erase(twice, sample.pieces.end());
        auto const good = agreeing_pieces(sample, std::move(stop));
        for (std::size_t i = 0; i < of_new_.size(); ++i) {
            auto const pieces = pieces_of(i);
            bool const agrees = std::ranges::all_of(pieces, [&](std::int64_t piece) {
                return std::ranges::binary_search(good, piece);
            });
            if (pieces.empty() || !agrees) of_new_[i] = -1;
        }
    }

    /// The first, the middle and the last piece, but for those that are shared with a file that
    /// did change.
    [[nodiscard]] std::vector<std::int64_t> pieces_of(std::size_t file) const
    {
        std::vector<std::int64_t> pieces;
        if (of_new_[file] < 0) return pieces;
        auto const& old = old_.files[static_cast<std::size_t>(of_new_[file])];
        auto const length = old_.space.piece_length;
        for (auto const at : {std::int64_t{0}, old.size / 2, old.size - 1})
            if (auto const piece = (old.offset + at) / length; is_whole(piece))
                pieces.push_back(piece);
        return pieces;
    }

    [[nodiscard]] bool is_whole(std::int64_t piece) const
    {
        auto const start = piece * old_.space.piece_length;
        auto const [first, last] = files_in(old_.space, piece);
        for (auto i = first; i < last; ++i)
            if (old_.files[i].size > 0 && of_old_[i] < 0
                && old_.files[i].offset + old_.files[i].size > start)
                return false;
        return true;
    }

    create_request const* request_;
    reuse_request const* from_;
    content_map old_;
    std::vector<std::ptrdiff_t> of_old_;
    std::vector<std::ptrdiff_t> of_new_;
};

/// Files of a stretch that are not empty, by index and by where they begin in it.
struct piece_part {
    std::ptrdiff_t file;
    std::int64_t at;
    friend bool operator==(piece_part const&, piece_part const&) = default;
};

/// The old piece that is byte for byte the new one at `start`; -1 if there is none.
std::int64_t
old_piece(matcher const& match, piece_space const& space, std::int64_t start, std::int64_t stop)
{
    auto const parts = [](piece_space const& of, std::int64_t from, std::int64_t to, auto name) {
        std::vector<piece_part> found;
        auto const [first, last] = files_in(of, from / of.piece_length);
        for (auto i = first; i < last; ++i)
            if (of.sizes[i] > 0 && of.offsets[i] + of.sizes[i] > from && of.offsets[i] < to)
                found.push_back({name(i), of.offsets[i] - from});
        return found;
    };
    auto const here = parts(space, start, stop, [&](std::size_t i) { return match.old_of(i); });
    if (here.empty() || here.front().file < 0) return -1;
    auto const& old = match.old().space;
    auto const from = old.offsets[static_cast<std::size_t>(here.front().file)] - here.front().at;
    if (from < 0 || from % old.piece_length != 0) return -1;
    auto const to = std::min(from + old.piece_length, old.end);
    if (to - from != stop - start) return -1;
    auto const there =
        parts(old, from, to, [](std::size_t i) { return static_cast<std::ptrdiff_t>(i); });
    return here == there ? from / old.piece_length : -1;
}

void reuse_v1(
    create_request const& request,
    matcher const& match,
    lt::torrent_info const& info,
    known_hashes& known)
{
    auto const space = piece_space_of(hashing_of(request));
    if (!info.v1() || info.piece_length() != space.piece_length) return;
    auto const pieces = static_cast<std::size_t>(space.pieces());
    known.v1.resize(pieces);
    known.pieces.resize(pieces * 20);
    for (std::size_t i = 0; i < pieces; ++i) {
        auto const start = static_cast<std::int64_t>(i) * space.piece_length;
        auto const from =
            old_piece(match, space, start, std::min(start + space.piece_length, space.end));
        if (from < 0) continue;
        auto const hash = info.hash_for_piece(lt::piece_index_t{static_cast<int>(from)});
        std::memcpy(known.pieces.data() + i * 20, hash.data(), 20);
        known.v1[i] = true;
    }
}

/// A layer of pieces of one length out of one of shorter pieces: every level is the parents of
/// the one below (BEP 52).
std::vector<sha256_digest>
merged(std::vector<sha256_digest> layer, std::int64_t from, std::int64_t to)
{
    for (; from < to; from *= 2)
        merkle_merge(layer, merkle_pad(static_cast<std::size_t>(from / block_size)));
    return layer;
}

std::optional<file_hashes> old_hashes(
    metainfo const& from, content_file const& old, std::int64_t old_length, std::int64_t length)
{
    auto layer = piece_layer_of(from, old.index);
    if (layer.empty()) return std::nullopt;
    file_hashes hashes;
    auto const pad = merkle_pad(static_cast<std::size_t>(old_length / block_size));
    hashes.root = old.size <= old_length ? layer.front() : merkle_root(layer, pad);
    if (old.size <= length) return hashes;
    if (old_length > length) return std::nullopt;
    hashes.layer = merged(std::move(layer), old_length, length);
    return hashes;
}

void reuse_v2(
    create_request const& request, matcher const& match, metainfo const& from, known_hashes& known)
{
    if (!from.info_hash_v2()) return;
    known.files.resize(request.content.files.size());
    for (std::size_t i = 0; i < known.files.size(); ++i)
        if (auto const old = match.old_of(i); old >= 0)
            known.files[i] = old_hashes(
                from,
                match.old().files[static_cast<std::size_t>(old)],
                match.old().space.piece_length,
                request.piece_length);
}

}  // namespace

reuse_result
reuse_hashes(create_request const& request, reuse_request const& from, std::stop_token stop)
{
    auto const& info = *from.old->get().params.ti;
    matcher match{request, from};
    match.pair_unchanged(std::move(stop));
    reuse_result result;
    if (request.format != meta_format::v2) reuse_v1(request, match, info, result.known);
    if (request.format != meta_format::v1) reuse_v2(request, match, *from.old, result.known);
    for (std::size_t i = 0; i < request.content.files.size(); ++i) {
        if (match.old_of(i) < 0) continue;
        ++result.files;
        result.bytes += request.content.files[i].size();
    }
    return result;
}

}  // namespace bt::torrent
