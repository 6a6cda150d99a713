#include <bt/base/error.hpp>
#include <bt/host/call.hpp>

#include <fmt/format.h>

#include <gtest/gtest.h>

#include <algorithm>
#include <bt-ctl/context.hpp>
#include <bt-ctl/line_of.hpp>
#include <bt-ctl/prometheus.hpp>
#include <bt-ctl/selection.hpp>
#include <bt-ctl/table.hpp>
#include <bt-ctl/verb.hpp>
#include <regex>
#include <set>
#include <sstream>

namespace bt_ctl {
namespace {

using bt::exit_code;

bt::control::method_row const* method_named(std::string_view name)
{
    for (auto const& each : bt::host::methods())
        if (each.row.name == name) return &each.row;
    return nullptr;
}

bool takes(bt::control::method_row const& method, std::string_view param)
{
    return std::ranges::find(method.params, param, &bt::control::parameter::name)
        != method.params.end();
}

/// The params that an action may send.
std::set<std::string> params_of(verb const& what, action const& one)
{
    std::set<std::string> out;
    auto const note = [&](std::string_view param, type is) {
        if (is == type::host_port)
            out.insert({"host", "port"});
        else if (!param.empty())
            out.emplace(param);
    };
    for (auto const& each : one.takes)
        note(each.param, each.is);
    if (!one.otherwise_true.empty()) out.emplace(one.otherwise_true);
    if (what.torrents != wants::nothing) out.emplace("torrent");
    for (auto const& each : what.options) {
        auto const name = each.long_name();
        bool const is_others = !one.asks_by(name)
            && std::ranges::any_of(what.actions, [&](auto const& a) { return a.asks_by(name); });
        if (!is_others && each.goes_with(one.word)) note(each.param, each.is);
    }
    return out;
}

TEST(the_verbs, each_say_what_they_do_and_how)
{
    std::set<std::string_view> names;
    for (auto const& each : verbs()) {
        EXPECT_TRUE(names.insert(each.name).second) << each.name;
        EXPECT_TRUE(each.doc.ends_with('.')) << each.name;
        EXPECT_TRUE(each.example.starts_with("bt-ctl ")) << each.name;
        EXPECT_NE(each.example.find(each.name), std::string_view::npos) << each.name;
        std::set<std::string_view> options;
        for (auto const& one : each.options)
            EXPECT_TRUE(options.insert(one.long_name()).second) << each.name << one.names;
    }
}

/// What a session does not know (yet) is told by the session; what it knows must fit.
TEST(the_verbs, send_what_the_methods_take)
{
    for (auto const& what : verbs()) {
        if (what.run != nullptr) continue;
        for (auto const& one : what.actions) {
            auto const* const method = method_named(one.method);
            if (method == nullptr) continue;
            auto const sent = params_of(what, one);
            for (auto const& param : sent)
                EXPECT_TRUE(takes(*method, param)) << what.name << " sends " << param;
            for (auto const& param : method->params) {
                bool const is_needed = param.needed == bt::control::need::required;
                EXPECT_TRUE(!is_needed || sent.contains(std::string{param.name}))
                    << what.name << " does not send " << param.name;
            }
        }
    }
}

TEST(the_verbs, reach_every_method)
{
    // What a verb does by itself, and what tools ask each other.
    std::set<std::string_view> reached{
        "subscribe",
        "unsubscribe",
        "poll",
        "list_methods",
        "list_files",
        "session_stats_metrics",
        "set_settings",
        "set_file_priority",
        "torrent_file",
        "read_piece",
        "swarm_count",
        "unset_flags",
        "set_sequential_download",
        "set_auto_managed",
        "set_super_seeding",
        "set_share_mode",
        "set_upload_mode",
        "dht_keypair",
        // For bt-dht.
        "dht_direct_request"};
    for (auto const& what : verbs())
        for (auto const& one : what.actions)
            reached.insert(one.method);
    for (auto const& each : bt::host::methods())
        EXPECT_TRUE(reached.contains(each.row.name)) << each.row.name;
}

std::string param_of(type is, std::string_view text)
{
    value::object out;
    add_param(out, "x", is, text);
    return bt::control::to_json(value{out});
}

TEST(words, become_params_of_their_type)
{
    EXPECT_EQ(param_of(type::integer, "-1"), R"({"x":-1})");
    EXPECT_EQ(param_of(type::rate, "2K"), R"({"x":2048})");
    EXPECT_EQ(param_of(type::rate, "none"), R"({"x":-1})");
    EXPECT_EQ(param_of(type::seconds, "1m"), R"({"x":60})");
    EXPECT_EQ(param_of(type::milliseconds, "250ms"), R"({"x":250})");
    EXPECT_EQ(param_of(type::seconds, "250ms"), R"({"x":0.25})");
    EXPECT_EQ(param_of(type::milliseconds, "2s"), R"({"x":2000})");
    EXPECT_EQ(param_of(type::texts, "a,b"), R"({"x":["a","b"]})");
    EXPECT_EQ(param_of(type::each, "a,b"), R"({"x":["a,b"]})");
    EXPECT_EQ(param_of(type::integers, "1,2"), R"({"x":[1,2]})");
    EXPECT_EQ(param_of(type::flag, ""), R"({"x":true})");
    EXPECT_EQ(param_of(type::off, ""), R"({"x":false})");
    EXPECT_EQ(param_of(type::path, "/a/../b"), R"({"x":"/b"})");
    EXPECT_EQ(param_of(type::flags_off, "a,b"), R"({"x":{"a":false,"b":false}})");
    EXPECT_EQ(param_of(type::host_port, "[::1]:6881"), R"({"host":"::1","port":6881})");
    EXPECT_EQ(param_of(type::text, "\"\n"), R"({"x":"\"\n"})");
}

TEST(words, that_are_repeated_are_one_list)
{
    value::object out;
    add_param(out, "x", type::texts, "a,b");
    add_param(out, "x", type::texts, "c");
    add_param(out, "f", type::flags_on, "p");
    add_param(out, "f", type::flags_off, "q");
    EXPECT_EQ(bt::control::to_json(value{out}), R"({"x":["a","b","c"],"f":{"p":true,"q":false}})");
}

TEST(words, of_trackers_are_tiers)
{
    value::object out;
    add_param(out, "t", type::tier, "a,b");
    add_param(out, "t", type::tier, "c");
    EXPECT_EQ(
        bt::control::to_json(value{out}),
        R"({"t":[{"url":"a","tier":0},{"url":"b","tier":0},{"url":"c","tier":1}]})");
}

TEST(words, that_are_wrong_are_told)
{
    EXPECT_EQ(fault_of(type::integer, "x"), "'x' is no whole number");
    EXPECT_EQ(fault_of(type::rate, "fast"), "'fast' is no rate such as 2M, nor none");
    EXPECT_EQ(fault_of(type::seconds, "soon"), "'soon' is no time such as 90s or 15m");
    EXPECT_EQ(fault_of(type::integers, "1,x"), "'1,x' is no list of whole numbers such as 1,2");
    for (auto const* const bad : {"a", "a:", ":1", "a:0", "a:65536", "a:b"})
        EXPECT_NE(fault_of(type::host_port, bad), "") << bad;
    EXPECT_EQ(fault_of(type::text, "anything"), "");
}

std::vector<value> three()
{
    return {
        parse(R"({"torrent":"aaaa11","info_hash_v2":"cccc","name":"linux.iso","state":"seeding",)"
              R"("is_finished":true,"category":"os","tags":["x"]})"),
        parse(R"({"torrent":"aaaa22","name":"film.mkv","state":"downloading",)"
              R"("is_finished":false,"is_paused":true,"download_payload_rate":5})"),
        parse(R"({"torrent":"bbbb33","name":"aaaa","state":"seeding","is_finished":true,)"
              R"("tags":["x","y"]})")};
}

std::string chosen_by(selection const& what)
{
    std::string out;
    auto const found = choose(what, three());
    for (auto const& each : found.torrents)
        out += each.key.substr(4);
    for (auto const& each : found.missed)
        out += "?" + each;
    return out;
}

TEST(an_answer, may_take_any_time_where_it_is_waited_for)
{
    using namespace std::chrono_literals;
    options given;
    auto const limit = [&](std::string_view name) { return answer_limit(verb_named(name), given); };
    EXPECT_EQ(limit("feeds"), 30s);
    given.own["--wait"] = {""};
    for (auto const* const name : {"feeds", "recheck", "move", "scrape", "dht"})
        EXPECT_GT(limit(name), 1000h) << name;
    given.own = {{"--delete-files", {""}}};
    EXPECT_GT(limit("remove"), 1000h);
    EXPECT_EQ(limit("recheck"), 30s);
    given.timeout.value = 2s;
    given.has_timeout = true;
    EXPECT_EQ(limit("remove"), 2s);
    given.timeout.value = 0s;
    EXPECT_GT(limit("remove"), 1000h);
}

TEST(a_choice_of_torrents, is_by_hash_then_by_name)
{
    EXPECT_EQ(chosen_by({.words = {"aaaa1"}}), "11");
    EXPECT_EQ(chosen_by({.words = {"AAAA2"}}), "22");
    EXPECT_EQ(chosen_by({.words = {"cccc"}}), "11");
    EXPECT_EQ(chosen_by({.words = {"*.iso", "film*"}}), "1122");
    EXPECT_EQ(chosen_by({.words = {"*.iso", "linux.iso"}}), "11");
    EXPECT_EQ(chosen_by({.words = {"dddd", "*.iso"}}), "11?dddd");
    EXPECT_EQ(chosen_by({.words = {"aa"}}), "?aa");
}

TEST(a_choice_of_torrents, is_refused_where_a_hash_is_not_clear)
{
    EXPECT_THROW((void)choose({.words = {"aaaa"}}, three()), bt::error);
}

TEST(a_choice_of_torrents, is_narrowed_by_options)
{
    EXPECT_EQ(chosen_by({.all = true}), "112233");
    EXPECT_EQ(chosen_by({.tags = {"x"}}), "1133");
    EXPECT_EQ(chosen_by({.categories = {"os"}, .tags = {"x"}}), "11");
    EXPECT_EQ(chosen_by({.categories = {""}, .tags = {"x"}}), "33");
    EXPECT_EQ(chosen_by({.tags = {"y", "z"}}), "33");
    EXPECT_EQ(chosen_by({.states = {"paused"}}), "22");
    EXPECT_EQ(chosen_by({.states = {"active"}}), "22");
    EXPECT_EQ(chosen_by({.states = {"complete"}}), "1133");
    EXPECT_EQ(chosen_by({.states = {"downloading", "error"}}), "22");
    EXPECT_EQ(chosen_by({.words = {"*.iso"}, .tags = {"y"}}), "?*.iso");
}

TEST(a_table, is_as_wide_as_the_terminal_and_shows_no_control_characters)
{
    std::ostringstream out;
    std::ostringstream err;
    bt::cli::io streams{out, err};
    streams.columns = 40;
    table all{{{"n", "NUMBER", look::number}, {"name", "NAME"}}, streams, false};
    all.add(parse("{\"n\":1,\"name\":\"\\u001b[31mred " + std::string(60, 'x') + "\"}"));
    all.add(parse(R"({"n":20000})"));
    all.print();
    std::istringstream lines{out.str()};
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "NUMBER  NAME");
    std::getline(lines, line);
    EXPECT_EQ(line.find('\x1b'), std::string::npos);
    EXPECT_TRUE(line.starts_with("     1  \\x1b[31mred xxx")) << line;
    EXPECT_LE(line.size(), 42U);  // an ellipsis has three bytes
    std::getline(lines, line);
    EXPECT_EQ(line, " 20000  -");
}

TEST(a_table, has_its_widest_texts_give_way)
{
    std::ostringstream out;
    std::ostringstream err;
    bt::cli::io streams{out, err};
    streams.columns = 40;
    table all{{{"url", "URL"}, {"title", "TITLE"}, {"n", "N", look::number}}, streams, false};
    auto const record = [](std::size_t url, std::size_t title) {
        return parse(fmt::format(
            R"({{"url":"{}","title":"{}","n":5}})",
            std::string(url, 'u'),
            std::string(title, 't')));
    };
    all.add(record(15, 33'000));
    all.add(record(3, 4));
    all.print();
    EXPECT_EQ(
        out.str(),
        "URL              TITLE                 N\n"
        "uuuuuuuuuuuuuuu  "
            + std::string(19, 't')
            + "…  5\n"
              "uuu              tttt                  5\n");
    // Numbers do not, and of texts something stays.
    std::vector<std::size_t> widths{30, 13, 30};
    shrink(widths, {{"a", "A", look::number}, {"b", "B"}, {"c", "C"}}, 40);
    EXPECT_EQ(widths, (std::vector<std::size_t>{30, 12, 12}));
}

TEST(tab_separated_values, are_bare)
{
    auto const record = parse(R"({"size":1048576,"tags":["a","b"],"name":"x\ty","done":true})");
    EXPECT_EQ(
        tsv_line(
            {{"size", "", look::size}, {"tags", ""}, {"name", ""}, {"no", ""}, {"done", ""}},
            record),
        "1048576\ta,b\tx\\ty\t\ttrue\n");
}

TEST(an_event, is_one_line)
{
    auto const event = parse(
        R"({"kind":"piece_finished","time":1700000000.5,"torrent":"abcdef0123","name":"a\nb",)"
        R"("piece":3})");
    EXPECT_EQ(line_of(event), "22:13:20  piece_finished  a\\x0ab  piece=3");
    EXPECT_EQ(values_of(event), "1700000000.5\tpiece_finished\tabcdef0123\ta\\nb\t{\"piece\":3}");
}

/// Of https://prometheus.io/docs/instrumenting/exposition_formats, version 0.0.4.
bool is_exposition(std::string const& text)
{
    std::regex const comment{R"(# (HELP|TYPE) [a-zA-Z_:][a-zA-Z0-9_:]* .*)"};
    std::string const label{R"re([a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\[\\"n])*")re"};
    std::regex const sample{
        R"([a-zA-Z_:][a-zA-Z0-9_:]*(\{)" + label + "(," + label + R"()*\})? [-+0-9.eEINaf]+)"};
    std::istringstream lines{text};
    for (std::string line; std::getline(lines, line);)
        if (!std::regex_match(line, comment) && !std::regex_match(line, sample)) return false;
    return text.ends_with('\n');
}

TEST(what_prometheus_reads, is_in_its_format)
{
    auto const text = exposition(
        {{.name = "net.sent-bytes",
          .is_counter = true,
          .help = "a\\b\nc",
          .samples = {{{{"session", "a\"b\\c\nd"}, {"state", "x"}}, 12345678901.0}}},
         {.name = "up", .is_counter = false, .help = "Is it.", .samples = {{{}, 1}}},
         {.name = "none", .is_counter = false, .help = "-", .samples = {}}});
    EXPECT_EQ(
        text,
        "# HELP bt_net_sent_bytes_total a\\\\b\\nc\n"
        "# TYPE bt_net_sent_bytes_total counter\n"
        "bt_net_sent_bytes_total{session=\"a\\\"b\\\\c\\nd\",state=\"x\"} 12345678901\n"
        "# HELP bt_up Is it.\n"
        "# TYPE bt_up gauge\n"
        "bt_up 1\n");
    EXPECT_TRUE(is_exposition(text));
    EXPECT_FALSE(is_exposition("bt-up 1\n"));
}

}  // namespace
}  // namespace bt_ctl
