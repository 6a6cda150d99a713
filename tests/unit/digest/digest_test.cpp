#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/digest/digest.hpp>

#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <algorithm>
#include <random>

namespace bt::digest {
namespace {

template <std::size_t size>
std::array<unsigned char, size> reference(EVP_MD const* kind, bytes message)
{
    std::array<unsigned char, size> out{};
    unsigned length = 0;
    EVP_Digest(message.data(), message.size(), out.data(), &length, kind, nullptr);
    return out;
}

/// Every test runs with each kernel that this processor has.
class each_kernel : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override { choose_kernel(GetParam()); }
    void TearDown() override { choose_kernel("auto"); }
};

INSTANTIATE_TEST_SUITE_P(
    on_this_processor, each_kernel, ::testing::ValuesIn(kernels()), [](auto const& of) {
        return of.param;
    });

void expect_right(std::span<bytes const> in)
{
    std::vector<sha1_digest> sha1s(in.size());
    std::vector<sha256_digest> sha256s(in.size());
    sha1_each(in, sha1s);
    sha256_each(in, sha256s);
    for (std::size_t i = 0; i < in.size(); ++i) {
        ASSERT_EQ(sha1s[i], reference<20>(EVP_sha1(), in[i])) << i << ": " << in[i].size();
        ASSERT_EQ(sha256s[i], reference<32>(EVP_sha256(), in[i])) << i << ": " << in[i].size();
    }
}

TEST_P(each_kernel, is_right_for_every_length_around_its_blocks)
{
    auto const noise = test::noise(1200, 1);
    std::vector<bytes> in;
    for (std::size_t length = 0; length <= noise.size(); ++length)
        in.emplace_back(noise.data(), length);
    expect_right(in);
    // Every length alone, and as many alike as fill all lanes.
    for (std::size_t length = 0; length <= 200; ++length) {
        expect_right(std::vector<bytes>(1, in[length]));
        expect_right(std::vector<bytes>(16, in[length]));
    }
}

TEST_P(each_kernel, is_right_for_any_mix_of_lanes)
{
    auto const noise = test::noise(1 << 20, 2);
    std::mt19937 random{3};
    for (int round = 0; round < 60; ++round) {
        std::vector<bytes> in;
        auto const count = random() % 70;
        // Short and long ones side by side, from addresses that are aligned to nothing.
        for (std::size_t i = 0; i < count; ++i) {
            auto const most = i % 5 == 0 ? std::size_t{20'000} : std::size_t{300};
            auto const length = random() % most;
            in.emplace_back(noise.data() + random() % (noise.size() - length), length);
        }
        expect_right(in);
    }
}

TEST_P(each_kernel, is_right_for_messages_that_come_in_parts)
{
    auto const noise = test::noise(1 << 18, 4);
    std::mt19937 random{5};
    for (int round = 0; round < 20; ++round) {
        std::size_t const count = 1 + random() % 20;
        sha1_streams streams{count};
        std::vector<bytes> left;
        for (std::size_t i = 0; i < count; ++i)
            left.emplace_back(noise.data() + random() % 1000, random() % 50'000);
        auto const whole = left;
        std::vector<bool> ended(count, false);
        while (std::ranges::find(ended, false) != ended.end()) {
            std::vector<sha1_streams::part> parts;
            for (std::size_t i = 0; i < count; ++i) {
                if (ended[i] || random() % 4 == 0) continue;
                auto const length = std::min<std::size_t>(left[i].size(), 64 * (random() % 300));
                bool const ends = length == left[i].size();
                parts.push_back({i, left[i].first(length), ends});
                left[i] = left[i].subspan(length);
                ended[i] = ends;
            }
            streams.add(parts);
        }
        for (std::size_t i = 0; i < count; ++i)
            ASSERT_EQ(streams.digest(i), reference<20>(EVP_sha1(), whole[i]));
    }
}

TEST_P(each_kernel, begins_anew_after_an_end_or_a_drop)
{
    std::string const block(64, 'x');
    sha1_streams streams{1};
    auto const add = [&](bytes data, bool ends) {
        sha1_streams::part const part{0, data, ends};
        streams.add({&part, 1});
    };
    add(block, false);
    streams.drop(0);
    add(block, true);
    EXPECT_EQ(streams.digest(0), reference<20>(EVP_sha1(), block));
    add({}, true);
    EXPECT_EQ(streams.digest(0), reference<20>(EVP_sha1(), {}));
}

TEST_P(each_kernel, counts_the_bits_of_long_messages)
{
    // 512 MiB and a bit: more bits than 32 hold.
    std::string const chunk(1 << 20, 'a');
    sha1_streams streams{1};
    auto* const context = EVP_MD_CTX_new();
    EVP_DigestInit_ex(context, EVP_sha1(), nullptr);
    for (int i = 0; i <= 512; ++i) {
        sha1_streams::part const part{0, chunk, i == 512};
        streams.add({&part, 1});
        EVP_DigestUpdate(context, chunk.data(), chunk.size());
    }
    sha1_digest expected{};
    EVP_DigestFinal_ex(context, expected.data(), nullptr);
    EVP_MD_CTX_free(context);
    EXPECT_EQ(streams.digest(0), expected);
}

TEST(choosing_a_kernel, refuses_what_there_is_not)
{
    EXPECT_THROW(choose_kernel("md5"), error);
    EXPECT_THROW(choose_kernel(""), error);
    auto const there = kernels();
    EXPECT_EQ(there.front(), "openssl");
    for (auto const* name : {"openssl", "shani", "avx2", "avx512"}) {
        if (std::ranges::find(there, name) != there.end()) continue;
        EXPECT_THROW(choose_kernel(name), error) << name;
    }
}

}  // namespace
}  // namespace bt::digest
