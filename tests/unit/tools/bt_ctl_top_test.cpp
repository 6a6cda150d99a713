#include <bt/base/text.hpp>

#include <gtest/gtest.h>

#include <bt-ctl/context.hpp>
#include <bt-ctl/top_keys.hpp>
#include <bt-ctl/top_view.hpp>

namespace bt_ctl {
namespace {

/// Without the sequences that highlight.
std::string plain(std::string const& line)
{
    std::string out;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '\x1b')
            at = line.find('m', at);
        else
            out.push_back(line[at]);
    }
    return out;
}

top_state many(int count)
{
    top_state out;
    out.session = "mirror";
    for (int i = 0; i < count; ++i) {
        top_row one;
        one.key = std::string(40, static_cast<char>('a' + i % 6)) + std::to_string(i);
        one.name = "torrent " + std::to_string(i);
        one.state = "seeding";
        one.up = i;
        one.size = std::int64_t{1} << 40;
        out.torrents[one.key] = one;
    }
    return out;
}

TEST(keys, are_found_in_what_a_terminal_sends)
{
    EXPECT_EQ(
        keys_in("q\x1b[A\x1bOB\x1b[5~\r\x7f"),
        (std::vector{
            static_cast<key>('q'), key::up, key::down, key::page_up, key::enter, key::erase}));
    EXPECT_EQ(keys_in("\x1b"), std::vector{key::escape});
    EXPECT_EQ(keys_in("\x1b[1;5Cx"), std::vector{static_cast<key>('x')});
    EXPECT_EQ(keys_in("\x1b["), std::vector<key>{});
    EXPECT_EQ(keys_in("ü"), std::vector{static_cast<key>(0xfc)});
    EXPECT_EQ(keys_in("\xff"), std::vector<key>{});
}

TEST(sizes, take_five_columns_at_most)
{
    EXPECT_EQ(compact(0), "0B");
    EXPECT_EQ(compact(999), "999B");
    EXPECT_EQ(compact(1000), "1.0K");
    EXPECT_EQ(compact(1536), "1.5K");
    EXPECT_EQ(compact(10239), "10K");
    for (std::int64_t size = 1; size > 0 && size < std::int64_t{1} << 61; size = size * 3 + 1)
        EXPECT_LE(compact(size).size(), 5U) << size;
}

TEST(the_screen, fits_any_terminal)
{
    for (auto const& size : {extent{80, 24}, extent{40, 5}, extent{200, 60}, extent{1, 1}}) {
        auto state = many(100);
        state.torrents.begin()->second.name = "\u4e2d\u6587" + std::string(300, 'x');
        settle(state, size);
        auto const lines = frame(state, size);
        EXPECT_LE(lines.size(), size.rows);
        for (auto const& each : lines)
            EXPECT_LE(bt::columns_of(plain(each)), size.columns) << each;
        state.open.emplace();
        state.open->peers.resize(100, parse(R"({"endpoint":"127.0.0.1:1","client":"\u001b[31m"})"));
        auto const details = frame(state, size);
        EXPECT_LE(details.size(), size.rows);
        for (auto const& each : details)
            EXPECT_LE(bt::columns_of(plain(each)), size.columns) << each;
    }
}

TEST(the_screen, shows_what_is_selected)
{
    extent const size{80, 24};
    auto state = many(100);
    state.by = sorting::up;
    settle(state, size);
    EXPECT_EQ(state.torrents[state.selected].name, "torrent 99");
    move(state, 50, size);
    EXPECT_EQ(state.torrents[state.selected].name, "torrent 49");
    EXPECT_LE(state.first, 50U);
    EXPECT_GT(state.first + room(size), 50U);
    move(state, -1000, size);
    EXPECT_EQ(state.first, 0U);
    move(state, 1000, size);
    EXPECT_EQ(state.torrents[state.selected].name, "torrent 0");
    state.torrents.erase(state.selected);
    settle(state, size);
    EXPECT_TRUE(state.torrents.contains(state.selected));
}

TEST(the_screen, leaves_out_what_the_filter_does_not_want)
{
    auto state = many(20);
    state.filter = "TORRENT 1";
    EXPECT_EQ(visible(state).size(), 11U);
    state.filter = "*7";
    EXPECT_EQ(visible(state).size(), 2U);
    state.filter = "no such";
    settle(state, {80, 24});
    EXPECT_EQ(state.selected, "");
    EXPECT_TRUE(plain(frame(state, {80, 24})[0]).starts_with("mirror: 0 of 20 torrents"));
}

TEST(the_order, is_by_one_column_and_can_be_turned_round)
{
    auto state = many(3);
    state.by = *sorting_named("up");
    EXPECT_EQ(visible(state).front()->name, "torrent 2");
    state.reverse = true;
    EXPECT_EQ(visible(state).front()->name, "torrent 0");
    auto by = sorting::name;
    for (int i = 0; i < 8; ++i)
        by = next(by);
    EXPECT_EQ(by, sorting::name);
    EXPECT_FALSE(sorting_named("colour"));
}

TEST(a_row, has_what_a_status_says)
{
    auto const row = row_of(parse(
        R"({"torrent":"k","name":"a\u0007b","state":"downloading","is_paused":true,"progress":0.5,)"
        R"("total_wanted":10,"total_done":4,"all_time_upload":2})"));
    EXPECT_EQ(row.name, "a\\x07b");
    EXPECT_EQ(row.state, "paused");
    EXPECT_TRUE(row.is_paused);
    EXPECT_DOUBLE_EQ(row.ratio, 0.5);
}

TEST(an_order, stands_until_the_session_says_that_it_is_so)
{
    auto state = many(1);
    auto const seeding = state.torrents.begin()->second;
    auto paused = seeding;
    paused.is_paused = true;
    paused.state = "paused";
    auto& row = state.torrents.begin()->second;

    take_order(row, true);
    take_status(state, seeding);
    EXPECT_EQ(shown_state(row), "paused");
    EXPECT_TRUE(is_or_will_be_paused(row));
    take_status(state, paused);
    EXPECT_FALSE(row.asked);

    take_order(row, false);
    take_status(state, paused);
    EXPECT_EQ(shown_state(row), "resuming");
    EXPECT_FALSE(is_or_will_be_paused(row));
    take_status(state, seeding);
    EXPECT_EQ(shown_state(row), "seeding");
}

TEST(an_order, that_comes_to_nothing_is_forgotten)
{
    auto state = many(1);
    auto& row = state.torrents.begin()->second;
    take_order(row, true);
    take_time(state);
    EXPECT_EQ(shown_state(row), "paused");
    for (int looks = 0; looks < 10; ++looks)
        take_time(state);
    EXPECT_EQ(shown_state(row), "seeding");
}

}  // namespace
}  // namespace bt_ctl
