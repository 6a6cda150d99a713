#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/session/setting_list.hpp>
#include <bt/session/setting_table.hpp>

#include <libtorrent/settings_pack.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using bt::session::list_settings;
using bt::session::parse_setting;
using pack = lt::settings_pack;

// What settings_pack.hpp keeps for the sake of old programs alone.
std::set<std::string> const deprecated{
    "mmap_cache",
    "ignore_limits_on_local_network",
    "lazy_bitfields",
    "use_read_cache",
    "use_write_cache",
    "dont_flush_write_cache",
    "coalesce_reads",
    "coalesce_writes",
    "strict_super_seeding",
    "lock_disk_cache",
    "low_prio_disk",
    "volatile_read_cache",
    "guided_read_cache",
    "broadcast_lsd",
    "ignore_resume_timestamps",
    "rate_limit_utp",
    "announce_double_nat",
    "use_disk_read_ahead",
    "lock_files",
    "contiguous_recv_buffer",
    "allow_partial_disk_writes",
    "force_proxy",
    "support_merkle_torrents",
    "use_disk_cache_pool",
    "cache_size",
    "cache_buffer_chunk_size",
    "cache_expiry",
    "active_loaded_limit",
    "file_checks_delay_per_block",
    "read_cache_line_size",
    "write_cache_line_size",
    "default_cache_min_age",
    "default_est_reciprocation_rate",
    "increase_est_reciprocation_rate",
    "decrease_est_reciprocation_rate",
    "local_upload_rate_limit",
    "local_download_rate_limit",
    "half_open_limit",
    "utp_delayed_ack",
    "aio_max",
    "network_threads",
    "ssl_listen",
    "cache_size_volatile",
};

std::vector<std::string> names_of_library()
{
    std::vector<std::string> names;
    auto const add = [&](int base, int count) {
        for (int index = base; index < base + count; ++index)
            names.emplace_back(lt::name_for_setting(index));
    };
    add(pack::string_type_base, pack::num_string_settings);
    add(pack::bool_type_base, pack::num_bool_settings);
    add(pack::int_type_base, pack::num_int_settings);
    return names;
}

bt::record::setting row(std::string const& name)
{
    for (auto const& each : list_settings())
        if (each.name == name) return each;
    ADD_FAILURE() << "no row for " << name;
    return {};
}

int number_of(std::string const& name_equals_value)
{
    return std::get<int>(parse_setting(name_equals_value).value);
}

struct complaint {
    std::string sentence;
    std::string hint;
};

complaint complaint_about(std::string const& name_equals_value)
{
    try {
        static_cast<void>(parse_setting(name_equals_value));
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::usage);
        return {e.what(), e.hint()};
    }
    ADD_FAILURE() << "no complaint about " << name_equals_value;
    return {};
}

}  // namespace

TEST(setting_table, has_one_row_for_every_setting_of_the_library_that_is_not_deprecated)
{
    std::map<std::string, int> rows;
    for (auto const& each : list_settings())
        ++rows[each.name];
    for (auto const& name : names_of_library())
        EXPECT_EQ(rows[name], deprecated.contains(name) ? 0 : 1) << name;
    EXPECT_EQ(rows.size(), names_of_library().size());
}

TEST(setting_table, counts_as_deprecated_only_what_the_library_has)
{
    auto const names = names_of_library();
    for (auto const& name : deprecated)
        EXPECT_TRUE(std::ranges::find(names, name) != names.end()) << name;
}

TEST(setting_table, says_what_every_setting_does)
{
    for (auto const& each : list_settings()) {
        EXPECT_GE(each.meaning.size(), 20U) << each.name;
        EXPECT_TRUE(each.meaning.ends_with('.')) << each.name;
        EXPECT_EQ(bt::printable(each.meaning), each.meaning) << each.name;
        EXPECT_FALSE(each.subject.empty()) << each.name;
    }
}

TEST(setting_table, names_the_words_of_a_choice_in_its_meaning)
{
    for (auto const& each : list_settings())
        for (auto const& word : each.words)
            EXPECT_NE(each.meaning.find(word), std::string::npos) << each.name << ' ' << word;
}

TEST(setting_table, takes_the_default_of_every_setting_it_may_change)
{
    auto const defaults = lt::default_settings();
    for (auto const& each : list_settings()) {
        if (each.refused) continue;
        auto const parsed = parse_setting(each.name + "=" + each.default_value);
        lt::settings_pack applied;
        bt::session::apply(parsed, applied);
        EXPECT_TRUE(applied.has_val(parsed.setting)) << each.name;
        if (each.type == "integer") {
            EXPECT_EQ(applied.get_int(parsed.setting), defaults.get_int(parsed.setting));
        } else if (each.type == "boolean") {
            EXPECT_EQ(applied.get_bool(parsed.setting), defaults.get_bool(parsed.setting));
        } else {
            EXPECT_EQ(applied.get_str(parsed.setting), defaults.get_str(parsed.setting));
        }
    }
}

TEST(setting_table, has_the_default_of_every_number_in_its_range)
{
    auto const defaults = lt::default_settings();
    for (auto const& each : list_settings()) {
        ASSERT_EQ(each.least.has_value(), each.type == "integer") << each.name;
        if (!each.least) continue;
        EXPECT_LT(*each.least, *each.most) << each.name;
        auto const index = lt::setting_by_name(each.name);
        EXPECT_GE(defaults.get_int(index), *each.least) << each.name;
        EXPECT_LE(defaults.get_int(index), *each.most) << each.name;
    }
}

TEST(setting_table, takes_both_ends_of_every_range_and_nothing_beyond)
{
    for (auto const& each : list_settings()) {
        if (!each.least || each.refused || !each.words.empty()) continue;
        EXPECT_EQ(number_of(each.name + "=" + std::to_string(*each.least)), *each.least);
        EXPECT_EQ(number_of(each.name + "=" + std::to_string(*each.most)), *each.most);
        complaint_about(each.name + "=" + std::to_string(*each.least - 1));
        complaint_about(each.name + "=" + std::to_string(*each.most + 1));
    }
}

// 2.0.8 has the two names in the wrong order, so that asking it for one gives the other.
TEST(setting_table, means_by_a_name_what_the_header_means)
{
    EXPECT_EQ(
        parse_setting("announce_to_all_tiers=true").setting, int{pack::announce_to_all_tiers});
    EXPECT_EQ(
        parse_setting("announce_to_all_trackers=true").setting,
        int{pack::announce_to_all_trackers});
    EXPECT_EQ(parse_setting("peer_tos=8").setting, int{pack::peer_dscp});
}

TEST(setting_table, takes_the_words_and_the_numbers_of_a_choice)
{
    EXPECT_EQ(number_of("choking_algorithm=rate_based_choker"), int{pack::rate_based_choker});
    EXPECT_EQ(number_of("choking_algorithm=2"), int{pack::rate_based_choker});
    EXPECT_EQ(number_of("out_enc_policy=pe_forced"), int{pack::pe_forced});
    EXPECT_EQ(number_of("disk_io_write_mode=write_through"), int{pack::write_through});
    EXPECT_EQ(row("choking_algorithm").default_value, "fixed_slots_choker");
}

TEST(setting_table, refuses_a_number_between_those_of_a_choice)
{
    EXPECT_EQ(
        complaint_about("choking_algorithm=1").sentence,
        "cannot set choking_algorithm: '1' is none of fixed_slots_choker, rate_based_choker");
    EXPECT_EQ(
        complaint_about("in_enc_policy=77").sentence,
        "cannot set in_enc_policy: '77' is none of pe_forced, pe_enabled, pe_disabled");
}

TEST(setting_table, takes_every_way_to_write_a_truth_value)
{
    for (auto const* text : {"true", "yes", "on", "1"})
        EXPECT_TRUE(std::get<bool>(parse_setting(std::string{"enable_dht="} + text).value)) << text;
    for (auto const* text : {"false", "no", "off", "0"})
        EXPECT_FALSE(std::get<bool>(parse_setting(std::string{"enable_dht="} + text).value))
            << text;
    EXPECT_EQ(
        complaint_about("enable_dht=maybe").sentence,
        "cannot set enable_dht: 'maybe' is neither true nor false");
}

TEST(setting_table, takes_sizes_for_bytes_and_durations_for_times)
{
    EXPECT_EQ(number_of("max_queued_disk_bytes=4M"), 4 * 1024 * 1024);
    EXPECT_EQ(number_of("upload_rate_limit=16K/s"), 16 * 1024);
    EXPECT_EQ(number_of("upload_rate_limit=500"), 500);
    EXPECT_EQ(number_of("seed_time_limit=2h"), 7200);
    EXPECT_EQ(number_of("utp_min_timeout=1s"), 1000);
    EXPECT_EQ(number_of("utp_min_timeout=500"), 500);
}

TEST(setting_table, refuses_what_is_not_a_number_of_its_kind)
{
    EXPECT_EQ(
        complaint_about("connections_limit=abc").sentence,
        "cannot set connections_limit: 'abc' is not a whole number");
    EXPECT_EQ(
        complaint_about("connections_limit=16K").sentence,
        "cannot set connections_limit: '16K' is not a whole number");
    EXPECT_EQ(
        complaint_about("seed_time_limit=250ms").sentence,
        "cannot set seed_time_limit: '250ms' is not a whole number");
    EXPECT_EQ(
        complaint_about("peer_timeout=").sentence,
        "cannot set peer_timeout: '' is not a whole number");
}

TEST(setting_table, refuses_a_number_out_of_range_however_long)
{
    EXPECT_EQ(
        complaint_about("proxy_port=65536").sentence,
        "cannot set proxy_port: 65536 is not between 0 and 65535");
    EXPECT_EQ(
        complaint_about("proxy_port=-1").sentence,
        "cannot set proxy_port: -1 is not between 0 and 65535");
    EXPECT_EQ(
        complaint_about("proxy_port=99999999999999999999").sentence,
        "cannot set proxy_port: 99999999999999999999 is not between 0 and 65535");
    EXPECT_EQ(
        complaint_about("upload_rate_limit=4G").sentence,
        "cannot set upload_rate_limit: 4G is not between 0 and 2147483647");
}

TEST(setting_table, points_to_the_nearest_name)
{
    auto const about = complaint_about("conections_limit=5");
    EXPECT_EQ(about.sentence, "cannot set conections_limit: libtorrent has no such setting");
    EXPECT_EQ(about.hint, "did you mean connections_limit?");
    EXPECT_EQ(complaint_about("xyzzy_xyzzy_xyzzy=1").hint, "");
    EXPECT_EQ(complaint_about(std::string(100000, 'a') + "=1").hint, "");
}

TEST(setting_table, says_that_a_deprecated_setting_is_gone)
{
    EXPECT_EQ(
        complaint_about("cache_size=1024").sentence,
        "cannot set cache_size: libtorrent has given this setting up");
}

TEST(setting_table, wants_a_name_and_a_value)
{
    EXPECT_EQ(
        complaint_about("enable_dht").sentence,
        "cannot set enable_dht: a setting is given as NAME=VALUE");
    complaint_about("");
    complaint_about("=1");
}

TEST(setting_table, refuses_what_the_session_must_choose_itself)
{
    EXPECT_EQ(
        complaint_about("alert_mask=1").sentence,
        "cannot set alert_mask: events are chosen by --events");
    EXPECT_EQ(row("alert_mask").refused, "events are chosen by --events");
    EXPECT_EQ(
        complaint_about("disable_hash_checks=true").sentence,
        "cannot set disable_hash_checks: data would be kept and passed on unchecked");
    EXPECT_EQ(row("alert_queue_size").refused, std::nullopt);
    complaint_about("alert_queue_size=99");
}

TEST(setting_table, keeps_everything_after_the_first_equals_sign)
{
    auto const parsed = parse_setting("proxy_password=a=b");
    EXPECT_EQ(std::get<std::string>(parsed.value), "a=b");
    EXPECT_EQ(std::get<std::string>(parse_setting("dht_bootstrap_nodes=").value), "");
}

TEST(setting_table, refuses_a_line_break_that_would_add_a_header_to_requests)
{
    EXPECT_EQ(
        complaint_about("user_agent=a\r\nCookie: b").sentence,
        "cannot set user_agent: 'a\\x0d\\x0aCookie: b' is not printable UTF-8 text");
}
