#include "fixture.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <tuple>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using flags = lt::file_storage;
using op = lt::operation_t;

std::string finished(std::string const& where, std::vector<file_shape> const& files)
{
    engine in;
    payload what{in, {.save_path = where, .files = files}};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    return finish(in, what);
}

/// `to` is from the torrent's own folder, as BEP 47 has it.
std::string linked(std::string const& where, std::string const& name, std::string const& to)
{
    return finished(where, {{"t/a", block}, {name, 0, flags::flag_symlink, to}});
}

TEST(a_file, that_was_longer_is_cut_at_the_end)
{
    scratch place;
    write_file(place / "t/a", std::string(3 * block, 'x'));
    write_file(place / "t/b", std::string(10, 'x'));
    EXPECT_EQ(finished(place.path(), {{"t/a", block}, {"t/b", block}}), fine);
    EXPECT_EQ(fs::file_size(place / "t/a"), std::uintmax_t{block});
    EXPECT_EQ(fs::file_size(place / "t/b"), std::uintmax_t{block});
}

TEST(a_file, that_is_not_wanted_is_not_cut)
{
    scratch place;
    write_file(place / "t/a", std::string(3 * block, 'x'));
    engine in;
    shape const of{
        .save_path = place.path(), .files = {{"t/a", block}}, .priorities = {lt::dont_download}};
    payload unwanted{in, of};
    EXPECT_EQ(finish(in, unwanted), fine);
    EXPECT_EQ(fs::file_size(place / "t/a"), std::uintmax_t{3 * block});
}

TEST(an_executable_file, may_be_run_by_those_who_may_read_it)
{
    for (auto const& [umask, mode] :
         {std::pair{0022U, 0755U}, std::pair{0027U, 0750U}, std::pair{0077U, 0700U}}) {
        scratch place;
        auto const before = ::umask(umask);
        EXPECT_EQ(
            finished(place.path(), {{"t/run", block, flags::flag_executable}, {"t/no", block}}),
            fine);
        ::umask(before);
        EXPECT_EQ(fs::status(place / "t/run").permissions(), fs::perms{mode});
        EXPECT_EQ(fs::status(place / "t/no").permissions(), fs::perms{0666 & ~umask});
    }
}

TEST(an_executable_file, that_is_not_there_or_not_wanted)
{
    scratch place;
    engine in;
    shape of{.save_path = place.path(), .files = {{"t/run", block, flags::flag_executable}}};
    payload what{in, of};
    EXPECT_EQ(finish(in, what), trouble(ENOENT, 0, op::file_open));
    of.priorities = {lt::dont_download};
    of.seed = 2;
    payload unwanted{in, of};
    EXPECT_EQ(finish(in, unwanted), fine);
}

TEST(a_link_of_a_torrent, is_relative_and_inside)
{
    for (auto const& [name, to, text] :
         {std::tuple{"t/link", "a", "a"},
          std::tuple{"t/x/y/link", "a", "../../a"},
          std::tuple{"t/x/link", "x/b/c", "b/c"},
          std::tuple{"t/x/link", "y", "../y"},
          std::tuple{"t/link", "none", "none"}}) {
        scratch place;
        EXPECT_EQ(linked(place.path(), name, to), fine) << name;
        EXPECT_EQ(fs::read_symlink(place / name).string(), text);
        EXPECT_EQ(linked(place.path(), name, to), fine) << "again";
    }
}

TEST(a_link_of_a_torrent, that_leads_out_is_not_made)
{
    for (auto const* to : {"../secret", "x/../../secret", "/etc/passwd", ".", ".."}) {
        scratch place;
        EXPECT_EQ(linked(place.path(), "t/link", to), trouble(EXDEV, 1, op::symlink)) << to;
        EXPECT_FALSE(fs::exists(fs::symlink_status(place / "t/link"))) << to;
    }
}

TEST(a_link_of_a_torrent, replaces_nothing)
{
    scratch place;
    write_file(place / "t/link", "precious");
    EXPECT_EQ(linked(place.path(), "t/link", "a"), trouble(EEXIST, 1, op::symlink));
    EXPECT_EQ(read_file(place / "t/link"), "precious");
    fs::remove(place / "t/link");
    fs::create_symlink("elsewhere", place / "t/link");
    EXPECT_EQ(linked(place.path(), "t/link", "a"), trouble(EEXIST, 1, op::symlink));
    EXPECT_EQ(fs::read_symlink(place / "t/link").string(), "elsewhere");
}

TEST(a_link_of_a_torrent, is_not_made_through_another)
{
    scratch place;
    fs::create_directories(place / "elsewhere");
    fs::create_directories(place / "t");
    fs::create_directory_symlink("../elsewhere", place / "t/dir");
    EXPECT_EQ(linked(place.path(), "t/dir/link", "a"), trouble(ELOOP, 1, op::symlink));
    EXPECT_TRUE(fs::is_empty(place / "elsewhere"));
}

}  // namespace
}  // namespace bt::test
