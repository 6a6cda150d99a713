#include "digest.hpp"

#include "advance.hpp"

#include <algorithm>

namespace bt::digest {
namespace {

unsigned char const* octets(bytes from)
{
    return reinterpret_cast<unsigned char const*>(from.data());
}

/// How many messages are under way at once: enough for every lane to be refilled a few times.
constexpr std::size_t wave = 4 * most_lanes;

template <std::size_t size>
void hash_wave(
    std::span<kernel const> kernels,
    std::array<std::uint32_t, state_words> const& start,
    std::span<bytes const> in,
    std::span<std::array<unsigned char, size>> out)
{
    std::array<std::array<std::uint32_t, state_words>, wave> states;
    std::array<message_tail, wave> tails;
    std::array<advance_job, wave> jobs;
    for (std::size_t i = 0; i < in.size(); ++i) {
        states[i] = start;
        jobs[i] = {&states[i], octets(in[i]), in[i].size() / block_bytes};
    }
    advance(kernels, std::span{jobs}.first(in.size()));
    for (std::size_t i = 0; i < in.size(); ++i) {
        auto const whole = in[i].size() / block_bytes * block_bytes;
        fill_tail(tails[i], in[i].subspan(whole), in[i].size());
        jobs[i] = {&states[i], tails[i].bytes.data(), tails[i].blocks};
    }
    advance(kernels, std::span{jobs}.first(in.size()));
    for (std::size_t i = 0; i < in.size(); ++i)
        out[i] = digest_of<size>(states[i]);
}

template <std::size_t size>
void hash_each(
    std::span<kernel const> kernels,
    std::array<std::uint32_t, state_words> const& start,
    std::span<bytes const> in,
    std::span<std::array<unsigned char, size>> out)
{
    for (std::size_t at = 0; at < in.size(); at += wave) {
        auto const count = std::min(wave, in.size() - at);
        hash_wave<size>(kernels, start, in.subspan(at, count), out.subspan(at, count));
    }
}

}  // namespace

void sha1_each(std::span<bytes const> in, std::span<sha1_digest> out)
{
    hash_each<20>(sha1_kernels(), sha1_start, in, out);
}

void sha256_each(std::span<bytes const> in, std::span<sha256_digest> out)
{
    hash_each<32>(sha256_kernels(), sha256_start, in, out);
}

sha1_digest sha1(bytes message)
{
    sha1_digest out;
    sha1_each({&message, 1}, {&out, 1});
    return out;
}

sha256_digest sha256(bytes message)
{
    sha256_digest out;
    sha256_each({&message, 1}, {&out, 1});
    return out;
}

std::size_t sha1_width()
{
    return sha1_kernels().front().lanes;
}

std::size_t sha256_width()
{
    return sha256_kernels().front().lanes;
}

sha1_streams::sha1_streams(std::size_t count)
    : states_(count, state{.words = sha1_start})
{
}

void sha1_streams::add(std::span<part const> parts)
{
    std::vector<advance_job> jobs;
    std::vector<message_tail> tails(parts.size());
    jobs.reserve(parts.size());
    for (auto const& each : parts) {
        auto& to = states_[each.stream];
        if (to.length == 0) to.words = sha1_start;
        to.length += each.data.size();
        jobs.push_back({&to.words, octets(each.data), each.data.size() / block_bytes});
    }
    advance(sha1_kernels(), jobs);
    jobs.clear();
    for (std::size_t i = 0; i < parts.size(); ++i) {
        auto const& [stream, data, ends] = parts[i];
        if (!ends) continue;
        auto& to = states_[stream];
        fill_tail(tails[i], data.subspan(data.size() / block_bytes * block_bytes), to.length);
        jobs.push_back({&to.words, tails[i].bytes.data(), tails[i].blocks});
        to.length = 0;
    }
    advance(sha1_kernels(), jobs);
}

sha1_digest sha1_streams::digest(std::size_t stream) const
{
    return digest_of<20>(states_[stream].words);
}

void sha1_streams::drop(std::size_t stream)
{
    states_[stream].length = 0;
}

}  // namespace bt::digest
