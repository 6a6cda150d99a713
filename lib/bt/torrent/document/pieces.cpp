#include "pieces.hpp"

#include <bt/base/encode.hpp>

#include <algorithm>
#include <vector>

namespace bt::torrent {
namespace {

constexpr std::size_t sha1_bytes = 20;
constexpr std::size_t sha256_bytes = 32;

/// A file with bytes, as far as its pieces go.
struct span {
    std::int64_t index = 0;
    std::int64_t offset = 0;
    std::int64_t size = 0;
    std::string root;  ///< 32 bytes, or empty
};

std::vector<span> spans_of(document const& of)
{
    std::vector<span> all;
    of.for_each_file([&](record::file const& file) {
        if (file.pad_file || file.size == 0) return;
        all.push_back(
            {file.index, file.offset, file.size, from_hex(file.root.value_or("")).value_or("")});
    });
    return all;
}

}  // namespace

void for_each_piece(document const& of, std::function<void(record::piece const&)> const& visit)
{
    auto const files = spans_of(of);
    auto const& facts = of.facts();
    auto const length = *facts.piece_length;
    auto const end = *facts.total_size_with_padding;
    auto const hashes = of.piece_hashes();
    auto file = files.begin();
    record::piece out;
    out.torrent = of.key();
    for (std::int64_t index = 0; index < *facts.num_pieces; ++index) {
        out.index = index;
        out.offset = index * length;
        out.size = std::min(length, end - out.offset);
        auto const number = static_cast<std::size_t>(index);
        if (!hashes.empty()) out.hash_v1 = to_hex(hashes.substr(number * sha1_bytes, sha1_bytes));
        while (file != files.end() && file->offset + file->size <= out.offset)
            ++file;
        out.file.reset();
        out.hash_v2.reset();
        if (file != files.end() && file->offset < out.offset + out.size) {
            out.file = file->index;
            if (file->size <= length) {
                if (!file->root.empty()) out.hash_v2 = to_hex(file->root);
            } else if (auto const layer = of.piece_layer(file->root); !layer.empty()) {
                auto const at = static_cast<std::size_t>((out.offset - file->offset) / length);
                out.hash_v2 = to_hex(layer.substr(at * sha256_bytes, sha256_bytes));
            }
        }
        visit(out);
    }
}

}  // namespace bt::torrent
