#include "support/files.hpp"
#include "unit/state/fixture.hpp"

#include <bt/base/file.hpp>
#include <bt/base/folder_watch.hpp>

#include <fcntl.h>
#include <poll.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <ctime>
#include <filesystem>
#include <string>
#include <vector>

namespace bt {
namespace {

namespace fs = std::filesystem;
using what = folder_change::what;
using names = std::vector<std::string>;

struct a_watched_folder : testing::Test {
    test::scratch place;
    std::string folder = place / "in";
    folder_watch watch;

    a_watched_folder() { fs::create_directory(folder); }

    [[nodiscard]] std::string in(std::string const& name) const { return folder + "/" + name; }

    /// "+name" for what appeared, "-name" for what is gone, "!" for a lost folder.
    names taken()
    {
        names out;
        for (auto const& each : watch.take()) {
            EXPECT_EQ(each.folder_id, 0);
            out.push_back("+-!"[static_cast<int>(each.happened)] + each.name);
        }
        return out;
    }

    [[nodiscard]] bool is_readable() const
    {
        pollfd queue{.fd = watch.fd(), .events = POLLIN, .revents = 0};
        return ::poll(&queue, 1, 0) == 1;
    }
};

/// A time at which nothing is written any more.
void make_old(std::string const& path)
{
    timespec const long_ago{.tv_sec = 1'000'000'000, .tv_nsec = 0};
    timespec const times[2]{long_ago, long_ago};
    ASSERT_EQ(::utimensat(AT_FDCWD, path.c_str(), times, 0), 0);
}

unique_fd open_file(std::string const& path, int flags)
{
    unique_fd fd{::open(path.c_str(), flags | O_CLOEXEC, 0644)};
    EXPECT_TRUE(fd) << path;
    return fd;
}

TEST_F(a_watched_folder, tells_what_is_in_it_once)
{
    test::write_file(in("b.torrent"), "b");
    test::write_file(in("a.torrent"), "a");
    EXPECT_EQ(watch.add(folder), 0);
    test::write_file(in("c.torrent"), "c");
    EXPECT_EQ(taken(), (names{"+a.torrent", "+b.torrent", "+c.torrent"}));
    EXPECT_EQ(taken(), names{});
    watch.rescan();
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, added_twice_keeps_its_number)
{
    EXPECT_EQ(watch.add(folder), 0);
    EXPECT_EQ(watch.add(folder + "/."), 0);
    EXPECT_EQ(watch.add(place.path()), 1);
    test::write_file(in("a"), "a");
    EXPECT_EQ(taken(), names{"+a"});
}

TEST_F(a_watched_folder, can_be_one_of_many)
{
    for (auto const* name : {"1", "2", "3"}) {
        fs::create_directory(place / name);
        watch.add(place / name);
    }
    test::write_file(place / "3/x", "x");
    test::write_file(place / "1/y", "y");
    EXPECT_EQ(
        watch.take(),
        (std::vector<folder_change>{{0, "y", what::appeared}, {2, "x", what::appeared}}));
}

TEST_F(a_watched_folder, wakes_who_waits_for_it)
{
    watch.add(folder);
    (void)watch.take();
    EXPECT_FALSE(is_readable());
    test::write_file(in("a"), "a");
    EXPECT_TRUE(is_readable());
    EXPECT_EQ(taken(), names{"+a"});
    EXPECT_FALSE(is_readable());
}

TEST_F(a_watched_folder, tells_a_file_when_it_is_closed)
{
    watch.add(folder);
    auto file = open_file(in("a"), O_WRONLY | O_CREAT);
    EXPECT_EQ(taken(), names{});
    ASSERT_TRUE(write_all(file.get(), "half"));
    EXPECT_EQ(taken(), names{});
    watch.rescan();
    EXPECT_EQ(taken(), names{});
    file = unique_fd{};
    EXPECT_EQ(taken(), names{"+a"});
}

TEST_F(a_watched_folder, is_not_deceived_by_the_first_half_of_a_file)
{
    watch.add(folder);
    auto const file = open_file(in("a"), O_WRONLY | O_CREAT);
    ASSERT_TRUE(write_all(file.get(), "half"));
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, does_not_take_an_empty_file_for_a_link)
{
    watch.add(folder);
    ASSERT_EQ(::mknod(in("a").c_str(), S_IFREG | 0600, 0), 0);
    EXPECT_EQ(taken(), names{});
    test::write_file(in("a"), "a");
    EXPECT_EQ(taken(), names{"+a"});
}

TEST_F(a_watched_folder, whose_file_was_open_before_tells_it_again_at_its_end)
{
    auto file = open_file(in("a"), O_WRONLY | O_CREAT);
    watch.add(folder);
    EXPECT_EQ(taken(), names{"+a"});
    ASSERT_TRUE(write_all(file.get(), "whole"));
    file = unique_fd{};
    EXPECT_EQ(taken(), names{"+a"});
}

TEST_F(a_watched_folder, tells_what_is_renamed_into_it_out_of_it_and_within)
{
    watch.add(folder);
    test::write_file(place / "a", "a");
    fs::rename(place / "a", in("a"));
    EXPECT_EQ(taken(), names{"+a"});
    fs::rename(in("a"), in("b"));
    EXPECT_EQ(taken(), (names{"-a", "+b"}));
    fs::rename(in("b"), place / "b");
    EXPECT_EQ(taken(), names{"-b"});
    watch.rescan();
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, tells_links_which_nobody_closes)
{
    watch.add(folder);
    (void)watch.take();
    test::write_file(place / "a", "");
    fs::create_hard_link(place / "a", in("hard"));
    fs::create_symlink("../a", in("soft"));
    fs::create_symlink("nowhere", in("dangling"));
    EXPECT_EQ(taken(), (names{"+hard", "+soft"}));
}

TEST_F(a_watched_folder, tells_a_link_whose_first_name_is_gone_already)
{
    watch.add(folder);
    test::write_file(place / "a", "a");
    fs::create_hard_link(place / "a", in("a"));
    fs::remove(place / "a");
    EXPECT_EQ(taken(), names{"+a"});
}

TEST_F(a_watched_folder, tells_what_was_written_without_a_name_once)
{
    watch.add(folder);
    {
        new_file file{in("new"), {}};
        ASSERT_TRUE(write_all(file.fd(), "whole"));
        EXPECT_EQ(taken(), names{});
        file.commit();
        EXPECT_EQ(taken(), names{"+new"});
    }
    make_old(in("new"));
    write_atomically(in("new"), "another", {.replace = true});
    EXPECT_EQ(taken(), names{"+new"});
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, tells_a_file_again_that_was_written_again)
{
    watch.add(folder);
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    timespec const times[2]{now, now};
    // The same size, and within the grain of a clock that is coarse.
    for (auto const* bytes : {"1", "2"}) {
        auto file = open_file(in("a"), O_WRONLY | O_CREAT);
        ASSERT_TRUE(write_all(file.get(), bytes));
        ASSERT_EQ(::futimens(file.get(), times), 0);
        file = unique_fd{};
        EXPECT_EQ(taken(), names{"+a"});
    }
}

TEST_F(a_watched_folder, does_not_tell_a_file_again_that_was_only_opened)
{
    test::write_file(in("a"), "1");
    make_old(in("a"));
    watch.add(folder);
    EXPECT_EQ(taken(), names{"+a"});
    (void)open_file(in("a"), O_WRONLY);
    (void)test::read_file(in("a"));
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, tells_together_what_happened_to_a_name)
{
    watch.add(folder);
    (void)watch.take();
    test::write_file(in("twice"), "1");
    test::write_file(in("twice"), "2");
    test::write_file(in("brief"), "1");
    fs::remove(in("brief"));
    EXPECT_EQ(taken(), names{"+twice"});
    fs::remove(in("twice"));
    test::write_file(in("twice"), "3");
    EXPECT_EQ(taken(), names{"+twice"});
    fs::remove(in("twice"));
    auto const again = open_file(in("twice"), O_WRONLY | O_CREAT);
    EXPECT_EQ(taken(), names{"-twice"});
}

TEST_F(a_watched_folder, ignores_what_programs_put_aside)
{
    for (auto const* name : {".hidden", "a~", "a.tmp", "a.part"})
        test::write_file(in(name), "x");
    watch.add(folder);
    for (auto const* name : {".later", "b~", "b.tmp", "b.part"})
        test::write_file(in(name), "x");
    EXPECT_EQ(taken(), names{});
    fs::rename(in("b.part"), in("b"));
    EXPECT_EQ(taken(), names{"+b"});
    fs::rename(in("b"), in("b~"));
    EXPECT_EQ(taken(), names{"-b"});
}

TEST_F(a_watched_folder, ignores_what_is_no_file)
{
    fs::create_directory(in("sub"));
    ASSERT_EQ(::mkfifo(in("pipe").c_str(), 0600), 0);
    watch.add(folder);
    fs::create_directory(in("later"));
    test::write_file(in("later/a"), "a");
    fs::create_symlink("later", in("link"));
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, has_names_of_any_bytes)
{
    std::string const odd = "\xff\n\x80#1.torrent";
    watch.add(folder);
    test::write_file(in(odd), "x");
    EXPECT_EQ(taken(), names{"+" + odd});
}

TEST_F(a_watched_folder, is_lost_once_when_it_is_removed)
{
    test::write_file(in("a"), "a");
    watch.add(folder);
    (void)watch.take();
    fs::remove_all(folder);
    EXPECT_EQ(taken(), (names{"-a", "!"}));
    fs::create_directory(folder);
    watch.rescan();
    EXPECT_EQ(taken(), names{});
    EXPECT_EQ(watch.add(folder), 1);
}

TEST_F(a_watched_folder, that_is_renamed_is_lost_with_its_files_untouched)
{
    test::write_file(in("a"), "a");
    watch.add(folder);
    (void)watch.take();
    test::write_file(in("a"), "b");
    fs::rename(folder, place / "elsewhere");
    EXPECT_EQ(taken(), names{"!"});
    test::write_file(place / "elsewhere/b", "b");
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, that_its_path_does_not_lead_to_any_more_is_lost)
{
    for (auto const* name : {"replaced", "missing"}) {
        test::write_file(place / name + "/in/a", "a");
        watch.add(place / name + "/in");
    }
    (void)watch.take();
    // The folders above are not watched, so nothing tells.
    fs::rename(place / "replaced", place / "1");
    fs::rename(place / "missing", place / "2");
    EXPECT_EQ(taken(), names{});
    fs::create_directories(place / "replaced/in");
    watch.rescan();
    EXPECT_EQ(
        watch.take(),
        (std::vector<folder_change>{{0, "", what::lost_folder}, {1, "", what::lost_folder}}));
}

TEST_F(a_watched_folder, is_compared_after_dropped_events)
{
    for (auto const* name : {"same", "gone", "changed"})
        test::write_file(in(name), "1");
    watch.add(folder);
    (void)watch.take();
    // What another one reads of the queue, this one never sees.
    test::write_file(in("new"), "1");
    test::write_file(in("changed"), "22");
    fs::remove(in("gone"));
    std::vector<char> dropped(64 * 1024);
    ASSERT_GT(::read(watch.fd(), dropped.data(), dropped.size()), 0);
    EXPECT_EQ(taken(), names{});
    watch.rescan();
    EXPECT_EQ(taken(), (names{"+changed", "-gone", "+new"}));
    watch.rescan();
    EXPECT_EQ(taken(), names{});
}

TEST_F(a_watched_folder, survives_more_events_than_the_kernel_keeps)
{
    auto const limit = std::stoi(test::read_file("/proc/sys/fs/inotify/max_queued_events"));
    if (limit > 100'000) GTEST_SKIP() << "the queue takes " << limit << " events";
    test::write_file(in("a"), "a");
    test::write_file(in("b"), "b");
    watch.add(folder);
    (void)watch.take();
    // Two events each, never the same twice in a row, which would be one.
    for (int each = 0; each <= limit / 2; ++each) {
        (void)open_file(in("a"), O_RDONLY);
        (void)open_file(in("b"), O_RDONLY);
    }
    fs::remove(in("b"));
    test::write_file(in("c"), "c");
    EXPECT_EQ(taken(), (names{"-b", "+c"}));
    test::write_file(in("d"), "d");
    EXPECT_EQ(taken(), names{"+d"});
}

TEST_F(a_watched_folder, has_a_thousand_files)
{
    constexpr int count = 1000;
    for (int each = 0; each < count; ++each)
        test::write_file(in("before" + std::to_string(each)), "x");
    watch.add(folder);
    for (int each = 0; each < count; ++each)
        test::write_file(in("after" + std::to_string(each)), "x");
    auto first = taken();
    EXPECT_EQ(first.size(), 2U * count);
    std::ranges::sort(first);
    EXPECT_EQ(std::ranges::unique(first).begin(), first.end());
    for (int each = 0; each < count; ++each)
        fs::remove(in("before" + std::to_string(each)));
    auto const second = taken();
    EXPECT_EQ(second.size(), 1U * count);
    EXPECT_TRUE(std::ranges::all_of(second, [](auto const& each) { return each[0] == '-'; }));
}

TEST_F(a_watched_folder, is_a_folder_that_can_be_read)
{
    test::write_file(place / "file", "x");
    auto const none = test::caught_error([&] { watch.add(place / "none"); });
    EXPECT_EQ(none.code(), exit_code::bad_input);
    EXPECT_EQ(
        none.what(), "cannot watch folder " + (place / "none") + ": No such file or directory");
    auto const file = test::caught_error([&] { watch.add(place / "file"); });
    EXPECT_EQ(file.code(), exit_code::bad_input);
    EXPECT_EQ(file.what(), "cannot watch folder " + (place / "file") + ": Not a directory");
    EXPECT_EQ(watch.add(folder), 0);
}

}  // namespace
}  // namespace bt
