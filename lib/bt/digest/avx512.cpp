// Compiled for AVX-512 F and BW: sixteen lanes of 32 bits, with rotation and three-way logic.
#include "kernel.hpp"

#include <immintrin.h>

namespace bt::digest {
namespace {

#include "lanes.hpp"

struct avx512 {
    using word = __m512i;

    static word add(word a, word b) { return _mm512_add_epi32(a, b); }
    static word parity(word a, word b) { return _mm512_xor_si512(a, b); }
    // The last argument is the truth table of three bits: a is 0xf0, b is 0xcc, c is 0xaa.
    static word parity(word a, word b, word c) { return _mm512_ternarylogic_epi32(a, b, c, 0x96); }
    static word choose(word which, word yes, word no)
    {
        return _mm512_ternarylogic_epi32(which, yes, no, 0xca);
    }
    static word majority(word a, word b, word c)
    {
        return _mm512_ternarylogic_epi32(a, b, c, 0xe8);
    }
    static word constant(std::uint32_t value) { return _mm512_set1_epi32(static_cast<int>(value)); }
    template <int by>
    static word rotate(word a)
    {
        return _mm512_rol_epi32(a, by);
    }
    template <int by>
    static word shift_right(word a)
    {
        return _mm512_srli_epi32(a, by);
    }
    static word load(std::uint32_t const* from) { return _mm512_loadu_si512(from); }
    static void store(std::uint32_t* to, word a) { _mm512_storeu_si512(to, a); }

    /// Sixteen words of each lane, turned so that each vector has one word of all lanes.
    static inline __attribute__((always_inline)) void
    load_block(unsigned char const* const* data, std::size_t at, word* out)
    {
        auto const swap = _mm512_broadcast_i32x4(
            _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3));
        word r[16];
        for (int i = 0; i < 16; ++i)
            r[i] = _mm512_shuffle_epi8(_mm512_loadu_si512(data[i] + at), swap);
        // Within each quarter of 128 bits: four lanes by four words.
        word fours[16];
        for (int i = 0; i < 16; i += 4) {
            auto const low01 = _mm512_unpacklo_epi32(r[i], r[i + 1]);
            auto const high01 = _mm512_unpackhi_epi32(r[i], r[i + 1]);
            auto const low23 = _mm512_unpacklo_epi32(r[i + 2], r[i + 3]);
            auto const high23 = _mm512_unpackhi_epi32(r[i + 2], r[i + 3]);
            fours[i] = _mm512_unpacklo_epi64(low01, low23);
            fours[i + 1] = _mm512_unpackhi_epi64(low01, low23);
            fours[i + 2] = _mm512_unpacklo_epi64(high01, high23);
            fours[i + 3] = _mm512_unpackhi_epi64(high01, high23);
        }
        // Quarter q of fours[4 g + k] has word 4 q + k of lanes 4 g to 4 g + 3: gather the four g.
        for (int k = 0; k < 4; ++k) {
            auto const even01 = _mm512_shuffle_i32x4(fours[k], fours[4 + k], 0x88);
            auto const odd01 = _mm512_shuffle_i32x4(fours[k], fours[4 + k], 0xdd);
            auto const even23 = _mm512_shuffle_i32x4(fours[8 + k], fours[12 + k], 0x88);
            auto const odd23 = _mm512_shuffle_i32x4(fours[8 + k], fours[12 + k], 0xdd);
            out[k] = _mm512_shuffle_i32x4(even01, even23, 0x88);
            out[8 + k] = _mm512_shuffle_i32x4(even01, even23, 0xdd);
            out[4 + k] = _mm512_shuffle_i32x4(odd01, odd23, 0x88);
            out[12 + k] = _mm512_shuffle_i32x4(odd01, odd23, 0xdd);
        }
    }
};

}  // namespace

void avx512_sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha1_lanes<avx512>(states, data, blocks);
}

void avx512_sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha256_lanes<avx512>(states, data, blocks);
}

}  // namespace bt::digest
