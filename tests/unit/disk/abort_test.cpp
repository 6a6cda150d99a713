#include "fixture.hpp"

namespace bt::test {
namespace {

shape four_pieces(std::string const& where)
{
    return {.save_path = where, .files = {{"t", 16 * block}}, .piece_length = 4 * block};
}

class the_end : public ::testing::TestWithParam<bool> {};

TEST_P(the_end, writes_what_is_queued_and_tells_everyone)
{
    scratch place;
    engine in;
    payload what{in, four_pieces(place / "")};
    int left = 16;
    auto gate = what.hold();
    for (int i = 0; i < 16; ++i)
        what.start_write(i / 4, i % 4, [&](std::string const& each) {
            EXPECT_EQ(each, fine);
            --left;
        });
    gate.open();
    in.abort(GetParam());
    EXPECT_TRUE(in.run_until([&] { return left == 0; }));
    EXPECT_TRUE(read_file(what.path(0)) == what.file_bytes(0));
}

TEST_P(the_end, gives_up_hashing)
{
    scratch place;
    engine in;
    payload what{in, four_pieces(place / "")};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    auto gate = what.hold();
    std::vector<std::string> said;
    for (int i = 0; i < 4; ++i) {
        what.start_hash(i, {}, [&](hash_result const& got) { said.push_back(got.error); });
        what.start_hash2(i, 0, [&](hash_result const& got) { said.push_back(got.error); });
    }
    in.abort(false);
    gate.open();
    in.abort(GetParam());
    EXPECT_TRUE(in.run_until([&] { return said.size() == 8; }));
    EXPECT_EQ(said, std::vector(8, given_up));
}

TEST_P(the_end, leaves_fences_and_reads_their_turn)
{
    scratch place;
    engine in;
    payload what{in, four_pieces(place / "")};
    EXPECT_EQ(what.write_all(), std::vector<std::string>{});
    what.release();
    auto gate = what.hold();
    int left = 3;
    what.start_read(0, 0, 10, [&](read_result const& got) {
        EXPECT_EQ(got, (read_result{what.bytes(0, 0, 10), fine}));
        --left;
    });
    in.disk().async_release_files(what.index(), [&] { --left; });
    what.start_write(1, 1, [&](std::string const& each) {
        EXPECT_EQ(each, fine);
        --left;
    });
    in.abort(false);
    gate.open();
    in.abort(GetParam());
    EXPECT_TRUE(in.run_until([&] { return left == 0; }));
}

INSTANTIATE_TEST_SUITE_P(waited_for_or_not, the_end, ::testing::Bool());

TEST(after_the_end, every_job_is_given_up_and_told)
{
    scratch place;
    engine in;
    payload what{in, four_pieces(place / "")};
    in.abort(true);
    EXPECT_EQ(what.write(0, 0), given_up);
    EXPECT_EQ(what.write(0, 0), given_up);
    EXPECT_EQ(what.write(0, 1), given_up);
    EXPECT_EQ(what.read(0, 0, 10).error, given_up);
    EXPECT_EQ(what.hash(0).error, given_up);
    EXPECT_EQ(what.hash2(0, 0).error, given_up);
    EXPECT_EQ(what.check().error, given_up);
    EXPECT_EQ(what.move(place / "to", lt::move_flags_t::dont_replace).error, given_up);
    EXPECT_EQ(what.rename(0, "u"), given_up);
    EXPECT_EQ(what.remove_files(lt::session_handle::delete_files), given_up);
    EXPECT_EQ(what.prioritise({}), given_up);
    EXPECT_EQ(finish(in, what), given_up);
    what.release();
    std::string said;
    in.door().sync(what.info_hash(), [&](auto const& got) { said = told(got.error); });
    EXPECT_EQ(said, given_up);
    EXPECT_FALSE(std::filesystem::exists(place / "t"));
}

TEST(after_the_end, nothing_is_counted_as_queued)
{
    scratch place;
    engine in;
    payload what{in, four_pieces(place / "")};
    in.abort(true);
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(what.write(0, i), given_up);
    // The blocks are gone with their torrent: the engine sees to that.
    what.remove();
}

TEST(a_control, without_its_session_or_torrent_gives_up)
{
    disk::control const alone;
    EXPECT_EQ(told(alone.finish({})), given_up);
    std::string said;
    alone.sync({}, [&](auto const& got) { said = told(got.error); });
    EXPECT_EQ(said, given_up);
    engine in;
    EXPECT_EQ(told(in.door().finish({})), given_up);
    in.door().sync({}, [&](auto const& got) { said = told(got.error) + "!"; });
    EXPECT_EQ(said, given_up + "!");
}

TEST(a_control, waits_for_nobody_when_the_session_ends)
{
    scratch place;
    std::vector<std::string> said;
    {
        engine in;
        payload what{in, four_pieces(place / "")};
        auto gate = what.hold();
        for (int i = 0; i < 3; ++i)
            in.door().sync(
                what.info_hash(), [&](auto const& got) { said.push_back(told(got.error)); });
        in.abort(false);
        gate.open();
    }
    EXPECT_EQ(said, std::vector(3, fine));
}

}  // namespace
}  // namespace bt::test
