#include "fixture.hpp"

#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using lt::session_handle;
using op = lt::operation_t;

class removing : public ::testing::Test {
protected:
    void SetUp() override { EXPECT_EQ(what.write_all(), std::vector<std::string>{}); }
    [[nodiscard]] std::string part_file() const
    {
        for (auto const& each : fs::directory_iterator{place.path()})
            if (each.path().extension() == ".parts") return each.path();
        return {};
    }
    scratch place;
    engine in;
    payload what{
        in,
        {.save_path = place.path(),
         .files = {{"t/deep/er/a", block}, {"t/b", block}, {"t/unwanted", 2 * block}},
         .piece_length = 4 * block,
         .priorities = {lt::default_priority, lt::default_priority, lt::dont_download}}};
};

TEST_F(removing, leaves_nothing_of_the_torrent)
{
    EXPECT_NE(part_file(), "");
    EXPECT_EQ(what.remove_files(session_handle::delete_files), fine);
    EXPECT_TRUE(fs::is_empty(place.path()));
    EXPECT_EQ(what.remove_files(session_handle::delete_files), fine);
    EXPECT_EQ(what.read(0, 0, 10).error, trouble(ENOENT, 0, op::file_open));
    EXPECT_TRUE(in.disk().get_status(what.index()).empty());
}

TEST_F(removing, leaves_what_is_somebody_elses)
{
    write_file(place / "t/deep/foreign", "precious");
    write_file(place / "other", "precious");
    EXPECT_EQ(what.remove_files(session_handle::delete_files), fine);
    EXPECT_EQ(read_file(place / "t/deep/foreign"), "precious");
    EXPECT_EQ(read_file(place / "other"), "precious");
    EXPECT_FALSE(fs::exists(place / "t/deep/er"));
    EXPECT_FALSE(fs::exists(place / "t/b"));
    EXPECT_EQ(part_file(), "");
}

TEST_F(removing, may_be_of_the_part_file_alone)
{
    EXPECT_EQ(what.remove_files(session_handle::delete_partfile), fine);
    EXPECT_EQ(part_file(), "");
    EXPECT_EQ(what.read(0, 0, block).error, fine);
    EXPECT_EQ(what.read(0, 2 * block, block).error, trouble(ENOENT, 2, op::partfile_read));
}

TEST_F(removing, takes_a_link_and_not_what_it_leads_to)
{
    write_file(place / "victim", "precious");
    fs::remove(place / "t/b");
    fs::create_symlink("../victim", place / "t/b");
    EXPECT_EQ(what.remove_files(session_handle::delete_files), fine);
    EXPECT_EQ(read_file(place / "victim"), "precious");
    EXPECT_FALSE(fs::exists(place / "t"));
}

TEST_F(removing, goes_through_no_link)
{
    fs::create_directories(place / "elsewhere");
    fs::rename(place / "t/deep/er", place / "elsewhere/er");
    fs::remove(place / "t/deep");
    fs::create_directory_symlink("../elsewhere", place / "t/deep");
    EXPECT_EQ(what.remove_files(session_handle::delete_files), trouble(ELOOP, 0, op::file_remove));
    EXPECT_TRUE(fs::exists(place / "elsewhere/er/a"));
    EXPECT_FALSE(fs::exists(place / "t/b"));
}

TEST_F(removing, tells_the_first_trouble_and_goes_on)
{
    fs::remove(place / "t/deep/er/a");
    fs::create_directories(place / "t/deep/er/a");
    auto const said = what.remove_files(session_handle::delete_files);
    EXPECT_EQ(said, trouble(EISDIR, 0, op::file_remove));
    EXPECT_FALSE(fs::exists(place / "t/b"));
    EXPECT_EQ(part_file(), "");
}

}  // namespace
}  // namespace bt::test
