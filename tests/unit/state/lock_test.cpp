#include "fixture.hpp"

#include <bt/state/lock.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

namespace bt::state {
namespace {

namespace fs = std::filesystem;

struct a_lock : testing::Test {
    test::scratch place;
    std::string folder = place.path();

    [[nodiscard]] std::unique_ptr<test::forked> other_holder() const
    {
        auto other = std::make_unique<test::forked>([this](auto const& say) {
            lock const held{folder};
            say(1);
            ::pause();
        });
        EXPECT_EQ(other->listen(), 1);
        return other;
    }
};

TEST_F(a_lock, of_another_process_is_told_with_its_number)
{
    auto const other = other_holder();
    auto const pid = std::to_string(other->pid());
    auto const e = test::caught_error([&] { lock const held{folder}; });
    auto const name = place.path().filename().native();
    EXPECT_EQ(e.code(), exit_code::busy);
    EXPECT_EQ(e.what(), "cannot open session " + name + ": process " + pid + " is using it");
    EXPECT_EQ(e.hint(), "bt-ctl -S " + name + " steers process " + pid);
    EXPECT_EQ(lock_owner(folder), other->pid());
}

TEST_F(a_lock, ends_with_its_process)
{
    auto const other = other_holder();
    other->kill();
    EXPECT_EQ(lock_owner(folder), std::nullopt);
    EXPECT_FALSE(test::read_file(place / "lock").empty()) << "the dead one could write?";
    {
        lock const held{folder};
        EXPECT_EQ(lock_owner(folder), ::getpid());
        EXPECT_EQ(test::read_file(place / "lock"), std::to_string(::getpid()) + "\n");
    }
    EXPECT_EQ(lock_owner(folder), std::nullopt);
    EXPECT_TRUE(fs::exists(place / "lock"));
    lock const again{folder};
}

TEST_F(a_lock, keeps_out_its_own_process_as_well)
{
    lock const held{folder};
    auto const e = test::caught_error([&] { lock const second{folder}; });
    EXPECT_EQ(e.code(), exit_code::busy);
    // Neither that nor asking let go of it.
    EXPECT_EQ(lock_owner(folder), ::getpid());
    EXPECT_EQ(test::caught_error([&] { lock const third{folder}; }).code(), exit_code::busy);
}

TEST_F(a_lock, is_not_taken_by_asking)
{
    EXPECT_EQ(lock_owner(folder), std::nullopt);
    EXPECT_FALSE(fs::exists(place / "lock"));
    EXPECT_EQ(lock_owner(place / "none"), std::nullopt);
    test::write_file(place / "lock", "1\n");
    EXPECT_EQ(lock_owner(folder), std::nullopt);
}

TEST_F(a_lock, whose_holder_cannot_be_known_is_busy_all_the_same)
{
    for (auto const* text : {"", "x\n", "0\n", "-5\n", "99999999999999999999\n", "12"}) {
        lock const held{folder};
        test::write_file(place / "lock", text);
        auto const e = test::caught_error([&] { lock const second{folder}; });
        EXPECT_EQ(e.code(), exit_code::busy) << text;
        EXPECT_NE(std::string{e.what()}.find(": another process is using it"), std::string::npos);
        EXPECT_EQ(lock_owner(folder), 0) << text;
    }
}

TEST_F(a_lock, is_not_inherited_by_programs_that_are_started)
{
    auto held = std::make_unique<lock>(folder);
    test::forked const other{[](auto const& say) {
        say(1);
        ::execlp("sleep", "sleep", "30", nullptr);
    }};
    held.reset();
    // Until exec has closed it, the other one has it too.
    for (int tries = 0; tries < 400 && lock_owner(folder); ++tries)
        ::usleep(10'000);
    lock const again{folder};
}

TEST_F(a_lock, is_a_file_that_can_be_written)
{
    fs::create_symlink("elsewhere", place / "lock");
    auto const e = test::caught_error([&] { lock const held{folder}; });
    EXPECT_EQ(e.code(), exit_code::io);
    EXPECT_FALSE(fs::exists(place / "elsewhere"));
    EXPECT_EQ(test::caught_error([&] { lock const held{place / "none"}; }).code(), exit_code::io);
}

}  // namespace
}  // namespace bt::state
