#include "piece_layers.hpp"

#include <bt/base/encode.hpp>
#include <bt/torrent/merkle.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace bt::torrent {
namespace {

std::string check_layer(
    lt::bdecode_node const& layers, std::string const& root, std::int64_t size, int piece_length)
{
    auto const layer = layers.dict_find_string(lt::string_view{root.data(), root.size()});
    if (!layer) return fmt::format("key piece layers: none for file root {}", to_hex(root));
    std::string_view const bytes{
        layer.string_ptr(), static_cast<std::size_t>(layer.string_length())};
    auto const pieces = static_cast<std::size_t>((size + piece_length - 1) / piece_length);
    if (bytes.size() != pieces * sizeof(sha256_digest))
        return fmt::format(
            "key piece layers: {} bytes for file root {}, not {}",
            bytes.size(),
            to_hex(root),
            pieces * sizeof(sha256_digest));
    auto const pad = merkle_pad(static_cast<std::size_t>(piece_length / block_size));
    auto const found = merkle_root(split_digests(bytes), pad);
    if (!std::ranges::equal(found, root, [](unsigned char a, char b) {
            return a == static_cast<unsigned char>(b);
        }))
        return fmt::format("key piece layers: hashes do not lead to file root {}", to_hex(root));
    return {};
}

}  // namespace

std::string check_piece_layers(lt::bdecode_node const& torrent, lt::torrent_info const& info)
{
    if (!info.info_hashes().has_v2()) return {};
    auto const layers = torrent.dict_find_dict("piece layers");
    auto const& files = info.orig_files();
    std::set<std::string> roots;
    for (auto const index : files.file_range()) {
        if (files.pad_file_at(index) || files.file_size(index) <= info.piece_length()) continue;
        auto const root = files.root(index).to_string();
        // Files of equal content share a layer.
        if (!roots.insert(root).second) continue;
        if (!layers) return "key piece layers is missing";
        auto wrong = check_layer(layers, root, files.file_size(index), info.piece_length());
        if (!wrong.empty()) return wrong;
    }
    for (int i = 0; layers && i < layers.dict_size(); ++i) {
        auto const key = layers.dict_at(i).first;
        if (!roots.contains({key.data(), key.size()}))
            return fmt::format(
                "key piece layers: {} is the root of no file that needs one",
                to_hex({key.data(), key.size()}));
    }
    return {};
}

}  // namespace bt::torrent
