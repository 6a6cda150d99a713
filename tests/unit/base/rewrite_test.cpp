#include "support/files.hpp"

#include <bt/base/error.hpp>
#include <bt/base/rewrite.hpp>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

namespace bt {
namespace {

namespace fs = std::filesystem;

constexpr read_request how{"read", 1000};

std::string failure(auto const& call)
{
    try {
        call();
    } catch (error const& e) {
        return e.what();
    }
    return "none";
}

TEST(a_rewritten_file, keeps_permissions_links_and_leaves_nothing_beside_it)
{
    test::scratch const folder;
    auto const path = folder / "sub/x";
    test::write_file(path, "old");
    ::chmod(path.c_str(), 0640);
    fs::create_symlink("sub/x", folder / "link");
    rewritten_file file{folder / "link", how};
    EXPECT_EQ(file.bytes(), "old");
    file.replace("new");
    EXPECT_TRUE(fs::is_symlink(folder / "link"));
    EXPECT_EQ(test::read_file(path), "new");
    struct stat facts {};
    ASSERT_EQ(::stat(path.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 07777, 0640U);
    EXPECT_EQ(std::distance(fs::directory_iterator{folder / "sub"}, {}), 1);
}

TEST(a_rewritten_file, that_somebody_else_changed_is_left_alone)
{
    test::scratch const folder;
    auto const path = folder / "x";
    test::write_file(path, "old");
    rewritten_file file{path, how};
    test::write_file(path, "theirs");
    EXPECT_EQ(
        failure([&] { file.replace("new"); }),
        "cannot write " + path + ": somebody else has changed it meanwhile");
    EXPECT_EQ(test::read_file(path), "theirs");
    EXPECT_EQ(std::distance(fs::directory_iterator{folder.path()}, {}), 1);
}

TEST(a_rewritten_file, is_a_regular_file)
{
    test::scratch const folder;
    auto const pipe = folder / "pipe";
    ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
    auto const open = [](std::string const& path) {
        return failure([&] { rewritten_file{path, how}; });
    };
    EXPECT_EQ(open(pipe), "cannot write " + pipe + ": it is not a regular file");
    EXPECT_EQ(open("/dev/null"), "cannot write /dev/null: it is not a regular file");
    EXPECT_EQ(open(folder.path()), "cannot read " + folder.path().string() + ": Is a directory");
    EXPECT_EQ(
        open(folder / "none"), "cannot read " + (folder / "none") + ": No such file or directory");
}

}  // namespace
}  // namespace bt
