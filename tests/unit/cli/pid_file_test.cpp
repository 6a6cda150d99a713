#include "support/files.hpp"
#include "unit/state/fixture.hpp"

#include <bt/cli/readiness.hpp>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <memory>
#include <string>

namespace bt::cli {
namespace {

namespace fs = std::filesystem;

struct a_pid_file : testing::Test {
    test::scratch place;
    std::string path = place / "seed.pid";
    std::string own = std::to_string(::getpid()) + "\n";

    [[nodiscard]] std::unique_ptr<test::forked> other_holder() const
    {
        auto other = std::make_unique<test::forked>([this](auto const& say) {
            pid_file const held{path};
            say(1);
            ::pause();
        });
        EXPECT_EQ(other->listen(), 1);
        return other;
    }

    [[nodiscard]] std::string sentence(std::string const& why) const
    {
        return "cannot write pid file " + path + ": " + why;
    }

    void expect_trouble(exit_code code, std::string const& why) const
    {
        auto const e = test::caught_error([&] { pid_file const held{path}; });
        EXPECT_EQ(e.code(), code);
        EXPECT_EQ(e.what(), sentence(why));
    }
};

TEST_F(a_pid_file, lives_as_long_as_it_is_held)
{
    auto const usual = ::umask(022);
    {
        pid_file const held{path};
        EXPECT_EQ(test::read_file(path), own);
        EXPECT_EQ(test::mode_of(path), 0644U);
    }
    ::umask(usual);
    EXPECT_FALSE(fs::exists(path));
}

TEST_F(a_pid_file, of_another_process_is_left_alone)
{
    auto const other = other_holder();
    auto const pid = std::to_string(other->pid());
    expect_trouble(exit_code::busy, "process " + pid + " holds it");
    EXPECT_EQ(test::read_file(path), pid + "\n");
    test::write_file(path, "");
    expect_trouble(exit_code::busy, "another process holds it");
}

TEST_F(a_pid_file, of_a_process_that_was_killed_is_taken_over)
{
    other_holder()->kill();
    ASSERT_TRUE(fs::exists(path));
    pid_file const held{path};
    EXPECT_EQ(test::read_file(path), own);
}

TEST_F(a_pid_file, with_the_number_of_a_process_that_lives_is_taken_over_too)
{
    test::write_file(path, "1\n");
    pid_file const held{path};
    EXPECT_EQ(test::read_file(path), own);
}

TEST_F(a_pid_file, that_is_longer_is_cut)
{
    test::write_file(path, "2000000000\n");
    pid_file const held{path};
    EXPECT_EQ(test::read_file(path), own);
}

TEST_F(a_pid_file, with_something_else_in_it_is_refused)
{
    for (std::string const text :
         {"[section]\n", "1 2\n", "0\n", "-1\n", "99999999999999999999\n"}) {
        test::write_file(path, text);
        expect_trouble(exit_code::refused, "there is a file with something else in it");
        EXPECT_EQ(test::read_file(path), text);
    }
}

TEST_F(a_pid_file, that_another_took_the_place_of_is_not_removed)
{
    {
        pid_file const held{path};
        fs::rename(path, place / "old");
        test::write_file(path, "7\n");
    }
    EXPECT_EQ(test::read_file(path), "7\n");
}

TEST_F(a_pid_file, that_is_removed_can_be_taken_by_another)
{
    pid_file const first{path};
    fs::remove(path);
    pid_file const second{path};
    EXPECT_TRUE(fs::exists(path));
}

TEST_F(a_pid_file, is_no_link_no_device_and_no_folder)
{
    fs::create_symlink("elsewhere", path);
    expect_trouble(exit_code::no_output, "Too many levels of symbolic links");
    EXPECT_FALSE(fs::exists(place / "elsewhere"));
    fs::remove(path);
    fs::create_directory(path);
    expect_trouble(exit_code::no_output, "Is a directory");
    fs::remove(path);
    ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
    expect_trouble(exit_code::no_output, "it is no file");
    EXPECT_TRUE(fs::exists(path));
    path = place / "none/seed.pid";
    expect_trouble(exit_code::no_output, "No such file or directory");
}

TEST_F(a_pid_file, is_not_held_by_programs_that_are_started)
{
    auto held = std::make_unique<pid_file>(path);
    // A name that stays, to see the lock of the file that is removed.
    fs::create_hard_link(path, place / "same");
    test::forked other{[](auto const& say) {
        say(1);
        ::execlp("sleep", "sleep", "30", nullptr);
    }};
    EXPECT_EQ(other.listen(), 1);
    held.reset();
    unique_fd const same{::open((place / "same").c_str(), O_RDWR | O_CLOEXEC)};
    // Until exec has closed it, the other one has it too.
    int refused = 1;
    for (int tries = 0; tries < 400 && refused != 0; ++tries) {
        refused = ::flock(same.get(), LOCK_EX | LOCK_NB);
        if (refused != 0) ::usleep(10'000);
    }
    EXPECT_EQ(refused, 0);
}

TEST_F(a_pid_file, is_never_held_twice_however_they_come_and_go)
{
    constexpr int rounds = 2000;
    auto const come_and_go = [this](auto const& say) {
        int both = 0;
        for (int each = 0; each < rounds; ++each) {
            try {
                pid_file const held{path};
                // Nobody else may make this one in the meantime.
                unique_fd const alone{
                    ::open((place / "alone").c_str(), O_CREAT | O_EXCL | O_CLOEXEC, 0600)};
                if (!alone) ++both;
                ::unlink((place / "alone").c_str());
            } catch (error const& e) {
                if (e.code() != exit_code::busy) both += rounds;
            }
        }
        say(both);
    };
    test::forked first{come_and_go};
    test::forked second{come_and_go};
    EXPECT_EQ(first.listen(), 0);
    EXPECT_EQ(second.listen(), 0);
    EXPECT_FALSE(fs::exists(path));
}

}  // namespace
}  // namespace bt::cli
