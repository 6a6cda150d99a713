#include "support/files.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <nlohmann/json.hpp>

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace bt::torrent {
namespace {

using nlohmann::json;

std::string refusal(std::string const& bytes)
{
    try {
        (void)parse_torrent(bytes, "x");
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::bad_input);
        return e.what();
    }
    return {};
}

std::string text(std::string const& bytes)
{
    return std::to_string(bytes.size()) + ":" + bytes;
}

/// A v1 torrent of one file with this name and length.
std::string single(std::string const& name, std::string const& length = "16384")
{
    return "d4:infod6:lengthi" + length + "e4:name" + text(name)
        + "12:piece lengthi16384e6:pieces20:01234567890123456789ee";
}

TEST(a_torrent, is_refused_with_a_sentence_whatever_is_wrong_with_it)
{
    EXPECT_EQ(refusal(""), "cannot read torrent x: the file is empty");
    EXPECT_EQ(refusal("garbage").find("cannot read torrent x: "), 0U);
    EXPECT_NE(refusal("d4:infode").find("at byte"), std::string::npos);
    EXPECT_EQ(refusal("le"), "cannot read torrent x: not a bencoded dictionary");
    for (std::string const& bad :
         {std::string{"d4:info"} + std::string(2'000'000, 'l'),
          std::string{"99999999999:x"},
          std::string{"i"} + std::string(1'000'000, '9') + "e",
          single("a", "-1"),
          single("a", "0"),
          single("a", "99999999999999999999"),
          single(""),
          std::string{
              "d4:infod6:lengthi1e4:name1:a12:piece lengthi0e6:pieces20:01234567890123456789ee"},
          std::string{"d4:infod6:lengthi1e4:name1:a12:piece lengthi16384e6:pieces3:abcee"},
          std::string{"de"}})
        EXPECT_FALSE(refusal(bad).empty()) << bad.substr(0, 60);
}

TEST(a_torrent, is_refused_when_it_is_cut_anywhere)
{
    auto const whole = single("name");
    for (std::size_t i = 0; i < whole.size(); ++i)
        EXPECT_FALSE(refusal(whole.substr(0, i)).empty()) << i;
    EXPECT_TRUE(refusal(whole).empty());
}

TEST(a_torrent, keeps_every_path_below_the_save_folder)
{
    for (std::string const name : {"../up", "/etc/passwd", "a/../../b", "..", "."}) {
        auto const what = [&]() -> std::optional<document> {
            try {
                return parse_document(single(name), "x");
            } catch (error const&) {
                return std::nullopt;
            }
        }();
        if (!what) continue;
        what->for_each_file([&](record::file const& file) {
            EXPECT_FALSE(file.path.starts_with('/')) << name;
            for (auto const& part : std::filesystem::path{file.path})
                EXPECT_NE(part, "..") << name;
        });
    }
}

TEST(a_torrent, tells_what_it_says)
{
    auto const info = describe(parse_document(single("a\xff"), "x"));
    EXPECT_EQ(info.total_size, 16384);
    EXPECT_EQ(info.num_files, 1);
    EXPECT_EQ(info.num_pieces, 1);
    EXPECT_EQ(info.info_hash_v1->size(), 40U);
    EXPECT_FALSE(info.info_hash_v2);
    EXPECT_EQ(info.is_private, false);
}

TEST(an_input, may_be_an_info_hash)
{
    auto const v1 = load("0123456789ABCDEF0123456789abcdef01234567");
    EXPECT_EQ(v1.key(), "0123456789abcdef0123456789abcdef01234567");
    EXPECT_FALSE(v1.has_metadata());
    EXPECT_EQ(load("MFRGCYTBMJQWEYLCMFRGCYTBMJQWEYLC").info_hash_v1(), "abababababababababab");
    EXPECT_EQ(load(std::string(64, 'a')).info_hash_v2()->size(), 32U);
    EXPECT_THROW((void)load(std::string(40, 'z')), error);
}

TEST(an_input, over_the_cap_is_refused)
{
    test::scratch place;
    test::write_file(place / "big", std::string(1000, 'd'));
    EXPECT_THROW((void)load(place / "big", {.file_bytes = 999}), error);
}

json described(std::string const& uri)
{
    auto const info = describe(parse_magnet(uri));
    json out{{"so", info.select_only}};
    if (info.info_hash_v1) out["v1"] = *info.info_hash_v1;
    if (info.info_hash_v2) out["v2"] = *info.info_hash_v2;
    if (info.name) out["name"] = *info.name;
    out["trackers"] = json::array();
    for (auto const& each : info.trackers)
        out["trackers"].push_back(each.url);
    out["web_seeds"] = json::array();
    for (auto const& each : info.web_seeds)
        out["web_seeds"].push_back(each.url);
    auto const addresses = [](std::vector<record::host_port> const& all) {
        json list = json::array();
        for (auto const& [host, port] : all) {
            bool const v6 = host.find(':') != std::string::npos;
            list.push_back((v6 ? "[" + host + "]" : host) + ":" + std::to_string(port));
        }
        return list;
    };
    out["peers"] = addresses(info.peers);
    out["nodes"] = addresses(info.dht_nodes);
    return out;
}

TEST(a_magnet_link, is_read_as_the_vectors_of_others_say)
{
    std::ifstream in{std::string{BT_TEST_SHARED} + "/vectors/magnets.json"};
    if (!in) GTEST_SKIP() << "../shared/vectors is not here";
    auto const all = json::parse(in);
    ASSERT_GT(all.at("vectors").size(), 30U);
    for (auto const& vector : all.at("vectors")) {
        std::string const uri = vector.at("uri");
        if (vector.contains("error")) {
            EXPECT_THROW((void)parse_magnet(uri), error) << uri;
            continue;
        }
        auto const found = described(uri);
        for (auto const& [key, expected] : vector.items())
            if (found.contains(key)) {
                EXPECT_EQ(found[key], expected) << uri;
            }
    }
}

TEST(a_magnet_link, that_we_write_is_read_back_the_same)
{
    std::string const link =
        "magnet:?xt=urn:btih:cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        "&xt=urn:btmh:1220cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd"
        "&dn=a%20b%26c&tr=http%3A%2F%2Ft%2Fa%3Fx%3D1&ws=http%3A%2F%2Fw%2F&x.pe=[::1]:45&so=0,2-4";
    EXPECT_EQ(magnet_of(parse_magnet(link)), link);
}

}  // namespace
}  // namespace bt::torrent
