#pragma once

#include "kernel.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace bt::digest {

/// The chaining value of one message and the whole blocks it takes in next.
struct advance_job {
    std::array<std::uint32_t, state_words>* state = nullptr;
    unsigned char const* data = nullptr;
    std::size_t blocks = 0;
};

/// Advances every job by its blocks, in the widest kernel that pays; uses up the jobs.
void advance(std::span<kernel const> kernels, std::span<advance_job> jobs);

/// What follows the last whole block of a message: its rest, a one, zeros, the length in bits.
struct message_tail {
    std::array<unsigned char, 2 * block_bytes> bytes;
    std::size_t blocks = 0;
};
/// `rest` is shorter than a block; `length` is that of the whole message in bytes.
void fill_tail(message_tail& tail, std::span<char const> rest, std::uint64_t length);

inline constexpr std::array<std::uint32_t, state_words> sha1_start{
    0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0, 0, 0, 0};
inline constexpr std::array<std::uint32_t, state_words> sha256_start{
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

/// The words of a chaining value as the bytes of a digest.
template <std::size_t size>
std::array<unsigned char, size> digest_of(std::array<std::uint32_t, state_words> const& state)
{
    std::array<unsigned char, size> out;
    for (std::size_t i = 0; i < size; ++i)
        out[i] = static_cast<unsigned char>(state[i / 4] >> (24 - 8 * (i % 4)));
    return out;
}

}  // namespace bt::digest
