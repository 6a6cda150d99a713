#include "merkle.hpp"

#include <bt/torrent/digest.hpp>

#include <algorithm>
#include <bit>

namespace bt::torrent {

sha256_digest merkle_parent(sha256_digest const& left, sha256_digest const& right)
{
    std::array<char, 64> both{};
    std::ranges::copy(left, both.begin());
    std::ranges::copy(right, both.begin() + 32);
    return sha256(both);
}

sha256_digest
merkle_root(std::span<sha256_digest const> nodes, sha256_digest const& pad, std::size_t least_width)
{
    if (nodes.empty()) return pad;
    std::vector<sha256_digest> level{nodes.begin(), nodes.end()};
    auto filler = pad;
    auto width = std::bit_ceil(std::max(level.size(), least_width));
    for (; width > 1; width /= 2) {
        if (level.size() % 2 != 0) level.push_back(filler);
        for (std::size_t i = 0; i < level.size() / 2; ++i)
            level[i] = merkle_parent(level[2 * i], level[2 * i + 1]);
        level.resize(level.size() / 2);
        filler = merkle_parent(filler, filler);
    }
    return level.front();
}

sha256_digest merkle_pad(std::size_t leaves)
{
    sha256_digest pad{};
    for (; leaves > 1; leaves /= 2)
        pad = merkle_parent(pad, pad);
    return pad;
}

std::vector<sha256_digest> split_digests(std::string_view bytes)
{
    std::vector<sha256_digest> digests(bytes.size() / sizeof(sha256_digest));
    for (std::size_t i = 0; i < digests.size(); ++i)
        std::ranges::copy(bytes.substr(i * 32, 32), digests[i].begin());
    return digests;
}

}  // namespace bt::torrent
