#include "fixture.hpp"

#include <bt/state/store.hpp>

#include <unistd.h>

#include <chrono>
#include <random>
#include <set>
#include <thread>

namespace bt::state {
namespace {

using std::chrono::milliseconds;

constexpr int count = 40;

/// All of one generation, which every row tells in each of its parts.
std::vector<saved_torrent> generation(int number)
{
    auto out = test::sample_torrents(count, static_cast<std::size_t>(2000 + number % 5 * 1000));
    for (auto& each : out) {
        each.category = std::to_string(number);
        each.resume += each.category;
        each.files.assign(static_cast<std::size_t>(number % 7), {.size = number});
    }
    return out;
}

/// The one generation that is in it; -1 if there is none.
int generation_in(store& kept)
{
    std::set<std::string> categories;
    auto const found = kept.torrents();
    for (auto const& [torrent, damaged] : found) {
        EXPECT_FALSE(damaged) << torrent.key;
        EXPECT_TRUE(torrent.resume.ends_with(torrent.category));
        categories.insert(torrent.category);
    }
    if (found.empty()) return -1;
    EXPECT_EQ(found.size(), static_cast<std::size_t>(count));
    EXPECT_EQ(categories.size(), 1U) << "two transactions in one";
    return std::stoi(*categories.begin());
}

void save_for_ever(std::string const& folder, int from, std::function<void(int)> const& say)
{
    store kept{folder};
    (void)kept.begin_run();
    say(-2);
    for (int number = from;; ++number) {
        auto const torrents = generation(number);
        kept.put(torrents);
        say(number);
    }
}

TEST(a_killed_process, leaves_the_old_or_the_new_and_nothing_else)
{
    test::scratch place;
    auto const folder = place / "s";
    std::mt19937 random{7};
    int last = -1;
    int puts = 0;
    for (int round = 0; round < 20; ++round) {
        test::forked other{[&](auto const& say) { save_for_ever(folder, last + 1, say); }};
        // In the first rounds perhaps while it is still being opened.
        if (round >= 4) {
            ASSERT_EQ(other.listen(), -2);
        }
        std::this_thread::sleep_for(milliseconds{random() % 60});
        other.kill();
        int told = last;
        while (auto const said = other.listen())
            if (*said != -2) {
                told = *said;
                ++puts;
            }
        store kept{folder};
        auto const found = generation_in(kept);
        EXPECT_GE(found, told) << "what was told to be saved is not there";
        EXPECT_LE(found, told + 1);
        last = found;
        EXPECT_TRUE(round < 4 || !kept.begin_run()) << "nobody noticed";
    }
    // A busy disk syncs once in some milliseconds.
    EXPECT_GT(puts, 5) << "killed too early to mean anything";
    EXPECT_EQ(test::ask(folder + "/session.db", "PRAGMA integrity_check"), "ok");
}

TEST(a_killed_process, that_made_its_session_leaves_one_that_opens)
{
    test::scratch place;
    std::mt19937 random{8};
    for (int round = 0; round < 20; ++round) {
        auto const folder = place / std::to_string(round);
        test::forked other{[&](auto const& say) { save_for_ever(folder, 0, say); }};
        std::this_thread::sleep_for(std::chrono::microseconds{random() % 20'000});
        other.kill();
        store kept{folder};
        EXPECT_GE(generation_in(kept), -1);
    }
}

}  // namespace
}  // namespace bt::state
