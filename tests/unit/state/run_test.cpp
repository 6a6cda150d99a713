#include "fixture.hpp"

#include <bt/state/store.hpp>

namespace bt::state {
namespace {

struct a_run : testing::Test {
    test::scratch place;
    std::string folder = place / "s";
    std::vector<saved_torrent> torrents = test::sample_torrents(3);

    /// Which torrents are clean, by position.
    static std::string clean(store& in)
    {
        std::string out;
        for (auto const& each : in.torrents())
            out += each.torrent.clean ? 'c' : '-';
        return out;
    }
};

TEST_F(a_run, that_ended_in_order_leaves_clean_torrents)
{
    {
        store kept{folder};
        EXPECT_TRUE(kept.begin_run()) << "nothing was cut short before";
        kept.put(torrents);
        EXPECT_EQ(clean(kept), "---") << "it has not ended";
        kept.end_run();
        EXPECT_EQ(clean(kept), "ccc");
    }
    for (int times = 0; times < 3; ++times) {
        store kept{folder};
        EXPECT_EQ(clean(kept), "ccc");
        EXPECT_TRUE(kept.begin_run());
        EXPECT_EQ(clean(kept), "ccc");
        kept.put({&torrents[1], 1});
        EXPECT_EQ(clean(kept), "c-c");
        kept.end_run();
    }
}

TEST_F(a_run, that_was_cut_short_leaves_none)
{
    {
        store kept{folder};
        EXPECT_TRUE(kept.begin_run());
        kept.put(torrents);
        kept.end_run();
    }
    for (int times = 0; times < 3; ++times) {
        store kept{folder};
        EXPECT_EQ(kept.begin_run(), times == 0);
        kept.put({&torrents[0], 1});
        EXPECT_EQ(clean(kept), times == 0 ? "-cc" : "---");
    }
    {
        store kept{folder};
        EXPECT_EQ(clean(kept), "---");
        EXPECT_FALSE(kept.begin_run());
        kept.put({&torrents[2], 1});
        kept.end_run();
        EXPECT_EQ(clean(kept), "--c") << "only what was put since is known";
    }
    store kept{folder};
    EXPECT_TRUE(kept.begin_run());
    EXPECT_EQ(clean(kept), "--c");
}

TEST_F(a_run, is_what_decides_not_what_is_said)
{
    for (auto& each : torrents)
        each.clean = true;
    {
        store kept{folder};
        kept.put({&torrents[0], 1});  // in no run
        (void)kept.begin_run();
        kept.put({&torrents[1], 1});
        kept.end_run();
        kept.put({&torrents[2], 1});
    }
    store kept{folder};
    EXPECT_EQ(clean(kept), "-c-");
}

TEST_F(a_run, leaves_no_more_than_is_of_use)
{
    for (int times = 0; times < 50; ++times) {
        store kept{folder};
        (void)kept.begin_run();
        if (times % 7 != 0) kept.end_run();
    }
    EXPECT_EQ(test::ask(folder + "/session.db", "SELECT count(*) FROM runs"), "2");
    EXPECT_EQ(test::ask(folder + "/session.db", "SELECT max(id) FROM runs"), "50");
}

}  // namespace
}  // namespace bt::state
