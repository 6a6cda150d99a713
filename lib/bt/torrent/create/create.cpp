#include "create.hpp"

#include <bt/bencode/splice.hpp>
#include <bt/bencode/writer.hpp>
#include <bt/torrent/create/create_tree.hpp>

#include <map>
#include <span>

namespace bt::torrent {
namespace {

/// Keys and what they hold, bencoded; a map of std::string has the order of bencoding.
using dictionary = std::map<std::string, std::string>;

std::string text(std::string_view bytes)
{
    return bencode::writer{}.string(bytes).take();
}

std::string number(std::int64_t value)
{
    return bencode::writer{}.integer(value).take();
}

std::string list(std::vector<std::string> const& strings)
{
    bencode::writer out;
    out.list();
    for (auto const& each : strings)
        out.string(each);
    return out.end().take();
}

void apply(dictionary& keys, std::vector<bencode::patch_entry> const& patch)
{
    for (auto const& entry : patch) {
        auto const old = keys.find(entry.key);
        auto now = bencode::merged(old == keys.end() ? std::string_view{} : old->second, entry);
        if (now)
            keys[entry.key] = std::move(*now);
        else if (old != keys.end())
            keys.erase(old);
    }
}

std::string take(dictionary keys)
{
    bencode::writer out;
    out.dictionary();
    for (auto& [key, value] : keys) {
        out.string(key).raw(value);
        // Piece layers and file lists are large; one copy at a time is enough.
        std::string{}.swap(value);
    }
    return out.end().take();
}

void add_content(
    dictionary& info,
    create_request const& request,
    hash_request const& hashing,
    hash_result& hashes)
{
    auto const& content = request.content;
    auto const& name = request.name.empty() ? content.name : request.name;
    tree_writer const tree{request, hashing, hashes};
    info["name"] = text(name);
    info["piece length"] = number(request.piece_length);
    if (content.is_single_file) {
        auto const& file = content.files.front();
        auto const attr = tree.attributes(file);
        if (hashing.v1 && !attr.empty()) info["attr"] = text(attr);
        if (hashing.v1) info["length"] = number(file.size());
        if (hashing.v1 && request.mtime) info["mtime"] = number(tree_writer::seconds(file));
    } else if (hashing.v1) {
        info["files"] = tree.file_list();
    }
    if (hashing.v1) info["pieces"] = text(std::exchange(hashes.pieces, {}));
    if (!hashing.v2) return;
    info["file tree"] = tree.file_tree(name);
    info["meta version"] = number(2);
}

std::string info_of(create_request const& request, hash_request const& hashing, hash_result& hashes)
{
    dictionary info;
    add_content(info, request, hashing, hashes);
    if (request.is_private) info["private"] = number(1);
    if (request.source) info["source"] = text(*request.source);
    if (request.update_url) info["update-url"] = text(*request.update_url);
    if (request.entropy) info["entropy"] = text(*request.entropy);
    if (!request.similar.empty()) info["similar"] = list(request.similar);
    if (!request.collections.empty()) info["collections"] = list(request.collections);
    if (request.root_cert) info["ssl-cert"] = text(*request.root_cert);
    apply(info, request.patch.info);
    return take(std::move(info));
}

std::string announce_list(std::vector<record::tracker_entry> const& trackers)
{
    bencode::writer out;
    out.list();
    for (std::size_t i = 0; i < trackers.size();) {
        auto const tier = trackers[i].tier;
        out.list();
        for (; i < trackers.size() && trackers[i].tier == tier; ++i)
            out.string(trackers[i].url);
        out.end();
    }
    return out.end().take();
}

std::string piece_layers(hash_result const& hashes)
{
    // Files of equal content have one layer between them.
    std::map<sha256_digest, std::vector<sha256_digest> const*> layers;
    for (auto const& file : hashes.files)
        if (!file.layer.empty()) layers.emplace(file.root, &file.layer);
    bencode::writer out;
    out.dictionary();
    for (auto const& [root, layer] : layers) {
        auto const* first = reinterpret_cast<char const*>(layer->data());
        out.string({reinterpret_cast<char const*>(root.data()), root.size()});
        out.string({first, layer->size() * sizeof(sha256_digest)});
    }
    return out.end().take();
}

std::string nodes(std::vector<host_and_port> const& from)
{
    bencode::writer out;
    out.list();
    for (auto const& each : from)
        out.list().string(each.host).integer(each.port).end();
    return out.end().take();
}

/// The keys beside the info dictionary but for those that follow from the content.
dictionary surroundings_of(create_request const& request)
{
    dictionary top;
    if (!request.trackers.empty()) top["announce"] = text(request.trackers.front().url);
    if (request.trackers.size() > 1) top["announce-list"] = announce_list(request.trackers);
    if (request.comment) top["comment"] = text(*request.comment);
    if (request.created_by) top["created by"] = text(*request.created_by);
    if (request.creation_date) top["creation date"] = number(*request.creation_date);
    if (!request.http_seeds.empty()) top["httpseeds"] = list(request.http_seeds);
    if (!request.dht_nodes.empty()) top["nodes"] = nodes(request.dht_nodes);
    if (request.web_seeds.size() == 1)
        top["url-list"] = text(request.web_seeds.front());
    else if (!request.web_seeds.empty())
        top["url-list"] = list(request.web_seeds);
    apply(top, request.patch.top);
    return top;
}

template <class Digest>
std::string raw(Digest const& digest)
{
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

}  // namespace

hash_request hashing_of(create_request const& request)
{
    return {
        .files = request.content.files,
        .piece_length = request.piece_length,
        .v1 = request.format != meta_format::v2,
        .v2 = request.format != meta_format::v1,
        // A pad file at the end is not needed, but libtorrent's hybrids have it: with it the same
        // content has the same info-hash from both.
        .pads_tail = request.format == meta_format::hybrid && request.content.files.size() > 1,
        .threads = request.threads};
}

created create(
    create_request const& request,
    std::function<void(hash_progress)> const& progress,
    std::stop_token stop)
{
    auto const hashing = hashing_of(request);
    auto hashes = hash_files(hashing, request.known, progress, std::move(stop));
    auto top = surroundings_of(request);
    created made;
    auto& info = top["info"];
    info = info_of(request, hashing, hashes);
    if (hashing.v1) made.hash_v1 = raw(digest::sha1(info));
    if (hashing.v2) made.hash_v2 = raw(digest::sha256(info));
    if (hashing.v2) top["piece layers"] = piece_layers(hashes);
    hashes = {};
    made.bytes = take(std::move(top));
    return made;
}

meta_format format_of(std::string_view word)
{
    if (word == "v1") return meta_format::v1;
    return word == "v2" ? meta_format::v2 : meta_format::hybrid;
}

}  // namespace bt::torrent
