#include <bt/session/room_watch.hpp>

#include <gtest/gtest.h>

#include <cerrno>
#include <map>

namespace bt::session {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

lt::error_code number(int of)
{
    return {of, lt::generic_category()};
}

class a_watch_for_room : public testing::Test {
protected:
    static constexpr std::int64_t mebibyte = 1024 * 1024;
    static constexpr std::uint32_t nobody = 0;  // the id of no torrent

    void meet(int reason) { watch.on_error({}, number(reason), "folder"); }

    std::map<std::string, std::int64_t> room{{"folder", 1000}};
    int asked = 0;
    room_watch watch{[this](std::string const& folder) {
        ++asked;
        return room.at(folder);
    }};
    room_watch::clock::time_point const start = room_watch::clock::now();
};

TEST_F(a_watch_for_room, waits_after_a_full_disk_and_an_exhausted_quota_alone)
{
    for (int const reason : {EIO, EACCES, EROFS, EFBIG, ENOMEM}) {
        meet(reason);
        EXPECT_FALSE(watch.is_waiting(nobody)) << reason;
    }
    watch.on_error({}, lt::error_code{ENOSPC, lt::libtorrent_category()}, "folder");
    EXPECT_FALSE(watch.is_waiting(nobody));
    meet(ENOSPC);
    EXPECT_TRUE(watch.is_waiting(nobody));
    watch.forget(nobody);
    EXPECT_FALSE(watch.is_waiting(nobody));
    meet(EDQUOT);
    EXPECT_TRUE(watch.is_waiting(nobody));
}

TEST_F(a_watch_for_room, goes_on_when_there_is_a_mebibyte_more)
{
    meet(ENOSPC);
    room["folder"] += mebibyte - 1;
    watch.look(start + seconds{1});
    EXPECT_TRUE(watch.is_waiting(nobody));
    room["folder"] += 1;
    watch.look(start + seconds{2});
    EXPECT_FALSE(watch.is_waiting(nobody));
}

TEST_F(a_watch_for_room, compares_with_the_first_time_it_was_full)
{
    meet(ENOSPC);
    room["folder"] += mebibyte;
    meet(ENOSPC);
    watch.look(start + seconds{1});
    EXPECT_FALSE(watch.is_waiting(nobody));
}

TEST_F(a_watch_for_room, looks_once_a_second_at_most_and_only_if_somebody_waits)
{
    watch.look(start);
    EXPECT_EQ(asked, 0);
    meet(ENOSPC);
    asked = 0;
    watch.look(start);
    watch.look(start + milliseconds{999});
    EXPECT_EQ(asked, 1);
    watch.look(start + seconds{1});
    EXPECT_EQ(asked, 2);
}

TEST_F(a_watch_for_room, tries_a_quota_after_half_a_minute)
{
    meet(EDQUOT);
    EXPECT_EQ(asked, 0);
    watch.look(start + seconds{29});
    EXPECT_TRUE(watch.is_waiting(nobody));
    // The watch has its own look at the clock when the error comes, which was after `start`.
    watch.look(start + seconds{60});
    EXPECT_FALSE(watch.is_waiting(nobody));
}

TEST(a_watch_of_the_file_system, asks_it)
{
    room_watch watch;
    watch.on_error({}, number(ENOSPC), "/tmp");
    EXPECT_TRUE(watch.is_waiting(0));
    watch.on_error({}, number(ENOSPC), "/nowhere/at/all");
    watch.look(room_watch::clock::now());
    watch.forget(0);
    EXPECT_FALSE(watch.is_waiting(0));
}

}  // namespace
}  // namespace bt::session
