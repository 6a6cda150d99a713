#include "made.hpp"
#include "support/files.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/bencode/writer.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/document/clean_name.hpp>
#include <bt/torrent/document/document.hpp>
#include <bt/torrent/load.hpp>
#include <bt/torrent/metainfo_access.hpp>

#include <gtest/gtest.h>

#include <random>

namespace bt::torrent {
namespace {

using bencode::writer;

struct v1_file {
    std::vector<std::string> path;
    std::int64_t length = 1;
    std::string attr;
    std::vector<std::string> link;
};

/// A v1 torrent of these files; piece hashes are no hashes of anything.
std::string v1_torrent(std::vector<v1_file> const& files, std::string const& name = "t")
{
    writer out;
    std::int64_t size = 0;
    out.dictionary().string("info").dictionary().string("files").list();
    for (auto const& file : files) {
        out.dictionary();
        if (!file.attr.empty()) out.string("attr").string(file.attr);
        out.string("length").integer(file.length).string("path").list();
        for (auto const& element : file.path)
            out.string(element);
        out.end();
        if (!file.link.empty()) {
            out.string("symlink path").list();
            for (auto const& element : file.link)
                out.string(element);
            out.end();
        }
        out.end();
        if (file.attr.find('l') == std::string::npos) size += file.length;
    }
    auto const pieces = static_cast<std::size_t>((size + 16383) / 16384);
    out.end().string("name").string(name).string("piece length").integer(16384);
    out.string("pieces").string(std::string(pieces * 20, 'x')).end().end();
    return out.take();
}

std::vector<record::file> files_of(document const& from)
{
    std::vector<record::file> all;
    from.for_each_file([&](record::file const& file) { all.push_back(file); });
    return all;
}

std::vector<std::string> paths_of(std::string const& bytes)
{
    std::vector<std::string> paths;
    for (auto const& file : files_of(parse_document(bytes, "x")))
        paths.push_back(file.path);
    return paths;
}

std::string refusal_of(std::string const& bytes, load_limits const& limits = {})
{
    try {
        (void)parse_document(bytes, "x", limits);
    } catch (error const& e) {
        EXPECT_EQ(e.code(), exit_code::bad_input);
        return std::string{e.what()}.substr(std::string{"cannot read torrent x: "}.size());
    }
    return {};
}

using paths = std::vector<std::string>;

TEST(a_document, keeps_names_that_differ_in_case_and_a_session_does_too)
{
    auto const bytes = v1_torrent({{{"A.txt"}}, {{"a.txt"}}});
    EXPECT_EQ(paths_of(bytes), (paths{"t/A.txt", "t/a.txt"}));
    auto const what = parse_torrent(bytes, "x");
    auto const& files = what.get().params.ti->files();
    EXPECT_EQ(files.file_path(lt::file_index_t{1}), "t/a.txt");
}

TEST(a_document, gives_files_of_one_path_names_of_their_own)
{
    EXPECT_EQ(
        paths_of(v1_torrent({{{"a.b.txt"}}, {{"a.b.txt"}}, {{"a.b.txt"}}})),
        (paths{"t/a.b.txt", "t/a.b.1.txt", "t/a.b.2.txt"}));
    EXPECT_EQ(paths_of(v1_torrent({{{"a"}}, {{"a", "b"}}})), (paths{"t/a.1", "t/a/b"}));
    std::vector<v1_file> many(200, v1_file{{"same"}});
    EXPECT_EQ(refusal_of(v1_torrent(many)), "too many files have the same name");
}

TEST(a_document, never_leads_out_of_its_folder)
{
    EXPECT_EQ(
        paths_of(v1_torrent(
            {{{"..", "..", "etc", "passwd"}},
             {{"/etc/passwd"}},
             {{"a", ".", "b"}},
             {{"", "c"}},
             {{"d\\e"}}})),
        (paths{"t/_/_/etc/passwd", "t/etcpasswd", "t/a/_/b", "t/_/c", "t/de"}));
    EXPECT_EQ(paths_of(v1_torrent({{{"a"}}}, ".."))[0].size(), 40U + 2);
}

TEST(a_document, has_what_a_name_was_before_it_was_cleaned)
{
    auto const all = files_of(parse_document(v1_torrent({{{"a\xff", "b"}}, {{"plain"}}}), "x"));
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].path, "t/a_/b");
    EXPECT_EQ(all[0].elements, (std::vector<std::string>{"a\xff", "b"}));
    EXPECT_FALSE(all[1].elements);
}

TEST(a_document, keeps_links_inside)
{
    auto const link = [](std::vector<std::string> target) {
        return files_of(parse_document(
            v1_torrent(
                {{{"dir", "file"}},
                 {{"dir", "link"}, 0, "l", std::move(target)},
                 {{"ring"}, 0, "l", {"ring", "x"}}}),
            "x"))[1]
            .symlink;
    };
    EXPECT_EQ(link({"dir", "file"}), "t/dir/file");
    EXPECT_EQ(link({"file"}), "t/dir/file");  // counted from the link
    EXPECT_EQ(link({"dir"}), "t/dir");
    EXPECT_EQ(link({"..", "..", "etc"}), "t/dir/link");  // to itself, that is to nowhere
    EXPECT_EQ(link({"nowhere"}), "t/dir/link");
    EXPECT_EQ(link({"ring", "x"}), "t/dir/link");
}

TEST(a_document, may_be_empty_but_no_session_takes_it)
{
    auto const bytes = v1_torrent({{{"a"}, 0}});
    EXPECT_EQ(parse_document(bytes, "x").facts().total_size, 0);
    try {
        (void)parse_torrent(bytes, "x");
        FAIL();
    } catch (error const& e) {
        EXPECT_STREQ(
            e.what(), "cannot read torrent x: all its files are empty, which no session takes");
    }
}

TEST(a_document, keeps_its_limits)
{
    auto const bytes = v1_torrent({{{"a"}, 16384}, {{"b", "c"}, 16384}});
    EXPECT_EQ(refusal_of(bytes, {.pieces = 1}), "2 pieces, where 1 are allowed");
    EXPECT_EQ(refusal_of(bytes, {.files = 1}), "more than 1 files");
    EXPECT_NE(refusal_of(bytes, {.path_bytes = 4}).find("a path of 5 bytes"), std::string::npos);
    EXPECT_NE(refusal_of(bytes, {.items = 5}).find("more than 5 items"), std::string::npos);
    EXPECT_NE(refusal_of(bytes, {.depth = 3}).find("nested more than 3 deep"), std::string::npos);
    EXPECT_EQ(refusal_of(bytes), "");
}

TEST(a_document, of_deep_folders_and_chains_of_links_is_no_trap)
{
    EXPECT_EQ(
        refusal_of(v1_torrent({{std::vector<std::string>(101, "d")}})),
        "a path of more than 100 folders at byte 16");
    EXPECT_EQ(refusal_of(v1_torrent({{std::vector<std::string>(100, "d")}})), "");
    std::vector<v1_file> chain{{{"end", "file"}}};
    for (int i = 0; i < 2000; ++i) {
        auto const before = i == 0 ? std::string{"end"} : std::to_string(i - 1);
        chain.push_back({{std::to_string(i)}, 0, "l", {before, "file"}});
    }
    auto const all = files_of(parse_document(v1_torrent(chain), "x"));
    EXPECT_EQ(all[1].symlink, "t/end/file");
    EXPECT_EQ(all.back().symlink, "t/1999");
}

TEST(a_document, names_the_key_and_the_byte)
{
    EXPECT_EQ(
        refusal_of(v1_torrent({{{"a"}, 1}, {{"b"}, -1}})),
        "key info.files[1].length: less than 0 at byte 49");
    EXPECT_EQ(
        refusal_of("d4:infode1:xi1ee"), "key info.piece length: missing or no integer at byte 7");
    EXPECT_EQ(refusal_of("d1:ai1e1:ai2ee"), "a key stands there twice at byte 7");
}

TEST(a_document, holds_a_magnet_link_until_there_is_more)
{
    test::scratch place;
    auto const hash = std::string(20, 'h');
    writer out;
    out.dictionary().string("magnet-info").dictionary();
    out.string("display-name").string("a b").string("info_hash").string(hash).end().end();
    test::write_file(place / "x.torrent", out.text());
    auto const what = load(place / "x.torrent");
    EXPECT_EQ(what.info_hash_v1(), hash);
    EXPECT_EQ(what.name(), "a b");
    test::write_file(place / "y.magnet", magnet_of(what) + "\n");
    EXPECT_EQ(load(place / "y.magnet").info_hash_v1(), hash);
}

/// What libtorrent takes as well, it describes the same.
void agree(std::string const& bytes)
{
    auto const mine = parse_document(bytes, "x");
    auto const theirs = parse_torrent(bytes, "x", {}, piece_layers::optional);
    auto const& info = *theirs.get().params.ti;
    auto const& files = info.orig_files();
    auto const all = files_of(mine);
    ASSERT_EQ(all.size(), static_cast<std::size_t>(files.num_files()));
    EXPECT_EQ(mine.facts().name, info.name());
    EXPECT_EQ(mine.facts().num_pieces, info.num_pieces());
    EXPECT_EQ(mine.facts().total_size_with_padding, info.total_size());
    for (auto const index : files.file_range()) {
        auto const& file = all[static_cast<std::size_t>(static_cast<int>(index))];
        EXPECT_EQ(file.path, info.files().file_path(index));
        EXPECT_EQ(file.size, files.file_size(index));
        EXPECT_EQ(file.offset, files.file_offset(index));
        EXPECT_EQ(file.pad_file, files.pad_file_at(index));
        auto const root = files.root(index);
        EXPECT_EQ(
            from_hex(file.root.value_or("")).value_or(""),
            root.is_all_zeros() ? "" : root.to_string());
    }
}

TEST(a_document, agrees_with_libtorrent_on_what_both_take)
{
    std::mt19937 random{7};
    for (int round = 0; round < 60; ++round) {
        std::vector<v1_file> files;
        auto const count = 1 + random() % 12;
        for (std::size_t i = 0; i < count; ++i) {
            v1_file file;
            auto const depth = 1 + random() % 3;
            for (std::size_t d = 0; d < depth; ++d)
                file.path.push_back(
                    "n" + std::to_string(random() % 5) + (random() % 4 ? "" : "/."));
            file.path.back() += std::to_string(i);
            file.length = static_cast<std::int64_t>(random() % 50'000);
            if (random() % 6 == 0) file.attr = "p";
            files.push_back(std::move(file));
        }
        files.push_back({{"one more"}, 1});
        agree(v1_torrent(files));
    }
}

TEST(a_document, agrees_with_libtorrent_on_what_it_made)
{
    test::scratch place;
    test::write_file(place / "t/a", std::string(40'000, 'a'));
    test::write_file(place / "t/b/c", std::string(16'384, 'c'));
    test::write_file(place / "t/b/empty", "");
    test::write_file(place / "t/z", "z");
    for (auto const flags :
         {lt::create_flags_t{}, lt::create_torrent::v2_only, lt::create_torrent::v1_only})
        agree(test::made_of(place / "t", flags, 16384));
}

TEST(names, are_cut_as_libtorrent_cuts_them)
{
    std::string path;
    EXPECT_TRUE(append_clean_name(path, std::string(300, 'x') + ".tar"));
    EXPECT_EQ(path, std::string(240, 'x') + ".tar");
    path.clear();
    EXPECT_FALSE(append_clean_name(path, "plain name.txt"));
    EXPECT_TRUE(append_clean_name(path, "new\nline"));
    EXPECT_EQ(path, "plain name.txt/new_line");
    EXPECT_EQ(clean_torrent_name(""), "_");
    EXPECT_EQ(clean_torrent_name("\xe2\x80\xae"), "");
}

TEST(a_bomb, is_refused)
{
    std::string keys = "d";
    for (int i = 0; i < 1'000'000; ++i)
        keys += "7:" + std::to_string(1'000'000 + i) + "i0e";
    EXPECT_EQ(refusal_of(keys + "e"), "key info is missing");
    EXPECT_FALSE(refusal_of("d4:info" + std::string(100'000, 'd')).empty());
    EXPECT_FALSE(refusal_of("d4:info2147483648:").empty());
    EXPECT_FALSE(refusal_of("d4:infod6:lengthi" + std::string(10'000'000, '9') + "eee").empty());
}

}  // namespace
}  // namespace bt::torrent
