#include "asked_session.hpp"

#include <bt/session/torrent_files.hpp>
#include <bt/session/torrent_lists.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace bt::session {
namespace {

using std::chrono::milliseconds;
using test::code_of;
using test::huge;
using files_of_a_torrent = test::asked_session;
namespace ev = record::event;

/// A torrent that has nothing, and nobody to get it from.
class a_torrent_without_content : public test::asked_session {
protected:
    a_torrent_without_content()
        : empty{host().add(other.meta(), {.save_path = place / "to"})}
    {
        EXPECT_TRUE(
            test::until({&node_}, [&] { return node_.status(empty).state == "downloading"; }));
    }
    [[nodiscard]] std::vector<std::int64_t> priorities()
    {
        std::vector<std::int64_t> out;
        for (auto const& each : files(host(), empty))
            out.push_back(each.priority.value_or(-1));
        return out;
    }
    [[nodiscard]] bool until_told()
    {
        auto const before = told;
        return test::until(
            {&node_}, [&] { return (told = node_.count<ev::file_prio>()) > before; });
    }

    test::sample_torrent other{test::format::v1};
    torrent_id empty;
    std::size_t told = 0;
};

TEST_F(a_torrent_without_content, has_priorities_of_files)
{
    std::vector<int> const wanted{7, 0, 1};
    set_file_priorities(host(), empty, wanted);
    ASSERT_TRUE(until_told());
    EXPECT_EQ(priorities(), (std::vector<std::int64_t>{7, 0, 1, 4, 4}));
    set_file_priority(host(), empty, 4, 2);
    ASSERT_TRUE(until_told());
    EXPECT_EQ(priorities(), (std::vector<std::int64_t>{7, 0, 1, 4, 2}));
    for (auto const bad : {-1, 8, huge}) {
        std::vector<int> const list{0, bad};
        EXPECT_EQ(code_of([&] { set_file_priorities(host(), empty, list); }), exit_code::usage);
        EXPECT_EQ(code_of([&] { set_file_priority(host(), empty, 0, bad); }), exit_code::usage);
    }
    for (auto const bad : {-1, 5, huge})
        EXPECT_EQ(
            code_of([&] { set_file_priority(host(), empty, bad, 0); }, "is not between 0 and 4"),
            exit_code::usage);
    std::vector<int> const many(6, 0);
    EXPECT_EQ(
        code_of([&] { set_file_priorities(host(), empty, many); }, "it has 5 files, not 6"),
        exit_code::usage);
    EXPECT_EQ(priorities(), (std::vector<std::int64_t>{7, 0, 1, 4, 2}));
    set_file_priorities(host(), empty, {});
    ASSERT_TRUE(until_told());
    EXPECT_EQ(priorities(), (std::vector<std::int64_t>{4, 4, 4, 4, 4}));
}

TEST_F(a_torrent_without_content, has_priorities_of_pieces)
{
    set_piece_priority(host(), empty, 1, 7);
    set_piece_priority(host(), empty, 2, 0);
    auto const all = pieces(host(), empty);
    ASSERT_EQ(all.size(), static_cast<std::size_t>(other.pieces()));
    EXPECT_EQ(all[0].priority, 4);
    EXPECT_EQ(all[1].priority, 7);
    EXPECT_EQ(all[2].priority, 0);
    for (auto const bad : {-1, other.pieces(), huge})
        EXPECT_EQ(code_of([&] { set_piece_priority(host(), empty, bad, 1); }), exit_code::usage);
    EXPECT_EQ(code_of([&] { set_piece_priority(host(), empty, 0, 8); }), exit_code::usage);
}

// A piece with a deadline is the first of all: that is what can be seen of it.
TEST_F(a_torrent_without_content, takes_deadlines_of_pieces)
{
    set_piece_deadline(host(), empty, 3, milliseconds{1000});
    EXPECT_EQ(pieces(host(), empty)[3].priority, 7);
    reset_piece_deadline(host(), empty, 3);
    set_piece_deadline(host(), empty, 2, milliseconds{0});
    clear_piece_deadlines(host(), empty);
    reset_piece_deadline(host(), empty, 0);
    for (auto const bad : {-1, other.pieces(), huge}) {
        EXPECT_EQ(
            code_of([&] { set_piece_deadline(host(), empty, bad, milliseconds{1}); }),
            exit_code::usage);
        EXPECT_EQ(code_of([&] { reset_piece_deadline(host(), empty, bad); }), exit_code::usage);
    }
    for (auto const bad : {milliseconds{-1}, milliseconds::max()})
        EXPECT_EQ(code_of([&] { set_piece_deadline(host(), empty, 0, bad); }), exit_code::usage);
    set_piece_deadline(host(), id, 0, milliseconds{0});
}

TEST_F(files_of_a_torrent, cannot_be_chosen_before_there_is_metadata)
{
    auto const bare = link();
    auto const words = std::string{"has no metadata yet"};
    std::vector<int> const list{0};
    auto const missing = exit_code::not_found;
    EXPECT_EQ(code_of([&] { set_file_priorities(host(), bare, list); }, words), missing);
    EXPECT_EQ(code_of([&] { set_file_priority(host(), bare, huge, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { set_piece_priority(host(), bare, 0, 0); }, words), missing);
    EXPECT_EQ(code_of([&] { set_piece_deadline(host(), bare, 0, {}); }, words), missing);
    EXPECT_EQ(code_of([&] { clear_piece_deadlines(host(), bare); }, words), missing);
    EXPECT_EQ(code_of([&] { rename_file(host(), bare, 0, "x"); }, words), missing);
    EXPECT_EQ(code_of([&] { flush_cache(host(), bare); }, words), missing);
    EXPECT_EQ(code_of([&] { flush_cache(host(), 0); }, "not in the session"), missing);
}

TEST_F(a_torrent_without_content, is_moved)
{
    auto const where = place / "elsewhere";
    move_storage(host(), empty, where);
    ASSERT_TRUE(test::until({&node_}, [&] { return node_.count<ev::storage_moved>() > 0; }));
    EXPECT_EQ(node_.status(empty).save_path, where);
    for (auto const& bad : std::vector<std::string>{
             "", "here", "../x", std::string{"/a\0b", 4}, "/" + std::string(5000, 'x')})
        EXPECT_EQ(
            code_of([&] { move_storage(host(), empty, bad); }, "is no absolute path"),
            exit_code::usage);
    EXPECT_EQ(node_.status(empty).save_path, where);
}

TEST_F(a_torrent_without_content, has_content_that_goes_with_it)
{
    test::node third;
    auto const got =
        third.get().add(sample.meta(), {.save_path = place / "a", .peers = {node_.address()}});
    ASSERT_TRUE(test::until({&node_, &third}, [&] { return third.status(got).is_finished; }));
    flush_cache(third.get(), got);
    ASSERT_TRUE(test::until({&third}, [&] { return third.count<ev::cache_flushed>() > 0; }));
    test::write_file(place / "b/t/a.bin", "mine");
    move_storage(third.get(), got, place / "b", move_mode::fail_if_exist);
    ASSERT_TRUE(test::until({&third}, [&] { return third.count<ev::storage_moved_failed>() > 0; }));
    EXPECT_EQ(test::read_file(place / "b/t/a.bin"), "mine");
    move_storage(third.get(), got, place / "c");
    ASSERT_TRUE(test::until({&third}, [&] { return third.count<ev::storage_moved>() > 0; }));
    EXPECT_FALSE(std::filesystem::exists(place / "a/t/a.bin"));
    EXPECT_EQ(test::read_file(place / "c/t/a.bin"), test::read_file(sample.folder() + "/t/a.bin"));
}

TEST_F(a_torrent_without_content, has_files_that_are_renamed_within_its_folder)
{
    rename_file(host(), empty, 0, "u/new.bin");
    ASSERT_TRUE(test::until({&node_}, [&] { return node_.count<ev::file_renamed>() > 0; }));
    EXPECT_EQ(files(host(), empty)[0].path, "u/new.bin");
    auto const before = files(host(), empty)[1].path;
    for (auto const& bad : std::vector<std::string>{
             "",
             ".",
             "..",
             "../x",
             "a/../../x",
             "a/..",
             "/etc/x",
             "a//b",
             "a/",
             "./a",
             std::string{"a\0b", 3},
             std::string(256, 'x'),
             std::string(5000, 'x') + "/y"})
        EXPECT_EQ(
            code_of([&] { rename_file(host(), empty, 1, bad); }, "is no path below"),
            exit_code::usage)
            << bad;
    for (auto const* const taken : {"u/new.bin", "u", "u/new.bin/x"})
        EXPECT_EQ(
            code_of([&] { rename_file(host(), empty, 1, taken); }, "is in the way"),
            exit_code::usage)
            << taken;
    for (auto const bad : {-1, 5, huge})
        EXPECT_EQ(code_of([&] { rename_file(host(), empty, bad, "x"); }), exit_code::usage);
    EXPECT_EQ(files(host(), empty)[1].path, before);
    EXPECT_EQ(node_.count<ev::file_renamed>(), 1U);
}

TEST_F(files_of_a_torrent, that_are_padding_keep_their_names)
{
    int padding = -1;
    for (auto const& each : files(host(), id))
        if (each.pad_file) padding = static_cast<int>(each.index);
    ASSERT_GE(padding, 0);
    EXPECT_EQ(
        code_of([&] { rename_file(host(), id, padding, "x"); }, "is padding"), exit_code::usage);
}

}  // namespace
}  // namespace bt::session
