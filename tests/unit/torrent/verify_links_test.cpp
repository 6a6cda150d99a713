#include "made.hpp"
#include "support/files.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

namespace bt::torrent {
namespace {

namespace fs = std::filesystem;
using test::told;
using test::told_of;
using test::verdicts;

constexpr int piece = 16 * 1024;

verify_report checked(metainfo const& what, std::string const& folder)
{
    return verify(what, {.folder = folder}, {}, {});
}

TEST(a_link_on_the_way, is_followed_below_the_folder_and_never_out_of_it)
{
    test::scratch place;
    test::write_file(place / "in/t/file", "content");
    test::write_file(place / "in/t/sub/deep", "content");
    auto const what =
        parse_torrent(test::made_of(place / "in/t", lt::create_torrent::v2_only, piece), "x");
    fs::create_directory(place / "in/elsewhere");
    fs::rename(place / "in/t/file", place / "in/elsewhere/file");
    fs::create_symlink("../elsewhere/file", place / "in/t/file");
    EXPECT_EQ(
        told(checked(what, place / "in")), (verdicts{{"t/file", "ok"}, {"t/sub/deep", "ok"}}));
    fs::rename(place / "in/t/sub", place / "outside");
    fs::create_directory_symlink(place / "outside", place / "in/t/sub");
    fs::rename(place / "in/elsewhere", place / "elsewhere");
    fs::remove(place / "in/t/file");
    fs::create_symlink("../../elsewhere/file", place / "in/t/file");
    auto const report = checked(what, place / "in");
    EXPECT_EQ(told(report), (verdicts{{"t/file", "unreadable"}, {"t/sub/deep", "unreadable"}}));
    EXPECT_EQ(
        told_of(report, "t/sub/deep").reason, "a symbolic link on the way leads out of the folder");
    EXPECT_EQ(
        told(checked(what, place.path())),
        (verdicts{{"t/file", "missing"}, {"t/sub/deep", "missing"}}));
}

TEST(what_is_no_regular_file, is_unreadable)
{
    test::scratch place;
    for (auto const* name : {"t/a", "t/b", "t/c"})
        test::write_file(place / name, "content");
    auto const what =
        parse_torrent(test::made_of(place / "t", lt::create_torrent::v2_only, piece), "x");
    for (auto const* name : {"t/a", "t/b", "t/c"})
        fs::remove(place / name);
    fs::create_directory(place / "t/a");
    ASSERT_EQ(::mkfifo((place / "t/b").c_str(), 0600), 0);
    fs::create_symlink("c", place / "t/c");
    auto const report = checked(what, place.path());
    EXPECT_EQ(
        told(report),
        (verdicts{{"t/a", "unreadable"}, {"t/b", "unreadable"}, {"t/c", "unreadable"}}));
    EXPECT_EQ(told_of(report, "t/b").reason, "not a regular file");
}

TEST(a_link_of_the_torrent, must_be_there_and_point_where_it_says)
{
    test::scratch place;
    test::write_file(place / "t/file", "content");
    auto const what =
        parse_torrent(test::written({{"file", "content"}, {"link", "file", 'l'}}, piece), "x");
    auto const verdict_of_link = [&] { return told_of(checked(what, place.path()), "t/link"); };
    EXPECT_EQ(verdict_of_link().verdict, "missing");
    fs::create_symlink("file", place / "t/link");
    EXPECT_EQ(verdict_of_link().verdict, "ok");
    fs::remove(place / "t/link");
    fs::create_symlink("./../t//file", place / "t/link");
    EXPECT_EQ(verdict_of_link().verdict, "ok");
    fs::remove(place / "t/link");
    fs::create_symlink("other", place / "t/link");
    EXPECT_EQ(verdict_of_link().verdict, "corrupt");
    EXPECT_EQ(verdict_of_link().reason, "the symbolic link points to other, not to t/file");
    fs::remove(place / "t/link");
    fs::create_symlink("/etc/passwd", place / "t/link");
    EXPECT_EQ(verdict_of_link().verdict, "corrupt");
    fs::remove(place / "t/link");
    test::write_file(place / "t/link", "content");
    EXPECT_EQ(verdict_of_link().reason, "not a symbolic link");
}

TEST(content, may_have_another_name)
{
    test::scratch place;
    test::write_file(place / "t/a", "content");
    test::write_file(place / "t/sub/b", "more");
    auto const what = parse_torrent(test::made_of(place / "t", {}, piece), "x");
    fs::rename(place / "t", place / "renamed");
    auto const report = verify(what, {.content = place / "renamed"}, {}, {});
    EXPECT_EQ(told(report), (verdicts{{"t/a", "ok"}, {"t/sub/b", "ok"}}));
    fs::rename(place / "renamed/sub", place / "renamed/SUB");
    EXPECT_EQ(
        told_of(verify(what, {.content = place / "renamed/"}, {}, {}), "t/sub/b").similar_name,
        "t/SUB/b");
    test::write_file(place / "one", "content");
    auto const single = parse_torrent(test::made_of(place / "one", {}, piece), "x");
    fs::rename(place / "one", place / "another");
    fs::create_symlink("another", place / "link");
    EXPECT_EQ(told(verify(single, {.content = place / "link"}, {}, {})), (verdicts{{"one", "ok"}}));
    EXPECT_EQ(
        told(verify(what, {.content = place / "another"}, {}, {})),
        (verdicts{{"t/a", "missing"}, {"t/sub/b", "missing"}}));
    fs::rename(place / "another", place / "one");
    EXPECT_EQ(told(verify(single, {.content = place.path()}, {}, {})), (verdicts{{"one", "ok"}}));
}

TEST(a_missing_file, is_hinted_at_if_one_is_called_almost_like_it)
{
    test::scratch place;
    test::write_file(place / "t/gr\u00fcn/Stra\u00dfe", "content");
    test::write_file(place / "t/other", "content");
    auto const what = parse_torrent(test::made_of(place / "t", {}, piece), "x");
    fs::rename(place / "t/gr\u00fcn/Stra\u00dfe", place / "t/gr\u00fcn/STRASSE");
    fs::rename(place / "t/gr\u00fcn", place / "t/gru\u0308n");
    fs::remove(place / "t/other");
    auto const report = checked(what, place.path());
    auto const file = told_of(report, "t/gr\u00fcn/Stra\u00dfe");
    EXPECT_EQ(file.similar_name, "t/gru\u0308n/STRASSE");
    EXPECT_EQ(
        file.reason, "t/gru\u0308n/STRASSE is there, whose name differs in case or Unicode form");
    EXPECT_FALSE(told_of(report, "t/other").similar_name);
}

}  // namespace
}  // namespace bt::torrent
