#include "fixture.hpp"

#include <bt/state/seal.hpp>

namespace bt::state {
namespace {

using verdict = unsealed::verdict;

TEST(a_seal, gives_back_what_was_sealed)
{
    for (auto const size : {0U, 1U, 63U, 64U, 100'000U}) {
        auto const bytes = test::noise(size, size);
        auto const sealed = seal(bytes);
        auto const found = unseal(sealed);
        EXPECT_EQ(found.what, verdict::whole) << size;
        EXPECT_EQ(found.bytes, bytes) << size;
        EXPECT_EQ(found.version, seal_version);
    }
}

TEST(a_seal, breaks_with_any_byte)
{
    auto const sealed = seal("d3:key5:valuee");
    for (std::size_t at = 0; at < sealed.size(); ++at)
        for (int bit = 0; bit < 8; ++bit) {
            auto garbled = sealed;
            garbled[at] = static_cast<char>(garbled[at] ^ (1 << bit));
            auto const found = unseal(garbled);
            EXPECT_EQ(found.what, verdict::garbled) << at << " " << bit;
            EXPECT_TRUE(found.bytes.empty());
        }
}

TEST(a_seal, breaks_when_cut_or_added_to)
{
    auto const sealed = seal("some bytes");
    for (std::size_t length = 0; length < sealed.size(); ++length)
        EXPECT_EQ(unseal(std::string_view{sealed}.substr(0, length)).what, verdict::garbled);
    EXPECT_EQ(unseal(sealed + '\0').what, verdict::garbled);
    EXPECT_EQ(unseal(sealed + sealed).what, verdict::garbled);
    EXPECT_EQ(unseal('\0' + sealed).what, verdict::garbled);
}

TEST(a_seal, of_a_newer_version_is_told_apart)
{
    auto const sealed = seal("what is to come", seal_version + 1);
    auto const found = unseal(sealed);
    EXPECT_EQ(found.what, verdict::newer);
    EXPECT_EQ(found.version, seal_version + 1);
    EXPECT_TRUE(found.bytes.empty());
    EXPECT_EQ(unseal(sealed.substr(0, sealed.size() - 1)).what, verdict::garbled);
    // An older one is for whoever reads it to understand.
    EXPECT_EQ(unseal(seal("what was", 0)).what, verdict::whole);
}

TEST(a_seal, is_not_made_by_chance)
{
    auto const sealed = seal(test::noise(40, 1));
    for (std::uint32_t round = 0; round < 20'000; ++round) {
        auto const random = test::noise(12, round);
        auto garbled = sealed;
        for (std::size_t each = 0; each + 1 < random.size(); each += 2)
            garbled[static_cast<unsigned char>(random[each]) % garbled.size()] = random[each + 1];
        bool const same = garbled == sealed;
        EXPECT_EQ(unseal(garbled).what, same ? verdict::whole : verdict::garbled) << round;
    }
}

}  // namespace
}  // namespace bt::state
