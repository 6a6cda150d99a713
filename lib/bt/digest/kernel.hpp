#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

/// The compression functions behind digest.hpp, each in its own file and compiled for its own
/// instruction set; nothing but the table in choose.cpp may call them.
namespace bt::digest {

inline constexpr std::size_t block_bytes = 64;
inline constexpr std::size_t most_lanes = 16;
inline constexpr std::size_t state_words = 8;  ///< SHA-1 uses five of them

/// Advances every lane by `blocks` blocks of 64 bytes, from data[lane]. `states[word][lane]` are
/// the chaining values in the processor's own byte order. Plain arrays, because members of
/// std::array compiled for one processor could be linked into code for another.
using lane_states = std::uint32_t[state_words][most_lanes];
using compress =
    void (*)(lane_states& states, unsigned char const* const* data, std::size_t blocks);

/// One way to advance `lanes` messages. It pays when at least `least` of its lanes are in use;
/// below that a narrower one is faster.
struct kernel {
    std::size_t lanes = 1;
    std::size_t least = 1;
    compress run = nullptr;
};

void openssl_sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void openssl_sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void shani_sha1_1(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void shani_sha1_2(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void shani_sha256_1(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void shani_sha256_2(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void avx2_sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void avx2_sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void avx512_sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks);
void avx512_sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks);

/// Widest first; the last has one lane. Never empty.
[[nodiscard]] std::span<kernel const> sha1_kernels();
[[nodiscard]] std::span<kernel const> sha256_kernels();

}  // namespace bt::digest
