#include <bt/base/error.hpp>
#include <bt/control/method.hpp>
#include <bt/host/call.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace {

using namespace bt::control;

value json(std::string_view text)
{
    auto read = parse_json(text);
    return std::get<value>(std::move(read));
}

method_row row()
{
    return {
        .name = "act",
        .doc = "Does it.",
        .params =
            {{.name = "torrent", .doc = "One.", .needed = need::required},
             {.name = "count", .is = kind::integer, .doc = "Some.", .least = 1, .most = 7},
             {.name = "how", .doc = "Which.", .words = "fast|slow"},
             {.name = "levels", .is = kind::integers, .doc = "Each.", .least = 0, .most = 7}},
        .result = "nothing"};
}

std::string sentence(std::string_view params)
{
    try {
        (void)check_params(row(), json(params));
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::usage);
        return e.what();
    }
    return "taken";
}

TEST(control_params, what_is_right_is_taken)
{
    auto const given =
        check_params(row(), json(R"({"torrent":"x","count":7,"how":"slow","levels":[0,7]})"));
    EXPECT_EQ(given.text("torrent"), "x");
    EXPECT_EQ(given.integer("count"), 7);
    EXPECT_EQ(given.integers("levels"), (std::vector<std::int64_t>{0, 7}));
    EXPECT_FALSE(given.has("missing"));
}

TEST(control_params, those_in_a_list_get_the_names_of_the_table)
{
    auto const given = check_params(row(), json(R"(["x",3])"));
    EXPECT_EQ(given.text("torrent"), "x");
    EXPECT_EQ(given.integer("count"), 3);
    EXPECT_EQ(sentence(R"(["x",3,"slow",[],5])"), "cannot call act: it takes 4 params");
}

TEST(control_params, null_is_as_good_as_absent)
{
    EXPECT_FALSE(check_params(row(), json(R"({"torrent":"x","count":null})")).has("count"));
    EXPECT_EQ(sentence(R"({"torrent":null})"), "cannot call act: it needs torrent");
}

TEST(control_params, what_is_wrong_is_named)
{
    EXPECT_EQ(sentence("{}"), "cannot call act: it needs torrent");
    EXPECT_EQ(sentence(R"({"torrent":5})"), "cannot call act: torrent is text");
    EXPECT_EQ(sentence(R"({"torrent":"x","other":1})"), "cannot call act: it has no param other");
    EXPECT_EQ(sentence(R"({"torrent":"x","count":8})"), "cannot call act: count is 1 to 7");
    EXPECT_EQ(sentence(R"({"torrent":"x","count":0})"), "cannot call act: count is 1 to 7");
    EXPECT_EQ(
        sentence(R"({"torrent":"x","count":1.5})"), "cannot call act: count is a whole number");
    EXPECT_EQ(sentence(R"({"torrent":"x","how":"odd"})"), "cannot call act: how is fast, slow");
    EXPECT_EQ(sentence(R"({"torrent":"x","levels":[1,8]})"), "cannot call act: levels is 0 to 7");
    EXPECT_EQ(
        sentence(R"({"torrent":"x","levels":["a"]})"),
        "cannot call act: levels is a list of whole numbers");
}

TEST(control_methods, each_is_there_once_and_described)
{
    std::set<std::string_view> names;
    for (auto const& each : bt::host::methods()) {
        EXPECT_TRUE(names.insert(each.row.name).second) << each.row.name;
        EXPECT_TRUE(each.row.doc.ends_with('.')) << each.row.name;
        EXPECT_FALSE(each.row.result.empty()) << each.row.name;
        for (auto const& param : each.row.params)
            EXPECT_TRUE(param.doc.ends_with('.')) << each.row.name << ' ' << param.name;
    }
}

TEST(control_methods, each_example_is_one)
{
    for (auto const& each : bt::host::methods())
        EXPECT_NO_THROW((void)check_params(each.row, json(each.row.example))) << each.row.name;
}

}  // namespace
