#include "fixture.hpp"
#include "support/mount.hpp"

#include <bt/state/codec.hpp>
#include <bt/state/resume_file.hpp>
#include <bt/state/seal.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>

namespace bt::state {
namespace {

using file_state = resume_file::state;
namespace fs = std::filesystem;

struct a_resume_file : testing::Test {
    test::scratch place;
    saved_torrent torrent = test::sample_torrent(1);
    std::string path = resume_path(place.path(), torrent.key);

    [[nodiscard]] resume_file read() const { return read_resume_file(place.path(), torrent.key); }

    void expect_damaged(std::string const& why) const
    {
        auto const found = read();
        EXPECT_EQ(found.what, file_state::damaged) << why;
        EXPECT_EQ(found.why, why);
        EXPECT_EQ(found.torrent, saved_torrent{});
    }
};

TEST_F(a_resume_file, keeps_all_of_a_torrent)
{
    torrent.clean = true;
    write_resume_file(place.path(), torrent);
    EXPECT_EQ(path, place / (".bt-" + torrent.key + ".resume"));
    auto const found = read();
    EXPECT_EQ(found.what, file_state::whole) << found.why;
    EXPECT_EQ(found.torrent, torrent);
}

TEST_F(a_resume_file, keeps_a_magnet_link_without_metadata)
{
    torrent = {
        .key = torrent.info_hash_v2,
        .info_hash_v2 = torrent.info_hash_v2,
        .magnet = "magnet:?xt=urn:btmh:1220" + torrent.info_hash_v2};
    write_resume_file(place.path(), torrent);
    auto const found = read_resume_file(place.path(), torrent.key);
    EXPECT_EQ(found.what, file_state::whole);
    EXPECT_EQ(found.torrent, torrent);
}

TEST_F(a_resume_file, replaces_the_last_one_and_goes_away)
{
    write_resume_file(place.path(), torrent);
    torrent.resume = "d4:moree";
    write_resume_file(place.path(), torrent);
    EXPECT_EQ(read().torrent.resume, "d4:moree");
    remove_resume_file(place.path(), torrent.key);
    EXPECT_EQ(read().what, file_state::absent);
    remove_resume_file(place.path(), torrent.key);
    remove_resume_file(place / "no", torrent.key);
    EXPECT_EQ(read_resume_file(place / "no", torrent.key).what, file_state::absent);
    EXPECT_TRUE(fs::is_empty(place.path()));
}

TEST_F(a_resume_file, is_for_its_owner_alone)
{
    auto const before = ::umask(0);
    write_resume_file(place.path(), torrent);
    ::umask(before);
    EXPECT_EQ(test::mode_of(path), 0600U);
}

TEST_F(a_resume_file, is_damaged_by_any_byte)
{
    write_resume_file(place.path(), torrent);
    auto const whole = test::read_file(path);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto garbled = whole;
        garbled[at] = static_cast<char>(garbled[at] ^ (1 << at % 8));
        test::write_file(path, garbled);
        expect_damaged("its checksum is wrong");
    }
    for (std::size_t length = 0; length < whole.size(); ++length) {
        test::write_file(path, whole.substr(0, length));
        expect_damaged("its checksum is wrong");
    }
    test::write_file(path, whole + "\n");
    expect_damaged("its checksum is wrong");
    test::write_file(path, whole);
    EXPECT_EQ(read().what, file_state::whole);
}

TEST_F(a_resume_file, of_another_torrent_is_not_taken)
{
    auto const other = test::sample_torrent(2);
    write_resume_file(place.path(), other);
    fs::rename(resume_path(place.path(), other.key), path);
    expect_damaged("it is of another torrent");
}

TEST_F(a_resume_file, of_a_newer_version_is_told_apart)
{
    test::write_file(path, seal("anything", seal_version + 1));
    auto const found = read();
    EXPECT_EQ(found.what, file_state::newer);
    EXPECT_EQ(found.why, "it was written by a newer version (format 2; this one knows 1)");
}

TEST_F(a_resume_file, may_have_keys_that_nobody_knows)
{
    auto bytes = encode(torrent, false);
    bytes.insert(bytes.size() - 1, "7:unknownd1:xli1eee");
    test::write_file(path, seal(bytes));
    EXPECT_EQ(read().what, file_state::whole);
    EXPECT_EQ(read().torrent, torrent);
}

TEST_F(a_resume_file, is_held_to_what_is_written_in_one)
{
    auto const key = "3:key40:" + torrent.key;
    auto const hash = "12:info_hash_v140:" + torrent.key;
    for (auto const& inside : {
             std::string{},
             std::string{"le"},
             std::string{"de"},
             "d" + hash + key + "e0",
             "d" + key + hash + "e",
             "d" + hash + hash + key + "e",
             "d" + hash + "3:key3:../e",
             "d" + key + "e",
             "d12:info_hash_v10:" + key + "e",
             "d10:added_timei-1e" + hash + key + "e",
             "d10:added_time1:5" + hash + key + "e",
             "d10:added_timei99999999999999999999e" + hash + key + "e",
             "d8:categoryi1e" + hash + key + "e",
             "d5:cleani2e" + hash + key + "e",
             "d5:filesi1e" + hash + key + "e",
             "d5:filesli1ee" + hash + key + "e",
             "d5:filesli-2ei1ee" + hash + key + "e",
             "d5:filesli1e1:xe" + hash + key + "e",
             "d5:filesl1:xi1ee" + hash + key + "e",
             "d" + hash + key + "8:positioni-1ee",
             "d" + hash + key + "4:tagsli1eee",
             "d" + hash + key + "4:tags1:xe",
         }) {
        test::write_file(path, seal(inside));
        auto const found = read();
        EXPECT_EQ(found.what, file_state::damaged) << inside;
        EXPECT_EQ(found.why, "it is not what this version writes") << inside;
    }
    test::write_file(path, seal("d" + hash + key + "e"));
    EXPECT_EQ(read().what, file_state::whole);
}

TEST_F(a_resume_file, can_hold_anything_under_its_seal)
{
    auto const bytes = encode(torrent, true);
    for (std::uint32_t round = 0; round < 50'000; ++round) {
        auto const random = test::noise(6, round);
        auto garbled = bytes;
        for (std::size_t each = 0; each + 1 < random.size(); each += 2)
            garbled[(static_cast<unsigned char>(random[each]) * 7U + round) % garbled.size()] =
                "0123456789ilde:-"[random[each + 1] & 15];
        auto const found = decode(garbled);
        EXPECT_TRUE(!found || is_key(found->key));
    }
}

TEST_F(a_resume_file, is_a_file_of_our_own)
{
    test::write_file(place / "elsewhere", seal(encode(torrent, true)));
    fs::create_symlink(place / "elsewhere", path);
    expect_damaged("it is a symbolic link");
    // What was put in the way is replaced, and what it leads to is not.
    write_resume_file(place.path(), torrent);
    EXPECT_EQ(read().torrent, torrent);
    EXPECT_FALSE(fs::is_symlink(path));

    fs::remove(path);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    expect_damaged("it is not a regular file");
    fs::remove(path);
    fs::create_directory(path);
    expect_damaged("it is not a regular file");
    auto const e = test::caught_error([&] { write_resume_file(place.path(), torrent); });
    EXPECT_EQ(e.code(), exit_code::io);
    EXPECT_EQ(set_resume_file_aside(place.path(), torrent.key), path + ".bad");
    EXPECT_EQ(read().what, file_state::absent);
    EXPECT_TRUE(fs::exists(path + ".bad"));

    test::write_file(path, "");
    fs::resize_file(path, (256U << 20) + 1);
    expect_damaged("it is larger than the limit of 268435456 bytes");
}

TEST_F(a_resume_file, of_another_user_is_not_believed)
{
    if (::geteuid() != 0) GTEST_SKIP() << "needs root to give a file away";
    write_resume_file(place.path(), torrent);
    ASSERT_EQ(::chown(path.c_str(), 12345, 12345), 0);
    expect_damaged("it belongs to another user");
}

TEST_F(a_resume_file, is_not_a_socket)
{
    int const fd = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    ASSERT_LT(path.size(), sizeof where.sun_path);
    std::memcpy(where.sun_path, path.c_str(), path.size());
    ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&where), sizeof where), 0);
    expect_damaged("it is not a regular file");
    ::close(fd);
}

TEST_F(a_resume_file, has_a_name_that_leads_nowhere_else)
{
    for (auto const* key : {"", "../../etc/passwd", "ABCDEF", "0"}) {
        auto const e = test::caught_error([&] { (void)resume_path(place.path(), key); });
        EXPECT_EQ(e.code(), exit_code::failed);
    }
    torrent.key = torrent.info_hash_v1 + "/";
    EXPECT_EQ(
        test::caught_error([&] { write_resume_file(place.path(), torrent); }).code(),
        exit_code::failed);
}

TEST_F(a_resume_file, stays_as_it_was_when_the_disk_is_full)
{
    test::memory_disk disk{place / "disk", "size=256k"};
    if (!disk.trouble().empty()) GTEST_SKIP() << disk.trouble();
    write_resume_file(disk.path(), torrent);
    auto more = torrent;
    more.resume = test::noise(300'000, 3);
    auto const e = test::caught_error([&] { write_resume_file(disk.path(), more); });
    EXPECT_EQ(e.code(), exit_code::io);
    EXPECT_EQ(
        e.what(),
        "cannot write " + resume_path(disk.path(), torrent.key) + ": No space left on device");
    EXPECT_EQ(read_resume_file(disk.path(), torrent.key).torrent, torrent);
    EXPECT_EQ(std::distance(fs::directory_iterator{disk.path()}, fs::directory_iterator{}), 1);
    ASSERT_TRUE(disk.make_read_only());
    EXPECT_EQ(
        test::caught_error([&] { write_resume_file(disk.path(), torrent); }).code(), exit_code::io);
    EXPECT_EQ(
        test::caught_error([&] { remove_resume_file(disk.path(), torrent.key); }).code(),
        exit_code::io);
}

}  // namespace
}  // namespace bt::state
