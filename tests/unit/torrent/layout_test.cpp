#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/torrent/layout/layout.hpp>
#include <bt/torrent/layout/walker.hpp>

#include <gtest/gtest.h>

#include <filesystem>

namespace bt::torrent {
namespace {

namespace fs = std::filesystem;
using names = std::vector<std::string>;

names inside_of(layout const& found)
{
    names paths;
    for (auto const& file : found.files)
        paths.emplace_back(file.inside());
    return paths;
}

/// A small project with objects, a hidden folder, and links.
class a_tree : public ::testing::Test {
protected:
    a_tree()
    {
        for (auto const* name :
             {"src/a.c",
              "src/a.o",
              "src/gen/b.c",
              "build/x.o",
              "build/keep.txt",
              ".git/config",
              ".env",
              "README"})
            test::write_file(place_ / (std::string{"t/"} + name), name);
        request_.paths = {place_ / "t"};
    }

    [[nodiscard]] names scanned() const { return inside_of(scan(request_)); }
    [[nodiscard]] exit_code status() const
    {
        try {
            (void)scan(request_);
        } catch (error const& e) {
            return e.code();
        }
        return exit_code::ok;
    }

    test::scratch place_;
    scan_request request_;
};

TEST_F(a_tree, is_taken_without_what_is_hidden)
{
    EXPECT_EQ(
        scanned(),
        (names{"README", "build/keep.txt", "build/x.o", "src/a.c", "src/a.o", "src/gen/b.c"}));
    EXPECT_EQ(scan(request_).hidden, 2);
    request_.hidden = true;
    EXPECT_EQ(scanned().front(), ".env");
    EXPECT_EQ(scanned().size(), 8U);
}

TEST_F(a_tree, gives_up_what_rules_exclude)
{
    request_.rules.exclude("*.o");
    EXPECT_EQ(scanned(), (names{"README", "build/keep.txt", "src/a.c", "src/gen/b.c"}));
    EXPECT_EQ(scan(request_).excluded, 2);
    request_.rules.exclude("build/");
    EXPECT_EQ(scanned(), (names{"README", "src/a.c", "src/gen/b.c"}));
    request_.rules.include("build/keep.txt");
    EXPECT_EQ(scanned(), (names{"README", "build/keep.txt", "src/a.c", "src/gen/b.c"}));
}

TEST_F(a_tree, gives_only_what_rules_include_when_they_come_first)
{
    request_.rules.include("**/*.c");
    EXPECT_EQ(scanned(), (names{"src/a.c", "src/gen/b.c"}));
    request_.rules.exclude("/src/gen");
    EXPECT_EQ(scanned(), (names{"src/a.c"}));
    request_.rules.exclude("*");
    EXPECT_EQ(status(), exit_code::bad_input);
}

TEST_F(a_tree, gives_hidden_files_that_a_rule_names)
{
    request_.rules.exclude("nothing");
    request_.rules.include(".env");
    EXPECT_EQ(scanned().front(), ".env");
    EXPECT_EQ(scanned().size(), 7U);
}

TEST_F(a_tree, gives_what_a_list_names_in_the_order_of_the_torrent)
{
    request_.list = names{"src", "./README", "src//a.c", ".git/config", "src/gen/../a.o"};
    EXPECT_EQ(scanned(), (names{".git/config", "README", "src/a.c", "src/a.o", "src/gen/b.c"}));
    request_.rules.exclude("*.o");
    EXPECT_EQ(scanned(), (names{".git/config", "README", "src/a.c", "src/gen/b.c"}));
    for (auto const* outside : {"../t/README", "/etc/passwd", "nowhere"}) {
        request_.list = names{outside};
        EXPECT_EQ(status(), exit_code::bad_input) << outside;
    }
}

TEST_F(a_tree, can_have_its_links_followed_stored_or_skipped)
{
    fs::create_symlink("src/a.c", place_ / "t/link");
    fs::create_directory_symlink("../src/gen", place_ / "t/build/gen");
    request_.rules.exclude("*.o");
    EXPECT_EQ(scanned().size(), 6U);
    request_.links = link_policy::skip;
    EXPECT_EQ(scanned().size(), 4U);
    EXPECT_EQ(scan(request_).links, 2);
    request_.links = link_policy::store;
    auto const found = scan(request_);
    EXPECT_EQ(
        inside_of(found),
        (names{"README", "build/gen", "build/keep.txt", "link", "src/a.c", "src/gen/b.c"}));
    EXPECT_EQ(found.files[1].target, "src/gen");
    EXPECT_EQ(found.files[1].size(), 0);
    EXPECT_EQ(found.files[3].target, "src/a.c");
    fs::create_symlink("../../outside", place_ / "t/bad");
    EXPECT_EQ(status(), exit_code::bad_input);
}

TEST_F(a_tree, may_be_one_of_several)
{
    test::write_file(place_ / "other/file", "x");
    request_.paths = {place_ / "t/src/", place_ / "other/file", place_ / "t/README"};
    EXPECT_EQ(scanned(), (names{"README", "file", "src/a.c", "src/a.o", "src/gen/b.c"}));
    test::write_file(place_ / "other/src", "x");
    request_.paths.push_back(place_ / "other/src");
    EXPECT_EQ(status(), exit_code::bad_input);
    request_.paths = {place_ / "t/README", place_ / "t/README"};
    EXPECT_EQ(scanned(), (names{"README"}));
    test::write_file(place_ / "other/README", "another");
    request_.paths.push_back(place_ / "other/README");
    EXPECT_EQ(status(), exit_code::bad_input);
}

TEST(a_link, leads_below_the_folder_or_nowhere)
{
    EXPECT_EQ(link_target("link", "a/b"), "a/b");
    EXPECT_EQ(link_target("deep/link", "../a"), "a");
    EXPECT_EQ(link_target("deep/link", "./b/../c"), "deep/c");
    EXPECT_EQ(link_target("deep/link", "../../a"), "");
    EXPECT_EQ(link_target("link", "/etc/passwd"), "");
    EXPECT_EQ(link_target("link", "."), "");
    EXPECT_EQ(link_target("link", ""), "");
}

TEST(globs, of_a_file_are_its_lines)
{
    EXPECT_EQ(globs_of("*.o\n\n# comment\r\nb/*\r\nlast"), (names{"*.o", "b/*", "last"}));
    EXPECT_EQ(globs_of(""), names{});
}

}  // namespace
}  // namespace bt::torrent
