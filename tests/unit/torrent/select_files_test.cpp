#include "made.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/select_files.hpp>

#include <gtest/gtest.h>

namespace bt::torrent {
namespace {

TEST(a_file_pattern, is_a_glob_an_index_or_a_range)
{
    EXPECT_EQ(parse_file_pattern("12")->first, 12);
    EXPECT_EQ(parse_file_pattern("3-7")->first, 3);
    EXPECT_EQ(parse_file_pattern("3-7")->last, 7);
    for (auto const* glob : {"*.iso", "a-b", "3-", "-3", "1-2-3", "99999999999", "+1", "0x1"}) {
        ASSERT_TRUE(parse_file_pattern(glob)) << glob;
        EXPECT_FALSE(parse_file_pattern(glob)->first) << glob;
    }
    EXPECT_FALSE(parse_file_pattern(""));
    EXPECT_FALSE(parse_file_pattern("7-3"));
}

std::string selected(std::vector<std::string> const& texts)
{
    auto const what = parse_torrent(
        test::written(
            {{"a.iso", "1"}, {"pad", "1", 'p'}, {"b[1].txt", "1"}, {"c.txt", "1"}}, 16384),
        "x");
    std::vector<file_pattern> patterns;
    for (auto const& text : texts)
        patterns.push_back(*parse_file_pattern(text));
    try {
        std::string bits;
        for (bool const each : select_files(what, patterns))
            bits += each ? '1' : '0';
        return bits;
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::not_found);
        return e.what();
    }
}

TEST(files, are_selected_by_any_pattern_and_never_padding)
{
    EXPECT_EQ(selected({}), "1011");
    EXPECT_EQ(selected({"*"}), "1011");
    EXPECT_EQ(selected({"*.txt"}), "0011");
    EXPECT_EQ(selected({"t/*.iso"}), "1000");
    EXPECT_EQ(selected({"b[1].txt"}), "0010");
    EXPECT_EQ(selected({"0", "c.*"}), "1001");
    EXPECT_EQ(selected({"1-3"}), "0011");
    EXPECT_EQ(selected({"1"}), "cannot select files of t: no file has the index 1");
    EXPECT_EQ(selected({"*.txt", "*.zip"}), "cannot select files of t: no path matches *.zip");
}

}  // namespace
}  // namespace bt::torrent
