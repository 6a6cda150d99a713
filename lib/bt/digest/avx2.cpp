// Compiled for AVX2: eight lanes of 32 bits.
#include "kernel.hpp"

#include <immintrin.h>

namespace bt::digest {
namespace {

#include "lanes.hpp"

struct avx2 {
    using word = __m256i;

    static word add(word a, word b) { return _mm256_add_epi32(a, b); }
    static word parity(word a, word b) { return _mm256_xor_si256(a, b); }
    static word parity(word a, word b, word c) { return parity(parity(a, b), c); }
    static word choose(word which, word yes, word no)
    {
        return parity(no, _mm256_and_si256(which, parity(yes, no)));
    }
    static word majority(word a, word b, word c)
    {
        return _mm256_or_si256(_mm256_and_si256(a, b), _mm256_and_si256(c, _mm256_or_si256(a, b)));
    }
    static word constant(std::uint32_t value) { return _mm256_set1_epi32(static_cast<int>(value)); }
    template <int by>
    static word rotate(word a)
    {
        return _mm256_or_si256(_mm256_slli_epi32(a, by), _mm256_srli_epi32(a, 32 - by));
    }
    template <int by>
    static word shift_right(word a)
    {
        return _mm256_srli_epi32(a, by);
    }
    static word load(std::uint32_t const* from)
    {
        return _mm256_loadu_si256(reinterpret_cast<__m256i const*>(from));
    }
    static void store(std::uint32_t* to, word a)
    {
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(to), a);
    }

    /// Eight words of each lane, turned so that each vector has one word of all lanes.
    static inline __attribute__((always_inline)) void
    load_half(unsigned char const* const* data, std::size_t at, word* out)
    {
        auto const swap = _mm256_set_epi8(
            12,
            13,
            14,
            15,
            8,
            9,
            10,
            11,
            4,
            5,
            6,
            7,
            0,
            1,
            2,
            3,
            12,
            13,
            14,
            15,
            8,
            9,
            10,
            11,
            4,
            5,
            6,
            7,
            0,
            1,
            2,
            3);
        word r[8];
        for (int i = 0; i < 8; ++i)
            r[i] = _mm256_shuffle_epi8(
                _mm256_loadu_si256(reinterpret_cast<__m256i const*>(data[i] + at)), swap);
        word pairs[8];
        for (int i = 0; i < 8; i += 2) {
            pairs[i] = _mm256_unpacklo_epi32(r[i], r[i + 1]);
            pairs[i + 1] = _mm256_unpackhi_epi32(r[i], r[i + 1]);
        }
        word fours[8];
        for (int i = 0; i < 8; i += 4) {
            fours[i] = _mm256_unpacklo_epi64(pairs[i], pairs[i + 2]);
            fours[i + 1] = _mm256_unpackhi_epi64(pairs[i], pairs[i + 2]);
            fours[i + 2] = _mm256_unpacklo_epi64(pairs[i + 1], pairs[i + 3]);
            fours[i + 3] = _mm256_unpackhi_epi64(pairs[i + 1], pairs[i + 3]);
        }
        for (int i = 0; i < 4; ++i) {
            out[i] = _mm256_permute2x128_si256(fours[i], fours[i + 4], 0x20);
            out[i + 4] = _mm256_permute2x128_si256(fours[i], fours[i + 4], 0x31);
        }
    }
    static inline __attribute__((always_inline)) void
    load_block(unsigned char const* const* data, std::size_t at, word* out)
    {
        load_half(data, at, out);
        load_half(data, at + 32, out + 8);
    }
};

}  // namespace

void avx2_sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha1_lanes<avx2>(states, data, blocks);
}

void avx2_sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha256_lanes<avx2>(states, data, blocks);
}

}  // namespace bt::digest
