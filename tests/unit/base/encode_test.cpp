#include <bt/base/encode.hpp>

#include <gtest/gtest.h>

namespace bt {
namespace {

TEST(hex, goes_there_and_back)
{
    EXPECT_EQ(to_hex(std::string_view{"\0\x7f\xff", 3}), "007fff");
    EXPECT_EQ(from_hex("007FfF"), (std::string{"\0\x7f\xff", 3}));
    EXPECT_FALSE(from_hex("abc"));
    EXPECT_FALSE(from_hex("zz"));
    EXPECT_EQ(from_hex(""), "");
}

TEST(base64, has_the_vectors_of_rfc_4648)
{
    struct vector {
        char const* bytes;
        char const* text;
    };
    for (auto const [bytes, text] :
         {vector{"", ""},
          vector{"f", "Zg=="},
          vector{"fo", "Zm8="},
          vector{"foo", "Zm9v"},
          vector{"foob", "Zm9vYg=="},
          vector{"fooba", "Zm9vYmE="},
          vector{"foobar", "Zm9vYmFy"}}) {
        EXPECT_EQ(to_base64(bytes), text);
        EXPECT_EQ(from_base64(text), bytes);
    }
    EXPECT_EQ(from_base64("Zg"), "f");
    for (auto const* bad : {"Z", "Zg=", "Zh==", "Z===", "Zm9v=", "Z g=", "Zg==x"})
        EXPECT_FALSE(from_base64(bad)) << bad;
}

TEST(base32, reads_info_hashes_of_magnet_links)
{
    EXPECT_EQ(from_base32("MFRGCYTBMJQWEYLCMFRGCYTBMJQWEYLC"), "abababababababababab");
    EXPECT_EQ(from_base32("mfrgcytbmjqweylcmfrgcytbmjqweylc"), "abababababababababab");
    EXPECT_FALSE(from_base32("1"));
    EXPECT_FALSE(from_base32("MFRGCYTBMJQWEYLCMFRGCYTBMJQWEYL8"));
}

}  // namespace
}  // namespace bt
