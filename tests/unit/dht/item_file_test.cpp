#include <bt/base/error.hpp>
#include <bt/dht/item_file.hpp>

#include <fmt/format.h>
#include <libtorrent/bdecode.hpp>

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace {

using namespace bt::dht;

item signed_item(std::string const& salt = "s")
{
    auto const key = parse_key(std::string(64, '5'), "seed");
    item out{.value = "5:hello", .key = key.as_public, .salt = salt, .seq = 3};
    out.signed_by = sign(signed_text(out.value, out.seq, out.salt), key);
    return out;
}

std::string refusal(std::string const& bytes)
{
    try {
        (void)read_item(bytes, "x");
    } catch (bt::error const& e) {
        EXPECT_EQ(e.code(), bt::exit_code::bad_input);
        return e.what();
    }
    return "none";
}

/// The parts of a file, to leave out or change one.
struct parts {
    std::string k = "1:k32:" + std::string(32, 'k');
    std::string salt = "4:salt1:s";
    std::string seq = "3:seqi3e";
    std::string sig = "3:sig64:" + std::string(64, 's');
    std::string v = "1:v1:x";

    [[nodiscard]] std::string file() const { return "d" + k + salt + seq + sig + v + "e"; }
};

TEST(item_file, gives_back_what_it_holds)
{
    for (auto const& what :
         {signed_item(), signed_item(""), signed_item(std::string("\0\xff", 2))}) {
        auto const again = read_item(write_item(what), "x");
        EXPECT_EQ(again.value, what.value);
        EXPECT_EQ(again.key, what.key);
        EXPECT_EQ(again.salt, what.salt);
        EXPECT_EQ(again.seq, what.seq);
        EXPECT_EQ(again.signed_by, what.signed_by);
        EXPECT_TRUE(is_signed(again));
    }
}

TEST(item_file, has_the_keys_of_bep_44_in_their_order)
{
    auto const bytes = write_item(signed_item());
    std::size_t at = 0;
    for (auto const* key : {"d1:k32:", "4:salt1:s", "3:seqi3e", "3:sig64:", "1:v5:helloe"}) {
        auto const found = bytes.find(key, at);
        ASSERT_NE(found, std::string::npos) << key;
        at = found;
    }
    EXPECT_EQ(write_item(item{.value = "i1e"}), "d1:vi1ee");
}

TEST(item_file, of_an_immutable_item_has_only_a_value)
{
    auto const what = read_item("d1:vi1ee", "x");
    EXPECT_EQ(what.value, "i1e");
    EXPECT_FALSE(what.key);
    EXPECT_FALSE(is_signed(what));
}

TEST(item_file, is_read_whatever_its_signature_is)
{
    auto const what = read_item(parts{}.file(), "x");
    EXPECT_FALSE(is_signed(what));
}

TEST(item_file, lacking_a_part_is_refused_and_says_which)
{
    EXPECT_EQ(refusal(parts{.k = ""}.file()), "cannot read item x: it has no k");
    EXPECT_EQ(refusal(parts{.seq = ""}.file()), "cannot read item x: it has no seq");
    EXPECT_EQ(refusal(parts{.sig = ""}.file()), "cannot read item x: it has no sig");
    EXPECT_EQ(refusal(parts{.v = ""}.file()), "cannot read item x: it has no value (v)");
    EXPECT_EQ(refusal("de"), "cannot read item x: it has no value (v)");
}

TEST(item_file, with_a_part_of_another_kind_or_size_is_refused)
{
    EXPECT_EQ(
        refusal(parts{.k = "1:k31:" + std::string(31, 'k')}.file()),
        "cannot read item x: its k has 31 bytes instead of 32");
    EXPECT_EQ(
        refusal(parts{.sig = "3:sig65:" + std::string(65, 's')}.file()),
        "cannot read item x: its sig has 65 bytes instead of 64");
    EXPECT_EQ(refusal(parts{.k = "1:kle"}.file()), "cannot read item x: its k is no string");
    EXPECT_EQ(refusal(parts{.seq = "3:seq1:3"}.file()), "cannot read item x: its seq is no number");
    EXPECT_EQ(
        refusal(parts{.seq = "3:seqi-1e"}.file()),
        "cannot read item x: its seq is -1, and none is below 0");
    EXPECT_EQ(
        refusal(parts{.salt = "4:salt0:"}.file()), "cannot read item x: an empty salt is none");
    EXPECT_EQ(
        refusal(parts{.salt = "4:salt65:" + std::string(65, 's')}.file()),
        "cannot read item x: its salt: 65 bytes, and nodes take at most 64");
    EXPECT_EQ(
        refusal(parts{.v = "1:v997:" + std::string(997, 'x')}.file()),
        "cannot read item x: its value: 1001 bytes bencoded, and nodes take at most 1000");
    EXPECT_EQ(refusal(parts{.v = "1:v996:" + std::string(996, 'x')}.file()), "none");
    EXPECT_EQ(refusal(parts{.salt = "4:salt64:" + std::string(64, 's')}.file()), "none");
}

TEST(item_file, that_is_not_just_an_item_is_refused)
{
    EXPECT_EQ(refusal(""), "cannot read item x: it is no bencoded dictionary");
    EXPECT_EQ(refusal("5:hello"), "cannot read item x: it is no bencoded dictionary");
    EXPECT_EQ(refusal("d1:v1:x"), "cannot read item x: it ends in the middle at byte 7");
    EXPECT_EQ(refusal("d1:v1:xe\n"), "cannot read item x: something follows it at byte 8");
    EXPECT_EQ(refusal("d3:casi1e1:v1:xe"), "cannot read item x: items have no key cas");
    EXPECT_EQ(refusal("d1:v1:x1:v1:xe"), "cannot read item x: its keys are not in order");
    EXPECT_EQ(refusal("d1:v02:xxe"), "cannot read item x: a number begins with 0");
    EXPECT_EQ(
        refusal(parts{}.file() + "e"),
        fmt::format("cannot read item x: something follows it at byte {}", parts{}.file().size()));
}

TEST(item_file, cut_short_anywhere_is_refused)
{
    auto const whole = write_item(signed_item());
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_NE(refusal(whole.substr(0, size)), "none") << size;
    EXPECT_LE(whole.size(), most_item_bytes);
}

TEST(value, that_is_not_canonical_is_refused)
{
    for (auto const* good : {"i1e", "i-1e", "0:", "le", "de", "d1:ai1e1:b1:xe", "lli1eee"})
        EXPECT_FALSE(fault_of_value(good)) << good;
    for (auto const* bad :
         {"",
          "x",
          "i1",
          "i01e",
          "i-0e",
          "01:x",
          "d1:bi1e1:ai1ee",
          "d1:ai1e1:ai1ee",
          "i1ei1e",
          "di1e1:xe"})
        EXPECT_TRUE(fault_of_value(bad)) << bad;
    EXPECT_THROW(check_value("i01e"), bt::error);
}

/// As libtorrent's node reads what comes.
bool is_read_by_a_node(std::string const& value)
{
    auto const message = fmt::format(
        "d1:ad3:casi1e2:id20:{0:a>20}1:k32:{0:k>32}4:salt64:{0:s>64}3:seqi1e3:sig64:{0:s>64}"
        "5:token4:aaaa1:v{1}e1:q3:put2:roi1e1:t2:aa1:v4:LT201:y1:qe",
        "",
        value);
    lt::bdecode_node out;
    lt::error_code reason;
    return lt::bdecode(
               message.data(), message.data() + message.size(), out, reason, nullptr, 10, 500)
        == 0;
}

TEST(value, that_is_nested_deeper_than_nodes_read_is_refused)
{
    for (std::size_t depth = 1; depth < 15; ++depth) {
        auto const value = std::string(depth, 'l') + "i1e" + std::string(depth, 'e');
        EXPECT_EQ(!fault_of_value(value), is_read_by_a_node(value)) << depth;
    }
}

TEST(value, with_more_in_it_than_nodes_read_is_refused)
{
    std::string strings;
    std::string lists;
    for (int i = 0; i < 499; ++i) {
        strings += "0:";
        lists += "le";
        for (auto const& inside : {strings, lists}) {
            auto const value = "l" + inside + "e";
            if (value.size() > most_value_bytes) continue;
            EXPECT_EQ(!fault_of_value(value), is_read_by_a_node(value)) << i;
        }
    }
}

}  // namespace
