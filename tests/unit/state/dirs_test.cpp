#include "fixture.hpp"

#include <bt/state/dirs.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>

namespace bt::state {
namespace {

namespace fs = std::filesystem;

/// The variables that count are as the test wants them, and later as they were.
struct a_state_folder : testing::Test {
    a_state_folder()
    {
        for (auto const* name : {"HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"}) {
            auto const* value = std::getenv(name);
            if (value != nullptr) before[name] = value;
            ::unsetenv(name);
        }
        ::setenv("HOME", "/home-of-a-test", 1);
    }

    ~a_state_folder() override
    {
        for (auto const* name : {"HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME"})
            ::unsetenv(name);
        for (auto const& [name, value] : before)
            ::setenv(name.c_str(), value.c_str(), 1);
    }

    std::map<std::string, std::string> before;
};

TEST_F(a_state_folder, for_state_is_what_was_given_or_where_the_specification_says)
{
    EXPECT_EQ(state_dir("some/where"), "some/where");
    EXPECT_EQ(state_dir(""), "/home-of-a-test/.local/state/bt-tools");
    EXPECT_EQ(cache_dir(), "/home-of-a-test/.cache/bt-tools");
    EXPECT_EQ(runtime_dir("/the/session"), "/the/session");
    ::setenv("XDG_STATE_HOME", "/var/s", 1);
    ::setenv("XDG_CACHE_HOME", "/var/c/", 1);
    ::setenv("XDG_RUNTIME_DIR", "/run/user/1", 1);
    EXPECT_EQ(state_dir(""), "/var/s/bt-tools");
    EXPECT_EQ(cache_dir(), "/var/c/bt-tools");
    EXPECT_EQ(runtime_dir("/the/session"), "/run/user/1/bt-tools");
}

TEST_F(a_state_folder, named_by_a_relative_path_in_the_environment_does_not_count)
{
    for (auto const* value : {"", "relative", "./x"}) {
        ::setenv("XDG_STATE_HOME", value, 1);
        ::setenv("XDG_RUNTIME_DIR", value, 1);
        EXPECT_EQ(state_dir(""), "/home-of-a-test/.local/state/bt-tools");
        EXPECT_EQ(runtime_dir("/the/session"), "/the/session");
    }
    ::setenv("HOME", "here", 1);
    auto const e = test::caught_error([] { (void)state_dir(""); });
    EXPECT_EQ(e.code(), exit_code::config);
    EXPECT_STREQ(e.what(), "cannot find the state folder: HOME is not set");
    EXPECT_EQ(e.hint(), "XDG_STATE_HOME can say where it is");
}

TEST_F(a_state_folder, of_a_session_has_a_name_that_leads_nowhere_else)
{
    for (std::string const& name :
         {std::string{"default"}, std::string{"A.b_c-9"}, std::string{"0"}, std::string(64, 'x')})
        EXPECT_EQ(session_folder("/s", name), "/s/sessions/" + name);
    for (auto const& name : {
             std::string{},
             std::string{"."},
             std::string{".."},
             std::string{"-x"},
             std::string{"_x"},
             std::string{"a/b"},
             std::string{"a b"},
             std::string{"a\n"},
             std::string{"a\0b", 3},
             std::string{"gr\xc3\xbc\xc3\x9f\x65"},
             std::string(65, 'x'),
         }) {
        auto const e = test::caught_error([&] { (void)session_folder("/s", name); });
        EXPECT_EQ(e.code(), exit_code::usage) << name;
    }
}

TEST_F(a_state_folder, is_made_for_its_owner_alone)
{
    for (auto const mask : {0U, 022U, 077U}) {
        test::scratch place;
        auto const before_test = ::umask(mask);
        make_private_folder(place / "a/b//c/");
        ::umask(before_test);
        for (auto const* each : {"a", "a/b", "a/b/c"})
            EXPECT_EQ(test::mode_of(place / each), 0700U) << each;
        make_private_folder(place / "a/b/c");
    }
}

TEST_F(a_state_folder, that_others_may_write_to_is_refused)
{
    test::scratch place;
    for (auto const mode : {0777U, 0770U, 0722U, 01777U}) {
        make_private_folder(place / "x");
        ASSERT_EQ(::chmod((place / "x").c_str(), mode), 0);
        auto const e = test::caught_error([&] { make_private_folder(place / "x"); });
        EXPECT_EQ(e.code(), exit_code::config);
        EXPECT_EQ(e.what(), "cannot use folder " + (place / "x") + ": others may write to it");
        EXPECT_EQ(e.hint(), "chmod go-w " + (place / "x"));
        ASSERT_EQ(::chmod((place / "x").c_str(), 0755), 0);
    }
    make_private_folder(place / "x");
    if (::geteuid() != 0) return;
    ASSERT_EQ(::chown((place / "x").c_str(), 12345, 12345), 0);
    auto const e = test::caught_error([&] { make_private_folder(place / "x"); });
    EXPECT_EQ(e.code(), exit_code::config);
    EXPECT_EQ(
        e.what(),
        "cannot use folder " + (place / "x") + ": it belongs to another user, number 12345");
}

TEST_F(a_state_folder, that_cannot_be_is_told)
{
    test::scratch place;
    test::write_file(place / "file", "");
    EXPECT_EQ(
        test::caught_error([&] { make_private_folder(place / "file"); }).code(), exit_code::config);
    EXPECT_EQ(
        test::caught_error([&] { make_private_folder(place / "file/x"); }).code(), exit_code::io);
    EXPECT_EQ(test::caught_error([&] { make_private_folder(""); }).code(), exit_code::io);
    EXPECT_EQ(
        test::caught_error([&] { make_private_folder("/proc/none/x"); }).code(), exit_code::io);
}

TEST_F(a_state_folder, of_a_session_is_found_by_its_database)
{
    test::scratch place;
    EXPECT_TRUE(session_names(place.path()).empty());
    EXPECT_TRUE(session_names(place / "none").empty());
    for (auto const* name : {"b", "a", "-no", "c.d"})
        test::write_file(place / "sessions" + ("/" + std::string{name}) + "/session.db", "");
    fs::create_directory(place / "sessions/empty");
    test::write_file(place / "sessions/file", "");
    EXPECT_EQ(session_names(place.path()), (std::vector<std::string>{"a", "b", "c.d"}));
    test::write_file(place / "other/sessions", "");
    EXPECT_EQ(
        test::caught_error([&] { (void)session_names(place / "other"); }).code(), exit_code::io);
}

}  // namespace
}  // namespace bt::state
