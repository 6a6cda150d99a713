#include "merkle.hpp"

#include <algorithm>
#include <bit>

namespace bt::torrent {

namespace {

digest::bytes bytes_of(sha256_digest const& first, std::size_t count)
{
    return {reinterpret_cast<char const*>(first.data()), count * sizeof(sha256_digest)};
}

sha256_digest parent_of_twins(sha256_digest const& child)
{
    std::array const twins{child, child};
    return digest::sha256(bytes_of(twins.front(), 2));
}

}  // namespace

// Two neighbours lie side by side, which is what their parent hashes.
void merkle_merge(std::vector<sha256_digest>& level, sha256_digest const& filler)
{
    if (level.size() % 2 != 0) level.push_back(filler);
    constexpr std::size_t wave = 64;
    std::array<digest::bytes, wave> pairs;
    std::array<sha256_digest, wave> parents;
    auto const count = level.size() / 2;
    for (std::size_t at = 0; at < count; at += wave) {
        auto const now = std::min(wave, count - at);
        for (std::size_t i = 0; i < now; ++i)
            pairs[i] = bytes_of(level[2 * (at + i)], 2);
        digest::sha256_each(std::span{pairs}.first(now), std::span{parents}.first(now));
        std::ranges::copy(
            std::span{parents}.first(now), level.begin() + static_cast<std::ptrdiff_t>(at));
    }
    level.resize(count);
}

sha256_digest
merkle_root(std::span<sha256_digest const> nodes, sha256_digest const& pad, std::size_t least_width)
{
    if (nodes.empty()) return pad;
    std::vector<sha256_digest> level{nodes.begin(), nodes.end()};
    auto filler = pad;
    for (auto width = std::bit_ceil(std::max(level.size(), least_width)); width > 1; width /= 2) {
        merkle_merge(level, filler);
        filler = parent_of_twins(filler);
    }
    return level.front();
}

sha256_digest merkle_pad(std::size_t leaves)
{
    sha256_digest pad{};
    for (; leaves > 1; leaves /= 2)
        pad = parent_of_twins(pad);
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
