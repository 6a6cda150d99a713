#include <bt/base/glob.hpp>

#include <gtest/gtest.h>

#include <string>

namespace bt {
namespace {

TEST(a_glob, matches_within_one_folder_unless_told_to_cross)
{
    EXPECT_TRUE(glob_matches("*.txt", "a.txt"));
    EXPECT_FALSE(glob_matches("*.txt", "sub/a.txt"));
    EXPECT_TRUE(glob_matches("**/*.txt", "sub/deep/a.txt"));
    EXPECT_TRUE(glob_matches("**/*.txt", "a.txt"));
    EXPECT_TRUE(glob_matches("sub/**", "sub/deep/a.txt"));
    EXPECT_FALSE(glob_matches("sub/*", "sub/deep/a.txt"));
    EXPECT_TRUE(glob_matches("a?c", "abc"));
    EXPECT_FALSE(glob_matches("a?c", "a/c"));
    EXPECT_FALSE(glob_matches("a[/]c", "a/c"));
    EXPECT_TRUE(glob_matches("a*b*c", "axxbyybc"));
    EXPECT_FALSE(glob_matches("a*b*c", "axxbyyb"));
    EXPECT_TRUE(glob_matches("*", ""));
    EXPECT_FALSE(glob_matches("?", ""));
    EXPECT_TRUE(glob_matches("", ""));
    EXPECT_FALSE(glob_matches("", "a"));
}

TEST(a_glob, knows_classes_escapes_and_characters)
{
    EXPECT_TRUE(glob_matches("[a-c]x", "bx"));
    EXPECT_FALSE(glob_matches("[!a-c]x", "bx"));
    EXPECT_TRUE(glob_matches("[]x]", "]"));
    EXPECT_TRUE(glob_matches("[a-]", "-"));
    EXPECT_TRUE(glob_matches("\\*", "*"));
    EXPECT_FALSE(glob_matches("\\*", "a"));
    EXPECT_TRUE(glob_matches("[", "["));
    EXPECT_TRUE(glob_matches("?", "\xc3\xa4"));
    EXPECT_TRUE(glob_matches("[\xc3\xa0-\xc3\xbf]", "\xc3\xa4"));
    EXPECT_TRUE(glob_matches("?", "\xff"));
    EXPECT_FALSE(glob_matches("A", "a"));
}

TEST(a_glob, is_matched_against_the_last_component_unless_it_has_a_slash)
{
    EXPECT_TRUE(glob_matches_path("*.o", "deep/below/x.o"));
    EXPECT_TRUE(glob_matches_path("/x.o", "x.o"));
    EXPECT_FALSE(glob_matches_path("/x.o", "deep/x.o"));
    EXPECT_TRUE(glob_matches_path("deep/*", "deep/x.o"));
}

TEST(a_glob, ends_soon_on_any_pattern)
{
    std::string pattern;
    for (int i = 0; i < 60; ++i)
        pattern += i % 2 == 0 ? "*a" : "**/a";
    EXPECT_FALSE(glob_matches(pattern, std::string(5000, 'a') + "b"));
}

TEST(a_wildcard, is_anything_and_nothing_else_is_special)
{
    EXPECT_TRUE(wildcard_matches("http://a/x?k=[1]", "http://a/x?k=[1]"));
    EXPECT_FALSE(wildcard_matches("http://a/x?k", "http://a/xyk"));
    EXPECT_TRUE(wildcard_matches("*", ""));
    EXPECT_TRUE(wildcard_matches("*://*.old.example*", "udp://t.old.example:1/a/b"));
    EXPECT_TRUE(wildcard_matches("*/announce", "http://a/b/announce"));
    EXPECT_FALSE(wildcard_matches("*/announce", "http://a/xannounce"));
    EXPECT_FALSE(wildcard_matches("", "a"));
    EXPECT_FALSE(wildcard_matches("a*b", "a"));
    EXPECT_TRUE(wildcard_matches("a*b*", "axxbb"));
    std::string pattern;
    for (int i = 0; i < 100; ++i)
        pattern += "*a";
    EXPECT_FALSE(wildcard_matches(pattern, std::string(5000, 'a') + "b"));
}

}  // namespace
}  // namespace bt
