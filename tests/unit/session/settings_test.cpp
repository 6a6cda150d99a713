#include <bt/base/error.hpp>
#include <bt/base/version.hpp>
#include <bt/session/preset.hpp>
#include <bt/session/setting_list.hpp>
#include <bt/session/setting_table.hpp>
#include <bt/session/settings.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>

namespace bt::session {
namespace {

using pack = lt::settings_pack;

std::string line_of(preset_row const& row)
{
    return std::string{row.name} + "=" + std::string{row.value};
}

TEST(base_settings, say_who_we_are)
{
    auto const settings = base_settings();
    EXPECT_EQ(settings.get_str(pack::user_agent), "bt-tools/" + std::string{version()});
    auto const print = settings.get_str(pack::peer_fingerprint);
    EXPECT_EQ(print.size(), 8U);
    EXPECT_TRUE(print.starts_with("-bT")) << print;
    EXPECT_TRUE(print.ends_with('-')) << print;
}

TEST(base_settings, have_room_for_the_events_of_ten_thousand_torrents)
{
    EXPECT_GE(base_settings().get_int(pack::alert_queue_size), 10 * 10000);
}

TEST(base_settings, are_all_in_the_table)
{
    std::set<std::string> known;
    for (auto const& each : list_settings())
        known.insert(each.name);
    base_settings().for_each([&](int index, auto const&) {
        EXPECT_TRUE(known.contains(lt::name_for_setting(index))) << lt::name_for_setting(index);
    });
}

TEST(a_preset, is_made_of_settings_that_set_would_take)
{
    for (auto const& row : presets())
        EXPECT_NO_THROW(static_cast<void>(parse_setting(line_of(row)))) << line_of(row);
}

TEST(a_preset, says_why_and_names_a_setting_once)
{
    std::set<std::pair<std::string_view, std::string_view>> seen;
    for (auto const& row : presets()) {
        EXPECT_TRUE(seen.insert({row.preset, row.name}).second) << row.preset << ' ' << row.name;
        EXPECT_TRUE(row.doc.ends_with('.')) << row.name;
    }
}

TEST(a_preset, changes_what_it_names)
{
    auto const untouched = base_settings();
    for (auto const& row : presets()) {
        auto with = base_settings();
        apply(parse_setting(line_of(row)), with);
        int const index = parse_setting(line_of(row)).setting;
        if ((index & pack::type_mask) == pack::bool_type_base) {
            EXPECT_NE(with.get_bool(index), untouched.get_bool(index)) << row.name;
        } else {
            EXPECT_NE(with.get_int(index), untouched.get_int(index)) << row.name;
        }
    }
}

TEST(a_preset, goes_over_the_base_settings)
{
    auto settings = base_settings();
    apply_preset("low-memory", settings);
    EXPECT_EQ(settings.get_int(pack::alert_queue_size), 2000);
    EXPECT_EQ(settings.get_int(pack::min_reconnect_time), 10);
    apply_preset("seedbox", settings);
    EXPECT_EQ(settings.get_int(pack::send_buffer_watermark), 3 * 1024 * 1024);
}

TEST(a_preset, called_default_changes_nothing)
{
    pack settings;
    apply_preset("default", settings);
    settings.for_each([](int index, auto const&) { ADD_FAILURE() << lt::name_for_setting(index); });
}

TEST(a_preset, has_one_of_three_names)
{
    pack settings;
    try {
        apply_preset("fast", settings);
        ADD_FAILURE() << "no complaint";
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::usage);
        EXPECT_STREQ(e.what(), "cannot use preset fast: there is none of that name");
    }
}

}  // namespace
}  // namespace bt::session
