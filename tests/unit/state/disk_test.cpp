#include "fixture.hpp"
#include "support/mount.hpp"

#include <bt/state/store.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

namespace bt::state {
namespace {

namespace fs = std::filesystem;

struct a_store_on_a_disk : testing::Test {
    test::scratch place;
};

std::size_t whole_torrents_in(store& from)
{
    std::size_t count = 0;
    for (auto const& each : from.torrents())
        if (!each.damaged) ++count;
    return count;
}

TEST_F(a_store_on_a_disk, that_is_full_keeps_what_it_has_and_goes_on_when_there_is_room)
{
    test::memory_disk disk{place / "disk", "size=1m"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    auto const folder = disk.path() + "/mirror";
    auto kept = std::make_unique<store>(folder);
    (void)kept->begin_run();
    std::size_t saved = 0;
    auto const fill = [&] {
        for (int number = 0; number < 1000; ++number) {
            auto const two = std::vector{
                test::sample_torrent(2 * number, 10'000),
                test::sample_torrent(2 * number + 1, 10'000)};
            kept->put(two);
            saved += 2;
        }
    };
    auto const e = test::caught_error(fill);
    EXPECT_EQ(e.code(), exit_code::io) << e.what();
    EXPECT_GT(saved, 10U);
    EXPECT_LT(saved, 100U);
    EXPECT_EQ(whole_torrents_in(*kept), saved);
    ASSERT_TRUE(disk.set_options("size=8m"));
    kept->put(test::sample_torrents(200, 10'000));
    kept->end_run();
    kept.reset();
    EXPECT_EQ(test::ask(folder + "/session.db", "PRAGMA integrity_check"), "ok");
    store again{folder};
    EXPECT_EQ(whole_torrents_in(again), 200U);
}

TEST_F(a_store_on_a_disk, that_is_full_already_is_told)
{
    test::memory_disk disk{place / "disk", "size=256k"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    auto const folder = disk.path() + "/mirror";
    // From no room at all to enough: every step of making one fails once.
    int failed = 0;
    for (int pages = 64; pages >= 0; --pages) {
        test::write_file(
            disk.path() + "/pad", std::string(static_cast<unsigned>(pages) * 4096, 'x'));
        try {
            store kept{folder};
            kept.put(test::sample_torrents(1));
            EXPECT_EQ(whole_torrents_in(kept), 1U);
            break;
        } catch (error const& e) {
            EXPECT_EQ(e.code(), exit_code::io) << e.what();
            ++failed;
        }
    }
    EXPECT_GT(failed, 5);
    store kept{folder};
    EXPECT_EQ(whole_torrents_in(kept), 1U);
}

TEST_F(a_store_on_a_disk, that_is_read_only_is_told)
{
    test::memory_disk disk{place / "disk", "size=1m"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    auto const folder = disk.path() + "/mirror";
    {
        store kept{folder};
        kept.put(test::sample_torrents(3));
    }
    ASSERT_TRUE(disk.make_read_only());
    auto const e = test::caught_error([&] { store const kept{folder}; });
    EXPECT_EQ(e.code(), exit_code::io);
    EXPECT_EQ(e.what(), "cannot open session mirror: " + folder + "/lock: Read-only file system");
    auto const none = test::caught_error([&] { store const kept{disk.path() + "/new"}; });
    EXPECT_EQ(none.code(), exit_code::io);
    EXPECT_EQ(none.what(), "cannot make folder " + disk.path() + "/new: Read-only file system");
}

TEST_F(a_store_on_a_disk, where_it_may_not_write_is_told)
{
    constexpr uid_t nobody = 65534;
    auto const folder = place / "s";
    fs::create_directory(folder);
    fs::permissions(place.path(), fs::perms::all);
    fs::permissions(folder, fs::perms::owner_read | fs::perms::owner_exec);
    bool const is_root = ::geteuid() == 0;
    ASSERT_TRUE(!is_root || ::chown(folder.c_str(), nobody, nobody) == 0);
    test::forked other{[&](auto const& say) {
        // Root may write anywhere.
        if (is_root && ::setuid(nobody) != 0) return;
        auto const e = test::caught_error([&] { store const kept{folder}; });
        say(static_cast<int>(e.code()));
    }};
    EXPECT_EQ(other.listen(), static_cast<int>(exit_code::io));
}

TEST_F(a_store_on_a_disk, needs_a_few_descriptors_and_says_so)
{
    rlimit before{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
    int const first_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(first_free);
    int failed = 0;
    bool done = false;
    // The first open fails, then the second, until there are enough; in a new folder and again.
    for (int more = 0; more < 10 && !done; ++more) {
        auto limit = before;
        limit.rlim_cur = static_cast<rlim_t>(first_free + more);
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &limit), 0);
        try {
            store kept{place / "s"};
            kept.put(test::sample_torrents(2));
            done = true;
        } catch (error const& e) {
            EXPECT_EQ(e.code(), exit_code::io) << e.what();
            ++failed;
        }
        ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &before), 0);
    }
    EXPECT_TRUE(done);
    EXPECT_GE(failed, 2);
    store kept{place / "s"};
    EXPECT_EQ(whole_torrents_in(kept), 2U);
}

}  // namespace
}  // namespace bt::state
