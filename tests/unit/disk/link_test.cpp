#include "fixture.hpp"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using op = lt::operation_t;

shape two_deep(std::string const& where)
{
    return {.save_path = where, .files = {{"t/deep/file", 4 * block}, {"t/other", 4 * block}}};
}

/// Nothing goes in, whether it is told by a check or by a write, and what the link leads to is as
/// it was. Reading follows it, and what is read is hashed.
void expect_refused(scratch const& place, std::string const& victim)
{
    engine in;
    payload what{in, two_deep(place / "save")};
    auto const refused = trouble(ELOOP, 0, op::file_open);
    EXPECT_EQ(what.write(0, 0), refused);
    EXPECT_EQ(what.hash(0).error, too_short(0));
    EXPECT_EQ(what.check().error, refused);
    EXPECT_EQ(read_file(victim), "precious");
}

TEST(a_link_in_the_files_place, is_not_followed)
{
    for (bool const absolute : {true, false}) {
        scratch place;
        write_file(place / "victim", "precious");
        fs::create_directories(place / "save/t/deep");
        fs::create_symlink(
            absolute ? place / "victim" : "../../../victim", place / "save/t/deep/file");
        expect_refused(place, place / "victim");
    }
}

TEST(a_link_in_a_folders_place, is_not_followed)
{
    for (bool const absolute : {true, false}) {
        scratch place;
        write_file(place / "elsewhere/file", "precious");
        fs::create_directories(place / "save/t");
        fs::create_directory_symlink(
            absolute ? place / "elsewhere" : "../../elsewhere", place / "save/t/deep");
        expect_refused(place, place / "elsewhere/file");
    }
}

TEST(a_link_in_a_folders_place, is_not_followed_if_it_stays_inside)
{
    scratch place;
    write_file(place / "save/t/real/file", "precious");
    fs::create_directory_symlink("real", place / "save/t/deep");
    expect_refused(place, place / "save/t/real/file");
}

TEST(a_link_to_nothing, makes_no_file)
{
    scratch place;
    fs::create_directories(place / "save/t/deep");
    fs::create_symlink(place / "made", place / "save/t/deep/file");
    engine in;
    payload what{in, two_deep(place / "save")};
    EXPECT_EQ(what.write(0, 0), trouble(ELOOP, 0, op::file_open));
    EXPECT_FALSE(fs::exists(place / "made"));
}

TEST(a_save_path, may_be_a_link)
{
    scratch place;
    fs::create_directories(place / "real");
    fs::create_directory_symlink("real", place / "save");
    engine in;
    payload what{in, two_deep(place / "save")};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    EXPECT_TRUE(read_file(place / "real/t/deep/file") == what.file_bytes(0));
    EXPECT_EQ(what.read_piece(0).error, fine);
}

TEST(a_part_file, that_is_a_link_is_not_followed)
{
    scratch place;
    auto of = two_deep(place.path());
    of.priorities = {lt::dont_download};
    std::string name;
    {
        engine in;
        payload what{in, of};
        EXPECT_EQ(what.write(0, 0), fine);
        for (auto const& each : fs::directory_iterator{place.path()})
            name = each.path();
    }
    ASSERT_TRUE(name.ends_with(".parts")) << name;
    fs::rename(name, place / "victim");
    auto const before = read_file(place / "victim");
    fs::create_symlink("victim", name);
    engine in;
    payload what{in, of};
    EXPECT_EQ(what.write(0, 1), trouble(ELOOP, 0, op::partfile_write));
    EXPECT_EQ(what.read(0, 0, 10).error, trouble(ELOOP, 0, op::partfile_read));
    EXPECT_TRUE(read_file(place / "victim") == before);
}

TEST(a_pipe_in_the_files_place, is_no_file_and_holds_nobody_up)
{
    scratch place;
    fs::create_directories(place / "t/deep");
    ASSERT_EQ(::mkfifo((place / "t/deep/file").c_str(), 0600), 0);
    engine in;
    payload what{in, two_deep(place.path())};
    auto const no_file = trouble(disk::fault::not_a_file, 0, op::file_open);
    EXPECT_EQ(what.read(0, 0, 10).error, no_file);
    EXPECT_EQ(what.write(0, 0), no_file);
    EXPECT_EQ(what.hash(0).error, no_file);
    EXPECT_EQ(what.check().error, trouble(disk::fault::not_a_file, 0, op::file_stat));
}

TEST(a_folder_in_the_files_place, is_no_file)
{
    scratch place;
    fs::create_directories(place / "t/deep/file");
    engine in;
    payload what{in, two_deep(place.path())};
    auto const no_file = trouble(disk::fault::not_a_file, 0, op::file_open);
    EXPECT_EQ(what.read(0, 0, 10).error, no_file);
    EXPECT_EQ(what.hash(0).error, no_file);
    EXPECT_EQ(what.write(0, 0), trouble(EISDIR, 0, op::file_open));
    EXPECT_EQ(what.check().error, trouble(disk::fault::not_a_file, 0, op::file_stat));
}

TEST(a_device_in_the_files_place, is_no_file)
{
    scratch place;
    fs::create_directories(place / "t/deep");
    if (::mknod((place / "t/deep/file").c_str(), S_IFCHR | 0600, makedev(1, 5)) != 0)
        GTEST_SKIP() << "cannot make a device: not root?";
    engine in;
    payload what{in, two_deep(place.path())};
    EXPECT_EQ(what.read(0, 0, 10).error, trouble(disk::fault::not_a_file, 0, op::file_open));
}

}  // namespace
}  // namespace bt::test
