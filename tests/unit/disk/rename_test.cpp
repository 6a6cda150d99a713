#include "fixture.hpp"

#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using op = lt::operation_t;

class a_renamed_file : public ::testing::Test {
protected:
    void fill() { EXPECT_EQ(what.write_all(), std::vector<std::string>{}); }
    void expect_all_there()
    {
        what.release();
        for (int piece = 0; piece < what.pieces(); ++piece) {
            EXPECT_EQ(what.read_piece(piece), (read_result{what.piece_bytes(piece), fine}))
                << piece;
        }
    }
    scratch place;
    std::string save = place / "save";
    engine in;
    payload what{in, {.save_path = save, .files = {{"t/deep/a", 3 * block}, {"t/b", 5 * block}}}};
};

TEST_F(a_renamed_file, is_in_another_folder_and_the_old_one_is_gone)
{
    fill();
    EXPECT_EQ(what.rename(0, "u/v/w/a"), fine);
    EXPECT_TRUE(read_file(save + "/u/v/w/a") == what.file_bytes(0));
    EXPECT_FALSE(fs::exists(save + "/t/deep"));
    EXPECT_TRUE(fs::exists(save + "/t/b"));
    expect_all_there();
    EXPECT_EQ(what.rename(0, "u/a"), fine);
    EXPECT_FALSE(fs::exists(save + "/u/v"));
    expect_all_there();
}

TEST_F(a_renamed_file, is_written_to_by_its_new_name)
{
    EXPECT_EQ(what.rename(0, "u/a"), fine);
    EXPECT_FALSE(fs::exists(save + "/u"));
    fill();
    EXPECT_TRUE(read_file(save + "/u/a") == what.file_bytes(0));
    EXPECT_FALSE(fs::exists(save + "/t/deep"));
    expect_all_there();
}

TEST_F(a_renamed_file, may_be_anywhere_that_a_user_says)
{
    fill();
    fs::create_directories(place / "other");
    EXPECT_EQ(what.rename(0, place / "other/new/a"), fine);
    EXPECT_TRUE(read_file(place / "other/new/a") == what.file_bytes(0));
    expect_all_there();
    EXPECT_EQ(what.rename(0, "back"), fine);
    EXPECT_TRUE(read_file(save + "/back") == what.file_bytes(0));
    expect_all_there();
}

TEST_F(a_renamed_file, may_keep_its_name)
{
    fill();
    EXPECT_EQ(what.rename(0, "t/deep/a"), fine);
    expect_all_there();
}

TEST_F(a_renamed_file, replaces_nobodys)
{
    fill();
    write_file(save + "/u", "precious");
    fs::create_symlink("nowhere", save + "/link");
    fs::create_directories(save + "/folder");
    for (auto const* name : {"u", "link", "folder"})
        EXPECT_EQ(what.rename(0, name), trouble(EEXIST, 0, op::file_rename)) << name;
    EXPECT_EQ(read_file(save + "/u"), "precious");
    EXPECT_TRUE(fs::is_symlink(save + "/link"));
    EXPECT_NE(what.rename(0, "t/b"), fine);
    expect_all_there();
}

TEST_F(a_renamed_file, stays_where_it_is_if_the_name_leads_out)
{
    for (bool const is_there : {false, true}) {
        if (is_there) fill();
        for (auto const* name : {"../x", "t/../../x", "..", "", "t/", "."})
            EXPECT_EQ(what.rename(0, name), trouble(EXDEV, 0, op::file_rename)) << name << is_there;
        EXPECT_FALSE(fs::exists(place / "x"));
    }
    expect_all_there();
}

TEST_F(a_renamed_file, does_not_go_through_a_link)
{
    fill();
    fs::create_directories(place / "elsewhere");
    fs::create_directory_symlink(place / "elsewhere", save + "/link");
    EXPECT_EQ(what.rename(0, "link/a"), trouble(ELOOP, 0, op::file_rename));
    EXPECT_TRUE(fs::is_empty(place / "elsewhere"));
    expect_all_there();
}

TEST_F(a_renamed_file, gets_no_name_that_another_of_the_torrent_has_or_will_have)
{
    auto const clash = trouble(disk::fault::clash, 0, op::file_rename);
    EXPECT_EQ(what.rename(0, "t/b"), clash);
    EXPECT_EQ(what.rename(0, "t/b/c"), clash);
    EXPECT_EQ(what.rename(0, "t"), clash);
    fill();
    expect_all_there();
    EXPECT_EQ(what.rename(0, "t/b"), clash);
    EXPECT_EQ(what.rename(0, "t/b-"), fine);
    expect_all_there();
}

TEST_F(a_renamed_file, that_the_torrent_does_not_have_is_none)
{
    EXPECT_EQ(what.rename(2, "x"), trouble(EINVAL, 2, op::file_rename));
    EXPECT_EQ(what.rename(-1, "x"), trouble(EINVAL, -1, op::file_rename));
}

TEST_F(a_renamed_file, to_a_folder_that_is_a_file_stays)
{
    fill();
    write_file(save + "/u", "precious");
    EXPECT_EQ(what.rename(0, "u/a"), trouble(ENOTDIR, 0, op::file_rename));
    expect_all_there();
}

}  // namespace
}  // namespace bt::test
