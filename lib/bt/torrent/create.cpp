#include "create.hpp"

#include <bt/torrent/bencode.hpp>

#include <algorithm>
#include <map>
#include <span>

namespace bt::torrent {
namespace {

std::string_view bytes_of(sha256_digest const& digest)
{
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

void append_attributes(bencoder& out, source_file const& file)
{
    if (file.is_executable) out.string("attr").string("x");
}

/// A file of BEP 52's tree: {"": {length, pieces root}}.
void append_leaf(bencoder& out, source_file const& file, file_hashes const& hashes)
{
    out.dictionary().string("").dictionary();
    append_attributes(out, file);
    out.string("length").integer(file.size());
    if (file.size() > 0) out.string("pieces root").string(bytes_of(hashes.root));
    out.end().end();
}

/// The files from `first` to `last`, which share their first `depth` components. They are in byte
/// order of their components, which is the order of the tree's keys.
struct tree_writer {
    bencoder& out;
    std::span<source_file const> files;
    std::span<file_hashes const> hashes;

    void append(std::size_t first, std::size_t last, std::size_t depth) const
    {
        out.dictionary();
        while (first < last) {
            auto const& name = files[first].components[depth];
            auto end = first + 1;
            while (end < last && files[end].components[depth] == name)
                ++end;
            out.string(name);
            if (files[first].components.size() == depth + 1)
                append_leaf(out, files[first], hashes[first]);
            else
                append(first, end, depth + 1);
            first = end;
        }
        out.end();
    }
};

void append_pad_file(bencoder& out, std::int64_t length)
{
    out.dictionary().string("attr").string("p").string("length").integer(length);
    out.string("path").list().string(".pad").string(std::to_string(length)).end().end();
}

/// The v1 list of files, with pad files where the piece space has gaps.
void append_file_list(bencoder& out, std::span<source_file const> files, piece_space const& space)
{
    out.list();
    for (std::size_t i = 0; i < files.size(); ++i) {
        out.dictionary();
        append_attributes(out, files[i]);
        out.string("length").integer(files[i].size()).string("path").list();
        for (auto const& component : files[i].components)
            out.string(component);
        out.end().end();
        auto const end = space.offsets[i] + files[i].size();
        auto const next = i + 1 < files.size() ? space.offsets[i + 1] : space.end;
        if (next > end) append_pad_file(out, next - end);
    }
    out.end();
}

std::string
info_of(create_request const& request, hash_request const& hashing, hash_result const& hashes)
{
    auto const& content = request.content;
    auto const& name = request.name.empty() ? content.name : request.name;
    bencoder out;
    out.dictionary();
    if (hashing.v1 && content.is_single_file) append_attributes(out, content.files.front());
    if (hashing.v2) {
        out.string("file tree");
        if (content.is_single_file) {
            out.dictionary().string(name);
            append_leaf(out, content.files.front(), hashes.files.front());
            out.end();
        } else {
            tree_writer{out, content.files, hashes.files}.append(0, content.files.size(), 0);
        }
    }
    if (hashing.v1 && content.is_single_file) {
        out.string("length").integer(content.total_size);
    } else if (hashing.v1) {
        out.string("files");
        append_file_list(out, content.files, piece_space_of(hashing));
    }
    if (hashing.v2) out.string("meta version").integer(2);
    out.string("name").string(name);
    out.string("piece length").integer(request.piece_length);
    if (hashing.v1) out.string("pieces").string(hashes.pieces);
    if (request.is_private) out.string("private").integer(1);
    if (request.source) out.string("source").string(*request.source);
    return out.end().take();
}

void append_announce(bencoder& out, std::vector<record::tracker_entry> const& trackers)
{
    if (trackers.empty()) return;
    out.string("announce").string(trackers.front().url);
    if (trackers.size() == 1) return;
    out.string("announce-list").list();
    for (std::size_t i = 0; i < trackers.size();) {
        auto const tier = trackers[i].tier;
        out.list();
        for (; i < trackers.size() && trackers[i].tier == tier; ++i)
            out.string(trackers[i].url);
        out.end();
    }
    out.end();
}

void append_piece_layers(bencoder& out, hash_result const& hashes)
{
    // Files of equal content have one layer between them.
    std::map<sha256_digest, std::vector<sha256_digest> const*> layers;
    for (auto const& file : hashes.files)
        if (!file.layer.empty()) layers.emplace(file.root, &file.layer);
    out.string("piece layers").dictionary();
    for (auto const& [root, layer] : layers) {
        auto const* first = reinterpret_cast<char const*>(layer->data());
        out.string(bytes_of(root)).string({first, layer->size() * sizeof(sha256_digest)});
    }
    out.end();
}

void append_web_seeds(bencoder& out, std::vector<std::string> const& urls)
{
    if (urls.empty()) return;
    out.string("url-list");
    if (urls.size() == 1) {
        out.string(urls.front());
        return;
    }
    out.list();
    for (auto const& url : urls)
        out.string(url);
    out.end();
}

}  // namespace

std::string create(
    create_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    bool const is_hybrid = request.format == meta_format::hybrid;
    hash_request const hashing{
        .files = request.content.files,
        .piece_length = request.piece_length,
        .v1 = request.format != meta_format::v2,
        .v2 = request.format != meta_format::v1,
        // A pad file at the end is not needed, but libtorrent's hybrids have it: with it the same
        // content has the same info-hash from both.
        .pads_tail = is_hybrid && request.content.files.size() > 1,
        .threads = request.threads};
    auto const hashes = hash_files(hashing, progress, std::move(stop));
    bencoder out;
    out.dictionary();
    append_announce(out, request.trackers);
    if (request.comment) out.string("comment").string(*request.comment);
    if (request.created_by) out.string("created by").string(*request.created_by);
    if (request.creation_date) out.string("creation date").integer(*request.creation_date);
    out.string("info").raw(info_of(request, hashing, hashes));
    if (hashing.v2) append_piece_layers(out, hashes);
    append_web_seeds(out, request.web_seeds);
    return out.end().take();
}

}  // namespace bt::torrent
