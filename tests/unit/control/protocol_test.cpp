#include <bt/control/client.hpp>
#include <bt/control/protocol.hpp>
#include <bt/control/writer.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace bt::control;

std::string round(std::string_view text)
{
    auto const read = parse_json(text);
    auto const* const what = std::get_if<value>(&read);
    return what == nullptr ? "refused" : to_json(*what);
}

request only(std::string_view line)
{
    auto const heard = parse_line(line);
    EXPECT_EQ(heard.each.size(), 1U);
    auto const* const asked = std::get_if<request>(&heard.each.front());
    EXPECT_NE(asked, nullptr) << line;
    return asked == nullptr ? request{} : *asked;
}

bad_request refused(std::string_view line)
{
    auto const heard = parse_line(line);
    auto const* const bad = std::get_if<bad_request>(&heard.each.front());
    EXPECT_NE(bad, nullptr) << line;
    return bad == nullptr ? bad_request{} : *bad;
}

TEST(control_json, values_come_back_as_they_were)
{
    for (auto const* const each :
         {"null",
          "true",
          "-7",
          "9223372036854775807",
          "1.5",
          R"("a\"\\é\n")",
          "[]",
          "{}",
          R"([1,[2,{"a":null}],"x"])",
          R"({"b":1,"a":[true,false]})"})
        EXPECT_EQ(round(each), each == std::string_view{R"("a\"\\é\n")"} ? R"("a\"\\é\n")" : each);
}

TEST(control_json, what_is_no_json_is_refused)
{
    for (auto const* const each : {"", "nul", "{", "[1,]", "{\"a\"}", "1 2", "\"\xff\"", "'a'"})
        EXPECT_EQ(round(each), "refused") << each;
}

TEST(control_json, the_last_of_twins_counts)
{
    EXPECT_EQ(round(R"({"a":1,"b":2,"a":3})"), R"({"a":3,"b":2})");
}

TEST(control_json, nesting_ends_at_64)
{
    auto const nested = [](int depth) {
        auto const count = static_cast<std::size_t>(depth);
        return std::string(count, '[') + std::string(count, ']');
    };
    EXPECT_EQ(round(nested(64)), nested(64));
    EXPECT_EQ(round(nested(65)), "refused");
    EXPECT_EQ(round(std::string(1'000'000, '[')), "refused");
}

TEST(control_protocol, a_request_is_read)
{
    auto const asked = only(R"({"jsonrpc":"2.0","id":"x","method":"ping","params":{"a":1}})");
    EXPECT_EQ(asked.id, "\"x\"");
    EXPECT_EQ(asked.method, "ping");
    EXPECT_EQ(to_json(asked.params), R"({"a":1})");
    EXPECT_EQ(only(R"({"jsonrpc":"2.0","method":"ping"})").id, "");
    EXPECT_EQ(only(R"({"jsonrpc":"2.0","id":null,"method":"ping"})").id, "null");
}

TEST(control_protocol, what_is_no_request_is_told_why)
{
    EXPECT_EQ(refused("{").why.code, rpc::parse_error);
    EXPECT_EQ(refused("5").why.code, rpc::invalid_request);
    EXPECT_EQ(refused("[]").why.code, rpc::invalid_request);
    EXPECT_EQ(refused(R"({"id":1,"method":"ping"})").why.code, rpc::invalid_request);
    EXPECT_EQ(refused(R"({"jsonrpc":"2.0","id":1})").id, "1");
    EXPECT_EQ(refused(R"({"jsonrpc":"2.0","id":[1],"method":"a"})").id, "null");
    EXPECT_EQ(
        refused(R"({"jsonrpc":"2.0","id":1,"method":"a","params":3})").why.code,
        rpc::invalid_request);
}

TEST(control_protocol, a_batch_keeps_its_places)
{
    auto const heard = parse_line(R"([{"jsonrpc":"2.0","id":1,"method":"a"},7])");
    EXPECT_TRUE(heard.is_batch);
    ASSERT_EQ(heard.each.size(), 2U);
    EXPECT_TRUE(std::holds_alternative<request>(heard.each[0]));
    EXPECT_TRUE(std::holds_alternative<bad_request>(heard.each[1]));
}

TEST(control_protocol, every_exit_status_has_a_number_that_comes_back)
{
    for (auto const& row : bt::exit_table) {
        if (row.code == bt::exit_code::ok) continue;
        EXPECT_EQ(status_of(code_of(row.code)), row.code) << row.name;
    }
    EXPECT_EQ(status_of(rpc::invalid_params), bt::exit_code::usage);
    EXPECT_EQ(status_of(1234), bt::exit_code::failed);
}

TEST(control_protocol, lines_are_json)
{
    EXPECT_EQ(result_line("1", "{}"), R"({"jsonrpc":"2.0","id":1,"result":{}})");
    EXPECT_EQ(
        fault_line("null", {-32008, "no \"x\"", "try y"}),
        R"({"jsonrpc":"2.0","id":null,"error":{"code":-32008,"message":"no \"x\"",)"
        R"("data":{"name":"not_found","hint":"try y"}}})");
    EXPECT_EQ(
        notification_line("event", R"({"kind":"x"})"),
        R"({"jsonrpc":"2.0","method":"event","params":{"kind":"x"}})");
    EXPECT_EQ(
        result{}.add("a", 1).add("b", "c").add("d", true).add("e", 0.5).text(),
        R"({"a":1,"b":"c","d":true,"e":0.5})");
    EXPECT_EQ(result{}.text(), "{}");
}

TEST(control_cut, members_and_elements_are_found_in_the_text)
{
    constexpr std::string_view text = R"({"a":"x,}\"]","b":[1,{"c":[2,3]},"]"],"d":{"a":7},"e":5})";
    EXPECT_EQ(member_of(text, "a"), R"("x,}\"]")");
    EXPECT_EQ(member_of(text, "b"), R"([1,{"c":[2,3]},"]"])");
    EXPECT_EQ(member_of(text, "d"), R"({"a":7})");
    EXPECT_EQ(member_of(text, "e"), "5");
    EXPECT_EQ(member_of(text, "f"), "");
    EXPECT_EQ(member_of("", "f"), "");
    EXPECT_EQ(member_of(R"({"a)", "a"), "");
    auto const parts = elements_of(member_of(text, "b"));
    ASSERT_EQ(parts.size(), 3U);
    EXPECT_EQ(parts[1], R"({"c":[2,3]})");
    EXPECT_TRUE(elements_of("[]").empty());
}

}  // namespace
