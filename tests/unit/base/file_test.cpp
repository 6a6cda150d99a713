#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>

namespace bt {
namespace {

namespace fs = std::filesystem;

template <class Call>
error caught(Call call)
{
    try {
        call();
    } catch (error const& e) {
        return e;
    }
    ADD_FAILURE() << "nothing was thrown";
    return {exit_code::ok, ""};
}

std::size_t files_in(fs::path const& folder)
{
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder}, fs::directory_iterator{}));
}

constexpr read_request reading{.doing = "read torrent", .cap_bytes = 1000};

TEST(reading_a_file, gives_all_of_it_up_to_the_cap)
{
    test::scratch place;
    test::write_file(place / "a", std::string(1000, 'x'));
    EXPECT_EQ(bt::read_file(place / "a", reading), std::string(1000, 'x'));
    test::write_file(place / "b", std::string(1001, 'x'));
    auto const e = caught([&] { (void)bt::read_file(place / "b", reading); });
    EXPECT_EQ(e.code(), exit_code::bad_input);
    EXPECT_EQ(
        e.what(), "cannot read torrent " + (place / "b") + ": larger than the limit of 1000 bytes");
}

TEST(reading_a_file, says_why_it_cannot)
{
    test::scratch place;
    auto const gone = caught([&] { (void)bt::read_file(place / "no", reading); });
    EXPECT_EQ(gone.what(), "cannot read torrent " + (place / "no") + ": No such file or directory");
    auto const folder = caught([&] { (void)bt::read_file(place.path(), reading); });
    EXPECT_EQ(folder.code(), exit_code::bad_input);
    // Files of /proc have no size that stat could tell.
    EXPECT_FALSE(bt::read_file("/proc/self/stat", {.doing = "read", .cap_bytes = 100000}).empty());
}

TEST(writing_a_file, is_refused_if_it_exists_unless_it_may_be_replaced)
{
    test::scratch place;
    test::write_file(place / "a", "old");
    auto const e = caught([&] { write_atomically(place / "a", "new", {.replace = false}); });
    EXPECT_EQ(e.code(), exit_code::refused);
    EXPECT_EQ(e.hint(), "-f replaces it");
    EXPECT_EQ(test::read_file(place / "a"), "old");
    write_atomically(place / "a", "new", {.replace = true});
    EXPECT_EQ(test::read_file(place / "a"), "new");
    EXPECT_EQ(files_in(place.path()), 1U) << "a temporary was left";
}

TEST(writing_a_file, keeps_to_the_umask_and_the_mode)
{
    test::scratch place;
    auto const before = ::umask(027);
    write_atomically(place / "plain", "x", {});
    write_atomically(place / "secret", "x", {.replace = false, .mode = 0600});
    ::umask(before);
    auto const mode = [&](char const* name) {
        return static_cast<unsigned>(fs::status(place / name).permissions());
    };
    EXPECT_EQ(mode("plain"), 0640U);
    EXPECT_EQ(mode("secret"), 0600U);
}

TEST(writing_a_file, fails_before_the_work_when_the_folder_is_not_there)
{
    test::scratch place;
    for (auto const& path : {place / "no/a", place.path().string()}) {
        auto const e = caught([&] { check_writable(path, {}); });
        EXPECT_EQ(e.code(), exit_code::no_output) << path;
    }
    EXPECT_EQ(
        caught([&] { write_atomically(place / "no/a", "", {}); }).code(), exit_code::no_output);
}

TEST(a_folder, is_made_with_those_above_it)
{
    test::scratch place;
    ensure_folder(place / "a/b/c");
    EXPECT_TRUE(fs::is_directory(place / "a/b/c"));
    test::write_file(place / "file", "");
    EXPECT_EQ(caught([&] { ensure_folder(place / "file/x"); }).code(), exit_code::io);
}

TEST(paths, are_joined_without_a_dot_or_a_double_slash)
{
    EXPECT_EQ(join_path(".", "a"), "a");
    EXPECT_EQ(join_path("", "a"), "a");
    EXPECT_EQ(join_path("/", "a"), "/a");
    EXPECT_EQ(join_path("x/", "a"), "x/a");
}

TEST(a_descriptor, is_closed_with_its_owner)
{
    int fds[2]{};
    ASSERT_EQ(::pipe(fds), 0);
    {
        unique_fd const read_end{fds[0]};
        unique_fd moved{fds[1]};
        unique_fd const other{std::move(moved)};
        EXPECT_TRUE(other);
    }
    EXPECT_EQ(::close(fds[0]), -1);
    EXPECT_EQ(::close(fds[1]), -1);
}

}  // namespace
}  // namespace bt
