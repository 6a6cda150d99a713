#include "fixture.hpp"

#include <libtorrent/torrent_flags.hpp>

#include <sys/stat.h>

#include <cerrno>

namespace bt::test {
namespace {

namespace fs = std::filesystem;
using lt::status_t;
using op = lt::operation_t;

check_result fine_with(status_t status)
{
    return {status, fine};
}

check_result full_check_for(int file)
{
    return {
        status_t::need_full_check,
        trouble(lt::error_code{lt::errors::mismatching_file_size}, file, op::check_resume)};
}

class checking_files : public ::testing::Test {
protected:
    [[nodiscard]] static shape of(std::string const& where)
    {
        return {
            .save_path = where,
            .files = {
                {"t/a", 3 * block},
                {"t/empty", 0},
                {"t/dir/empty too", 0},
                {"t/b", 5 * block},
                {"t/.pad/5", block, lt::file_storage::flag_pad_file},
                {"t/link", 0, lt::file_storage::flag_symlink, "a"}}};
    }
    [[nodiscard]] lt::add_torrent_params resume_with(int pieces) const
    {
        lt::add_torrent_params out;
        out.have_pieces.resize(what.pieces());
        for (int piece = 0; piece < pieces; ++piece)
            out.have_pieces.set_bit(lt::piece_index_t{piece});
        return out;
    }
    void fill(std::string const& path, std::size_t blocks) const
    {
        write_file(place / ("save/" + path), std::string(blocks * block, 'x'));
    }

    scratch place;
    engine in;
    payload what{in, of(place / "save")};
};

TEST_F(checking_files, of_nothing_finds_nothing_to_check_and_makes_empty_files)
{
    EXPECT_EQ(what.check(), fine_with(status_t::no_error));
    EXPECT_EQ(fs::file_size(place / "save/t/empty"), 0U);
    EXPECT_EQ(fs::file_size(place / "save/t/dir/empty too"), 0U);
    EXPECT_FALSE(fs::exists(place / "save/t/a"));
    EXPECT_FALSE(fs::exists(place / "save/t/.pad"));
    EXPECT_FALSE(fs::exists(fs::symlink_status(place / "save/t/link")));
    EXPECT_EQ(what.check(), fine_with(status_t::no_error));
}

TEST_F(checking_files, of_any_file_asks_for_all_to_be_checked)
{
    fill("t/b", 1);
    EXPECT_EQ(what.check(), fine_with(status_t::need_full_check));
    lt::add_torrent_params const nothing;
    EXPECT_EQ(what.check(&nothing), fine_with(status_t::need_full_check));
}

TEST_F(checking_files, tells_of_a_file_that_is_too_long)
{
    fill("t/a", 4);
    EXPECT_EQ(what.check(), fine_with(status_t::need_full_check | status_t::oversized_file));
    fill("t/b", 5);
    fill("t/empty", 1);
    auto const all = resume_with(what.pieces());
    EXPECT_EQ(what.check(&all), fine_with(status_t::no_error | status_t::oversized_file));
}

TEST_F(checking_files, believes_resume_data_that_can_be_true)
{
    fill("t/a", 3);
    fill("t/b", 5);
    for (auto const& resume : {resume_with(what.pieces()), resume_with(1), resume_with(0)})
        EXPECT_EQ(what.check(&resume), fine_with(status_t::no_error));
    lt::add_torrent_params seed;
    seed.flags |= lt::torrent_flags::seed_mode;
    EXPECT_EQ(what.check(&seed), fine_with(status_t::no_error));
}

TEST_F(checking_files, does_not_believe_resume_data_of_a_file_that_is_not_there)
{
    fill("t/a", 3);
    auto const all = resume_with(what.pieces());
    EXPECT_EQ(what.check(&all), full_check_for(3));
    // The first piece is of the first file alone, the second of both.
    auto const one = resume_with(1);
    EXPECT_EQ(what.check(&one), fine_with(status_t::no_error));
    auto const two = resume_with(2);
    EXPECT_EQ(what.check(&two), full_check_for(3));
    lt::add_torrent_params seed;
    seed.flags |= lt::torrent_flags::seed_mode;
    EXPECT_EQ(what.check(&seed), full_check_for(3));
}

TEST_F(checking_files, does_not_believe_resume_data_of_all_when_a_file_is_short)
{
    fill("t/a", 3);
    fill("t/b", 4);
    auto const all = resume_with(what.pieces());
    EXPECT_EQ(what.check(&all), full_check_for(3));
    auto const two = resume_with(2);
    EXPECT_EQ(what.check(&two), fine_with(status_t::no_error));
}

TEST_F(checking_files, may_be_told_to_trust_resume_data)
{
    in.settings().set_bool(lt::settings_pack::no_recheck_incomplete_resume, true);
    in.disk().settings_updated();
    fill("t/a", 1);
    EXPECT_EQ(what.check(), fine_with(status_t::no_error));
}

TEST_F(checking_files, makes_no_unwanted_file)
{
    auto unwanted = of(place / "other");
    unwanted.priorities = priority_list(std::size_t{6}, lt::dont_download);
    unwanted.seed = 2;
    payload none{in, unwanted};
    EXPECT_EQ(none.check(), fine_with(status_t::no_error));
    EXPECT_FALSE(fs::exists(place / "other"));
    EXPECT_EQ(none.prioritise(priority_list(std::size_t{6}, lt::default_priority)), fine);
    EXPECT_TRUE(fs::exists(place / "other/t/empty"));
}

TEST_F(checking_files, takes_the_files_of_others_by_hard_link)
{
    fill("mine", 3);
    link_list links;
    links.push_back(place / "save/mine");
    EXPECT_EQ(what.check(nullptr, links), fine_with(status_t::need_full_check));
    struct stat one {};
    struct stat other {};
    ASSERT_EQ(::stat((place / "save/mine").c_str(), &one), 0);
    ASSERT_EQ(::stat((place / "save/t/a").c_str(), &other), 0);
    EXPECT_EQ(one.st_ino, other.st_ino);
    // What is there stays.
    EXPECT_EQ(what.check(nullptr, links), fine_with(status_t::need_full_check));
    link_list missing;
    missing.resize(3);
    missing.push_back(place / "save/none");
    EXPECT_EQ(
        what.check(nullptr, missing),
        (check_result{status_t::fatal_disk_error, trouble(ENOENT, 3, op::file_hard_link)}));
}

TEST_F(checking_files, fails_where_no_empty_file_can_be_made)
{
    write_file(place / "save/t", "in the way");
    EXPECT_EQ(
        what.check(),
        (check_result{status_t::fatal_disk_error, trouble(ENOTDIR, 0, op::file_stat)}));
}

std::string clash_of(std::vector<std::string> const& names)
{
    scratch place;
    engine in;
    shape of{.save_path = place / ""};
    for (auto const& name : names)
        of.files.push_back({name, block});
    payload what{in, of};
    auto const got = what.check();
    if (got.error == fine) return got.status == status_t::no_error ? fine : "?";
    EXPECT_EQ(got.status, status_t::fatal_disk_error);
    for (int file = 0; file < what.files().num_files(); ++file)
        if (got.error == trouble(disk::fault::clash, file, op::check_resume)) return "clash";
    return got.error;
}

TEST(names_that_clash, are_refused)
{
    EXPECT_EQ(clash_of({"t/a", "t/a"}), "clash");
    EXPECT_EQ(clash_of({"t/a", "t/b", "t/a"}), "clash");
    EXPECT_EQ(clash_of({"t/a", "t/a/b"}), "clash");
    EXPECT_EQ(clash_of({"t/a/b/c/d", "t/a"}), "clash");
    EXPECT_EQ(clash_of({"t/a", "t/a-b", "t/a/b"}), "clash");
    EXPECT_EQ(clash_of({"t/a/b", "t/a-b", "t/a "}), fine);
    EXPECT_EQ(clash_of({"t/a", "t/A", "t/ab", "t/b/a"}), fine);
}

}  // namespace
}  // namespace bt::test
