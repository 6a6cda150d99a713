#include <bt/record/all.hpp>
#include <bt/record/catalog.hpp>
#include <bt/record/field_walk.hpp>
#include <bt/record/schema.hpp>
#include <bt/record/writer.hpp>
#include <bt/session/event.hpp>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <set>
#include <sstream>

namespace bt::record {
namespace {

using nlohmann::json;

struct sample {
    std::string text;
    std::optional<std::string> absent;
    std::int64_t whole = 0;
    double real = 0;
    bool truth = false;
    blob raw_base64;
    std::vector<std::string> list;
    std::vector<named<bool>> flags;
    std::vector<host_port> nested;

    static constexpr std::string_view kind = "sample";
    static constexpr auto fields()
    {
        using self = sample;
        return std::tuple{
            field{"text", &self::text, "Text.", column::yes},
            field{"absent", &self::absent, "Absent.", column::yes},
            field{"whole", &self::whole, "Whole.", unit::bytes, column::yes},
            field{"real", &self::real, "Real.", unit::ratio},
            field{"truth", &self::truth, "Truth."},
            field{"raw_base64", &self::raw_base64, "Raw."},
            field{"list", &self::list, "List."},
            field{"flags", &self::flags, "Flags."},
            field{"nested", &self::nested, "Nested."},
        };
    }
};

TEST(a_record, becomes_one_json_object_that_begins_with_its_kind)
{
    sample const one{
        .text = "a\"b\\\n\x1b",
        .absent = {},
        .whole = -5,
        .real = 0.25,
        .truth = true,
        .raw_base64 = {"foob"},
        .list = {"x", "y"},
        .flags = {{"f", true}, {"g", false}},
        .nested = {{"h", 1}}};
    auto const line = to_json(one);
    EXPECT_TRUE(line.starts_with(R"({"kind":"sample","text":)"));
    EXPECT_EQ(line.find('\n'), std::string::npos);
    auto const parsed = json::parse(line);
    EXPECT_EQ(parsed["text"], one.text);
    EXPECT_FALSE(parsed.contains("absent"));
    EXPECT_EQ(parsed["whole"], -5);
    EXPECT_EQ(parsed["real"], 0.25);
    EXPECT_EQ(parsed["raw_base64"], "Zm9vYg==");
    EXPECT_EQ(parsed["flags"], json::parse(R"({"f":true,"g":false})"));
    EXPECT_EQ(parsed["nested"], json::parse(R"([{"host":"h","port":1}])"));
}

TEST(a_record, gives_bytes_that_are_not_utf8_twice)
{
    auto const parsed = json::parse(to_json(sample{.text = "a\xff", .list = {"ok", "\xfe"}}));
    EXPECT_EQ(parsed["text"], "a\xef\xbf\xbd");
    EXPECT_EQ(parsed["text_base64"], "Yf8=");
    EXPECT_EQ(parsed["list_base64"], json::parse(R"(["b2s=","/g=="])"));
    EXPECT_FALSE(json::parse(to_json(sample{.text = "fine"})).contains("text_base64"));
}

TEST(a_record, says_null_where_json_has_no_number)
{
    auto const nothing = std::numeric_limits<double>::quiet_NaN();
    EXPECT_TRUE(json::parse(to_json(sample{.real = nothing}))["real"].is_null());
}

TEST(an_event, carries_its_time_and_torrent_after_the_kind)
{
    envelope const where{.time = 1795239104.5, .torrent = "ab", .name = {}};
    EXPECT_EQ(
        to_json(where, event::torrent_finished{}),
        R"({"kind":"torrent_finished","time":1795239104.500,"torrent":"ab"})");
}

TEST(a_record, becomes_a_row_of_its_columns)
{
    EXPECT_EQ(to_row(sample{.text = "a\tb", .whole = 1536}), "a\\tb\t\t1536");
}

TEST(a_record, becomes_a_block_for_a_person)
{
    std::ostringstream out;
    writer const write{out, form::human};
    write(sample{.text = "\x1b[0m", .whole = 1536, .list = {"x", "y"}});
    EXPECT_EQ(
        out.str(),
        "text   \\x1b[0m\n"
        "whole  1.5 KiB (1536 bytes)\n"
        "real   0.0%\n"
        "truth  no\n"
        "list   x\n"
        "       y\n");
}

TEST(the_catalog, documents_every_field_and_names_it_once)
{
    std::set<std::string_view> kinds;
    for (auto const& kind : catalog()) {
        EXPECT_TRUE(kinds.insert(kind.kind).second) << kind.kind;
        std::set<std::string_view> keys;
        for (auto const& facts : kind.fields) {
            EXPECT_TRUE(keys.insert(facts.key).second) << kind.kind << '.' << facts.key;
            EXPECT_TRUE(facts.doc.ends_with('.')) << kind.kind << '.' << facts.key;
            // Events have a time; this record is told as one, too.
            bool const may_have_time = kind.kind == "feed_item";
            EXPECT_FALSE(facts.key == "kind" || (facts.key == "time" && !may_have_time))
                << kind.kind;
            // A twin of another field must not meet a field of that name.
            EXPECT_FALSE(facts.text && keys.contains(std::string{facts.key} + "_base64"));
        }
    }
}

std::string told(session::event const& what)
{
    std::ostringstream out;
    session::tell(writer{out, form::json}, what);
    return out.str();
}

template <class... Events>
std::vector<std::string> default_lines(std::type_identity<std::tuple<Events...>>)
{
    return {told(session::event{.what = session::event_body{Events{}}})...};
}

TEST(every_event, is_valid_json_when_it_knows_nothing)
{
    auto lines = default_lines(std::type_identity<alert_events>{});
    lines.push_back(to_json(envelope{}, event::ready{}));
    for (auto const& line : lines) {
        auto const parsed = nlohmann::ordered_json::parse(line);
        EXPECT_EQ(parsed.begin().key(), "kind");
        EXPECT_EQ(std::next(parsed.begin()).key(), "time");
    }
}

TEST(every_event, is_told_as_json_alone)
{
    std::ostringstream out;
    session::tell(writer{out, form::lines}, {});
    session::tell(writer{out, form::human}, {});
    EXPECT_EQ(out.str(), "");
    EXPECT_TRUE(told({}).starts_with(R"({"kind":"torrent_added",)"));
}

TEST(the_schema, holds_every_kind_and_is_valid_json)
{
    auto const parsed = json::parse(schema());
    for (auto const& kind : catalog()) {
        auto const& definition = parsed.at("$defs").at(std::string{kind.kind});
        for (auto const& facts : kind.fields)
            EXPECT_TRUE(definition.at("properties").contains(std::string{facts.key}));
    }
}

}  // namespace
}  // namespace bt::record
