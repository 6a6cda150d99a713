#include "document_parts.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/hash/merkle.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

constexpr std::string_view layers_key = "piece layers";

struct layer {
    std::string_view hashes;
    std::size_t at = 0;
    std::int64_t size = -1;  ///< of the file that it was checked for
};

using layer_map = std::unordered_map<std::string_view, layer>;

layer_map read(std::string_view layers, char const* begin)
{
    layer_map all;
    if (layers.empty()) return all;
    cursor at{layers, begin};
    for (at.enter(); !at.leave();) {
        auto const here = at.offset();
        auto const root = at.string();
        if (root.size() != sizeof(sha256_digest))
            refuse_key(layers_key, "a key of not 32 bytes", here);
        if (at.kind() != type::string)
            refuse_key(layers_key, "a layer that is no string", at.offset());
        all.emplace(root, layer{at.string(), here});
    }
    return all;
}

void check(layer& given, found_file const& file, std::int64_t piece_length)
{
    if (given.size == file.size) return;  // files of equal content share a layer
    auto const pieces = static_cast<std::size_t>((file.size + piece_length - 1) / piece_length);
    auto const wanted = pieces * sizeof(sha256_digest);
    if (given.hashes.size() != wanted)
        refuse_key(
            layers_key,
            fmt::format(
                "{} bytes for file root {}, not {}",
                given.hashes.size(),
                to_hex(file.root),
                wanted),
            given.at);
    auto const pad = merkle_pad(static_cast<std::size_t>(piece_length / block_size));
    auto const found = merkle_root(split_digests(given.hashes), pad);
    bool const leads = std::ranges::equal(found, file.root, [](unsigned char a, char b) {
        return a == static_cast<unsigned char>(b);
    });
    if (!leads)
        refuse_key(
            layers_key,
            fmt::format("hashes that do not lead to file root {}", to_hex(file.root)),
            given.at);
    given.size = file.size;
}

}  // namespace

void check_layers(document::parts& of, std::string_view layers)
{
    auto all = read(layers, of.bytes.data());
    std::int64_t missing = 0;
    auto const length = of.files.piece_length;
    walk_v2(of.files, [&](found_file const& file) {
        if (file.is_pad || file.size <= length) return;
        if (auto const given = all.find(file.root); given != all.end())
            check(given->second, file, length);
        else
            ++missing;
    });
    for (auto const& [root, given] : all) {
        if (given.size < 0)
            refuse_key(
                layers_key,
                fmt::format("{} is the root of no file that has a layer", to_hex(root)),
                given.at);
        of.layers.emplace(root, given.hashes);
    }
    if (missing > 0)
        of.oddities.push_back({"missing-piece-layers", fmt::format("of {} files", missing)});
}

}  // namespace bt::torrent
