#pragma once

// The algorithms of FIPS 180-4 over vectors, one message in each lane. A file for an instruction
// set defines `word`, its operations, and includes this inside an anonymous namespace, so that no
// linker can mix code compiled for different processors. Hence no include guard beyond the once,
// no include of its own, and plain arrays.

/// Rounds use sixteen words of the schedule at a time, kept in a ring.
template <class V>
struct schedule {
    using word = typename V::word;
    word ring[16];

    template <int at>
    word& get()
    {
        return ring[at & 15];
    }
};

inline constexpr std::uint32_t sha256_constants[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

template <class V, int round>
inline __attribute__((always_inline)) void sha1_round(
    schedule<V>& w,
    typename V::word& a,
    typename V::word& b,
    typename V::word& c,
    typename V::word& d,
    typename V::word& e)
{
    auto& now = w.template get<round>();
    if constexpr (round >= 16)
        now = V::template rotate<1>(V::parity(
            V::parity(now, w.template get<round - 14>(), w.template get<round - 8>()),
            w.template get<round - 3>()));
    e = V::add(e, V::add(now, V::template rotate<5>(a)));
    if constexpr (round < 20)
        e = V::add(e, V::add(V::choose(b, c, d), V::constant(0x5a827999)));
    else if constexpr (round < 40)
        e = V::add(e, V::add(V::parity(b, c, d), V::constant(0x6ed9eba1)));
    else if constexpr (round < 60)
        e = V::add(e, V::add(V::majority(b, c, d), V::constant(0x8f1bbcdc)));
    else
        e = V::add(e, V::add(V::parity(b, c, d), V::constant(0xca62c1d6)));
    b = V::template rotate<30>(b);
}

// Five rounds bring every variable back to its own name.
template <class V, int round>
inline __attribute__((always_inline)) void sha1_rounds(
    schedule<V>& w,
    typename V::word& a,
    typename V::word& b,
    typename V::word& c,
    typename V::word& d,
    typename V::word& e)
{
    sha1_round<V, round>(w, a, b, c, d, e);
    sha1_round<V, round + 1>(w, e, a, b, c, d);
    sha1_round<V, round + 2>(w, d, e, a, b, c);
    sha1_round<V, round + 3>(w, c, d, e, a, b);
    sha1_round<V, round + 4>(w, b, c, d, e, a);
    if constexpr (round + 5 < 80) sha1_rounds<V, round + 5>(w, a, b, c, d, e);
}

template <class V>
void sha1_lanes(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    typename V::word h[5];
    for (int i = 0; i < 5; ++i)
        h[i] = V::load(states[i]);
    schedule<V> w;
    for (std::size_t at = 0; at < blocks * block_bytes; at += block_bytes) {
        V::load_block(data, at, w.ring);
        auto a = h[0], b = h[1], c = h[2], d = h[3], e = h[4];
        sha1_rounds<V, 0>(w, a, b, c, d, e);
        h[0] = V::add(h[0], a);
        h[1] = V::add(h[1], b);
        h[2] = V::add(h[2], c);
        h[3] = V::add(h[3], d);
        h[4] = V::add(h[4], e);
    }
    for (int i = 0; i < 5; ++i)
        V::store(states[i], h[i]);
}

template <class V>
struct sha256_state {
    typename V::word a, b, c, d, e, f, g, h;
};

template <class V, int round>
inline __attribute__((always_inline)) void sha256_round(
    schedule<V>& w,
    typename V::word a,
    typename V::word b,
    typename V::word c,
    typename V::word& d,
    typename V::word e,
    typename V::word f,
    typename V::word g,
    typename V::word& h)
{
    auto& now = w.template get<round>();
    if constexpr (round >= 16) {
        auto const early = w.template get<round - 15>();
        auto const late = w.template get<round - 2>();
        auto const s0 = V::parity(
            V::template rotate<25>(early),
            V::template rotate<14>(early),
            V::template shift_right<3>(early));
        auto const s1 = V::parity(
            V::template rotate<15>(late),
            V::template rotate<13>(late),
            V::template shift_right<10>(late));
        now = V::add(V::add(now, s0), V::add(w.template get<round - 7>(), s1));
    }
    auto const big1 =
        V::parity(V::template rotate<26>(e), V::template rotate<21>(e), V::template rotate<7>(e));
    auto const big0 =
        V::parity(V::template rotate<30>(a), V::template rotate<19>(a), V::template rotate<10>(a));
    h = V::add(
        V::add(h, big1),
        V::add(V::choose(e, f, g), V::add(now, V::constant(sha256_constants[round]))));
    d = V::add(d, h);
    h = V::add(h, V::add(big0, V::majority(a, b, c)));
}

// Eight rounds bring every variable back to its own name.
template <class V, int round>
inline __attribute__((always_inline)) void sha256_rounds(schedule<V>& w, sha256_state<V>& s)
{
    sha256_round<V, round>(w, s.a, s.b, s.c, s.d, s.e, s.f, s.g, s.h);
    sha256_round<V, round + 1>(w, s.h, s.a, s.b, s.c, s.d, s.e, s.f, s.g);
    sha256_round<V, round + 2>(w, s.g, s.h, s.a, s.b, s.c, s.d, s.e, s.f);
    sha256_round<V, round + 3>(w, s.f, s.g, s.h, s.a, s.b, s.c, s.d, s.e);
    sha256_round<V, round + 4>(w, s.e, s.f, s.g, s.h, s.a, s.b, s.c, s.d);
    sha256_round<V, round + 5>(w, s.d, s.e, s.f, s.g, s.h, s.a, s.b, s.c);
    sha256_round<V, round + 6>(w, s.c, s.d, s.e, s.f, s.g, s.h, s.a, s.b);
    sha256_round<V, round + 7>(w, s.b, s.c, s.d, s.e, s.f, s.g, s.h, s.a);
    if constexpr (round + 8 < 64) sha256_rounds<V, round + 8>(w, s);
}

template <class V>
void sha256_lanes(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    typename V::word h[8];
    for (int i = 0; i < 8; ++i)
        h[i] = V::load(states[i]);
    schedule<V> w;
    for (std::size_t at = 0; at < blocks * block_bytes; at += block_bytes) {
        V::load_block(data, at, w.ring);
        sha256_state<V> s{h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7]};
        sha256_rounds<V, 0>(w, s);
        h[0] = V::add(h[0], s.a);
        h[1] = V::add(h[1], s.b);
        h[2] = V::add(h[2], s.c);
        h[3] = V::add(h[3], s.d);
        h[4] = V::add(h[4], s.e);
        h[5] = V::add(h[5], s.f);
        h[6] = V::add(h[6], s.g);
        h[7] = V::add(h[7], s.h);
    }
    for (int i = 0; i < 8; ++i)
        V::store(states[i], h[i]);
}
