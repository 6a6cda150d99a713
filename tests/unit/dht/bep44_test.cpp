#include <bt/base/encode.hpp>
#include <bt/dht/item.hpp>

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <string>

/// The numbers that BEP 44 and BEP 46 give.
namespace {

using namespace bt::dht;

constexpr char const* expanded = "e06d3183d14159228433ed599221b80bd0a5ce8352e4bdf0262f76786ef1c74d"
                                 "b7e7a9fea2c0eb269d61e3b38e450a22e754941ac78479d6c54e1faf6037881d";
constexpr char const* as_public =
    "77ff84905a91936367c01360803104f92432fcd904a43511876df5cdf3e7e548";

struct mutable_row {
    char const* salt;
    char const* text;
    char const* where;
    char const* signature;
};
constexpr std::array mutable_rows{
    mutable_row{
        "",
        "3:seqi1e1:v12:Hello World!",
        "4a533d47ec9c7d95b1ad75f576cffc641853b750",
        "305ac8aeb6c9c151fa120f120ea2cfb923564e11552d06a5d856091e5e853cff"
        "1260d3f39e4999684aa92eb73ffd136e6f4f3ecbfda0ce53a1608ecd7ae21f01"},
    mutable_row{
        "foobar",
        "4:salt6:foobar3:seqi1e1:v12:Hello World!",
        "411eba73b6f087ca51a3795d9c8c938d365e32c1",
        "6834284b6b24c3204eb2fea824d82f88883a3d95e8b4a21b8c0ded553d17d17d"
        "df9a8a7104b1258f30bed3787e6cb896fca78c58f8e03b5f18f14951a87d9a08"},
};

TEST(bep_44, mutable_items_are_signed_and_lie_where_it_says)
{
    auto const key = parse_key(expanded, "vector");
    EXPECT_EQ(bt::to_hex(view_of(key.as_public)), as_public);
    for (auto const& row : mutable_rows) {
        auto const text = signed_text("12:Hello World!", 1, row.salt);
        EXPECT_EQ(text, row.text);
        item what{.value = "12:Hello World!", .key = key.as_public, .salt = row.salt, .seq = 1};
        what.signed_by = sign(text, key);
        EXPECT_EQ(bt::to_hex(view_of(what.signed_by)), row.signature);
        auto const where = target_of(key.as_public, row.salt);
        EXPECT_EQ(bt::to_hex(view_of(where)), row.where);
        EXPECT_TRUE(is_authentic(what, where));
    }
}

TEST(bep_44, immutable_items_lie_where_it_says)
{
    EXPECT_EQ(
        bt::to_hex(view_of(target_of("12:Hello World!"))),
        "e5f96f6f38320f0f33959cb4d3d656452117aadb");
}

TEST(bep_46, items_lie_where_it_says)
{
    auto const key =
        parse_public_key("8543d3e6115f0f98c944077a4493dcd543e49c739fd998550a1f614ab36ed63e");
    ASSERT_TRUE(key);
    EXPECT_EQ(bt::to_hex(view_of(target_of(*key, ""))), "cc3f9d90b572172053626f9980ce261a850d050b");
    EXPECT_EQ(
        bt::to_hex(view_of(target_of(*key, "n"))), "59ee7c2cb9b4f7eb1986ee2d18fd2fdb8a56554f");
}

}  // namespace
