#include "support/files.hpp"

#include <bt/base/beneath.hpp>
#include <bt/base/fold.hpp>

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <string>

namespace bt {
namespace {

namespace fs = std::filesystem;

using opener = unique_fd (*)(int, std::string const&, int);

unique_fd follow_inside(int folder, std::string const& path, int flags)
{
    return open_beneath(folder, path, flags);
}

unique_fd refuse_links(int folder, std::string const& path, int flags)
{
    return open_beneath(folder, path, flags, links::refused);
}

unique_fd walk(int folder, std::string const& path, int flags)
{
    return open_beneath_without_links(folder, path, flags);
}

/// What is read through it, or the errno.
std::string outcome(opener open, std::string const& folder, std::string const& path)
{
    unique_fd const root{::open(folder.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    auto const file = open(root.get(), path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (!file) return "errno " + std::to_string(errno);
    std::array<char, 16> bytes{};
    auto const length = ::read(file.get(), bytes.data(), bytes.size());
    return length < 0 ? "errno " + std::to_string(errno)
                      : std::string{bytes.data(), static_cast<std::size_t>(length)};
}

std::string failure(int reason)
{
    return "errno " + std::to_string(reason);
}

class below_a_folder : public ::testing::TestWithParam<opener> {};

TEST_P(below_a_folder, files_are_opened_and_nothing_else_is)
{
    test::scratch place;
    test::write_file(place / "in/a/b/file", "inside");
    test::write_file(place / "secret", "outside");
    fs::create_symlink("../secret", place / "in/up");
    fs::create_symlink(place / "secret", place / "in/absolute");
    fs::create_directory_symlink("..", place / "in/folder-up");
    fs::create_symlink("loop", place / "in/loop");
    auto const opened = [&](std::string const& path) {
        return outcome(GetParam(), place / "in", path);
    };
    EXPECT_EQ(opened("a/b/file"), "inside");
    EXPECT_EQ(opened("a//b/./file"), "inside");
    EXPECT_EQ(opened("a/b/none"), failure(ENOENT));
    EXPECT_EQ(opened("a/b/file/more"), failure(ENOTDIR));
    EXPECT_EQ(opened(""), failure(ENOENT));
    EXPECT_EQ(opened("../secret"), failure(EXDEV));
    EXPECT_EQ(opened("a/../../secret"), failure(EXDEV));
    EXPECT_EQ(opened(place / "secret"), failure(EXDEV));
    for (auto const* link : {"up", "absolute", "folder-up/secret", "loop"}) {
        auto const result = opened(link);
        EXPECT_TRUE(result == failure(EXDEV) || result == failure(ELOOP)) << link << result;
    }
}

INSTANTIATE_TEST_SUITE_P(
    with_and_without_openat2,
    below_a_folder,
    ::testing::Values(&follow_inside, &refuse_links, &walk));

TEST(below_a_folder, links_that_stay_there_are_followed_if_the_kernel_can_tell)
{
    test::scratch place;
    test::write_file(place / "a/file", "inside");
    fs::create_symlink("a/../a/file", place / "link");
    EXPECT_EQ(outcome(&follow_inside, place.path(), "link"), "inside");
    EXPECT_EQ(outcome(&refuse_links, place.path(), "link"), failure(ELOOP));
    EXPECT_EQ(outcome(&walk, place.path(), "link"), failure(ELOOP));
}

TEST(below_a_folder, a_new_file_gets_the_mode)
{
    test::scratch place;
    unique_fd const root{::open(place.path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)};
    auto const flags = O_WRONLY | O_CREAT | O_CLOEXEC;
    EXPECT_TRUE(open_beneath(root.get(), "one", flags, links::refused, 0600));
    EXPECT_TRUE(open_beneath_without_links(root.get(), "two", flags, 0600));
    for (auto const* name : {"one", "two"})
        EXPECT_EQ(fs::status(place / name).permissions(), fs::perms{0600}) << name;
}

TEST(names, fold_alike_when_they_differ_in_case_or_form_alone)
{
    EXPECT_EQ(fold_name("File.TXT"), fold_name("file.txt"));
    EXPECT_EQ(fold_name("gr\u00fcn"), fold_name("GRu\u0308N"));
    EXPECT_EQ(fold_name("\u212b"), fold_name("\u00e5"));
    EXPECT_EQ(fold_name("A\xff"), fold_name("a\xff"));
    EXPECT_NE(fold_name("a\xff"), fold_name("a\xfe"));
    EXPECT_NE(fold_name("gr\u00fcn"), fold_name("grun"));
    EXPECT_EQ(fold_name(""), "");
}

}  // namespace
}  // namespace bt
