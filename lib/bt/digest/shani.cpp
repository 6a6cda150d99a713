// Compiled for SHA-NI and SSE4.1. One message leaves the processor waiting for each round; a
// second one, woven in, fills the waits.
#include "kernel.hpp"

#include <immintrin.h>

namespace bt::digest {
namespace {

__m128i load(unsigned char const* from)
{
    return _mm_loadu_si128(reinterpret_cast<__m128i const*>(from));
}

/// Four words of the SHA-1 schedule in the order of sha1rnds4: the first in the top lane.
__m128i load_sha1(unsigned char const* from)
{
    auto const turn = _mm_set_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    return _mm_shuffle_epi8(load(from), turn);
}

__m128i load_sha256(unsigned char const* from)
{
    auto const swap = _mm_set_epi8(12, 13, 14, 15, 8, 9, 10, 11, 4, 5, 6, 7, 0, 1, 2, 3);
    return _mm_shuffle_epi8(load(from), swap);
}

template <std::size_t lanes>
struct sha1_work {
    __m128i abcd[lanes];
    __m128i e[lanes];  ///< abcd of four rounds ago, whose a is the e of now
    __m128i w[lanes][4];
};

// Four rounds of every lane; the words of the schedule are a ring of sixteen.
template <std::size_t lanes, int group>
inline __attribute__((always_inline)) void
sha1_groups(sha1_work<lanes>& s, unsigned char const* const* data, std::size_t at)
{
    for (std::size_t n = 0; n < lanes; ++n) {
        auto& now = s.w[n][group & 3];
        if constexpr (group < 4) {
            now = load_sha1(data[n] + at + 16 * group);
        } else {
            auto const two_back = s.w[n][(group + 2) & 3];
            now = _mm_sha1msg2_epu32(
                _mm_xor_si128(_mm_sha1msg1_epu32(now, s.w[n][(group + 1) & 3]), two_back),
                s.w[n][(group + 3) & 3]);
        }
        auto const e_and_words =
            group == 0 ? _mm_add_epi32(s.e[n], now) : _mm_sha1nexte_epu32(s.e[n], now);
        s.e[n] = s.abcd[n];
        s.abcd[n] = _mm_sha1rnds4_epu32(s.abcd[n], e_and_words, group / 5);
    }
    if constexpr (group + 1 < 20) sha1_groups<lanes, group + 1>(s, data, at);
}

template <std::size_t lanes>
void sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha1_work<lanes> s;
    for (std::size_t n = 0; n < lanes; ++n) {
        auto const word = [&](std::size_t i) { return static_cast<int>(states[i][n]); };
        s.abcd[n] = _mm_set_epi32(word(0), word(1), word(2), word(3));
        s.e[n] = _mm_set_epi32(word(4), 0, 0, 0);
    }
    for (std::size_t at = 0; at < blocks * block_bytes; at += block_bytes) {
        __m128i abcd[lanes];
        __m128i e[lanes];
        for (std::size_t n = 0; n < lanes; ++n) {
            abcd[n] = s.abcd[n];
            e[n] = s.e[n];
        }
        sha1_groups<lanes, 0>(s, data, at);
        for (std::size_t n = 0; n < lanes; ++n) {
            s.abcd[n] = _mm_add_epi32(s.abcd[n], abcd[n]);
            s.e[n] = _mm_sha1nexte_epu32(s.e[n], e[n]);
        }
    }
    for (std::size_t n = 0; n < lanes; ++n) {
        states[0][n] = static_cast<std::uint32_t>(_mm_extract_epi32(s.abcd[n], 3));
        states[1][n] = static_cast<std::uint32_t>(_mm_extract_epi32(s.abcd[n], 2));
        states[2][n] = static_cast<std::uint32_t>(_mm_extract_epi32(s.abcd[n], 1));
        states[3][n] = static_cast<std::uint32_t>(_mm_extract_epi32(s.abcd[n], 0));
        states[4][n] = static_cast<std::uint32_t>(_mm_extract_epi32(s.e[n], 3));
    }
}

template <std::size_t lanes>
struct sha256_work {
    __m128i abef[lanes];
    __m128i cdgh[lanes];
    __m128i w[lanes][4];
};

#include "lanes.hpp"

template <std::size_t lanes, int group>
inline __attribute__((always_inline)) void
sha256_groups(sha256_work<lanes>& s, unsigned char const* const* data, std::size_t at)
{
    auto const constants =
        _mm_loadu_si128(reinterpret_cast<__m128i const*>(sha256_constants + 4 * group));
    for (std::size_t n = 0; n < lanes; ++n) {
        auto& now = s.w[n][group & 3];
        if constexpr (group < 4) {
            now = load_sha256(data[n] + at + 16 * group);
        } else {
            auto const last = s.w[n][(group + 3) & 3];
            auto const seven_back = _mm_alignr_epi8(last, s.w[n][(group + 2) & 3], 4);
            now = _mm_sha256msg2_epu32(
                _mm_add_epi32(_mm_sha256msg1_epu32(now, s.w[n][(group + 1) & 3]), seven_back),
                last);
        }
        auto const words = _mm_add_epi32(now, constants);
        s.cdgh[n] = _mm_sha256rnds2_epu32(s.cdgh[n], s.abef[n], words);
        s.abef[n] = _mm_sha256rnds2_epu32(s.abef[n], s.cdgh[n], _mm_shuffle_epi32(words, 0x0e));
    }
    if constexpr (group + 1 < 16) sha256_groups<lanes, group + 1>(s, data, at);
}

template <std::size_t lanes>
void sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha256_work<lanes> s;
    for (std::size_t n = 0; n < lanes; ++n) {
        auto const word = [&](std::size_t i) { return static_cast<int>(states[i][n]); };
        s.abef[n] = _mm_set_epi32(word(0), word(1), word(4), word(5));
        s.cdgh[n] = _mm_set_epi32(word(2), word(3), word(6), word(7));
    }
    for (std::size_t at = 0; at < blocks * block_bytes; at += block_bytes) {
        __m128i abef[lanes];
        __m128i cdgh[lanes];
        for (std::size_t n = 0; n < lanes; ++n) {
            abef[n] = s.abef[n];
            cdgh[n] = s.cdgh[n];
        }
        sha256_groups<lanes, 0>(s, data, at);
        for (std::size_t n = 0; n < lanes; ++n) {
            s.abef[n] = _mm_add_epi32(s.abef[n], abef[n]);
            s.cdgh[n] = _mm_add_epi32(s.cdgh[n], cdgh[n]);
        }
    }
    for (std::size_t n = 0; n < lanes; ++n) {
        alignas(16) std::uint32_t abef[4];
        alignas(16) std::uint32_t cdgh[4];
        _mm_store_si128(reinterpret_cast<__m128i*>(abef), s.abef[n]);
        _mm_store_si128(reinterpret_cast<__m128i*>(cdgh), s.cdgh[n]);
        states[0][n] = abef[3];
        states[1][n] = abef[2];
        states[4][n] = abef[1];
        states[5][n] = abef[0];
        states[2][n] = cdgh[3];
        states[3][n] = cdgh[2];
        states[6][n] = cdgh[1];
        states[7][n] = cdgh[0];
    }
}

}  // namespace

void shani_sha1_1(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha1<1>(states, data, blocks);
}

void shani_sha1_2(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha1<2>(states, data, blocks);
}

void shani_sha256_1(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha256<1>(states, data, blocks);
}

void shani_sha256_2(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    sha256<2>(states, data, blocks);
}

}  // namespace bt::digest
