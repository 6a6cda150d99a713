#include "fixture.hpp"

#include <bt/state/store.hpp>

#include <signal.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <filesystem>

namespace bt::state {
namespace {

namespace fs = std::filesystem;

struct a_database : testing::Test {
    test::scratch place;
    std::string folder = place / "mirror";
    std::string path = folder + "/session.db";

    void make() const
    {
        store kept{folder};
        kept.put(test::sample_torrents(50));
    }

    [[nodiscard]] error refused() const
    {
        return test::caught_error([&] { store const kept{folder}; });
    }
};

TEST_F(a_database, says_what_it_is)
{
    make();
    EXPECT_EQ(test::ask(path, "PRAGMA application_id"), std::to_string(0x62742d73));
    EXPECT_EQ(test::ask(path, "PRAGMA user_version"), "1");
    EXPECT_EQ(test::ask(path, "PRAGMA journal_mode"), "wal");
    EXPECT_EQ(test::ask(path, "PRAGMA integrity_check"), "ok");
    EXPECT_FALSE(fs::exists(path + ".new"));
}

TEST_F(a_database, that_is_damaged_is_refused_and_stays)
{
    make();
    auto const whole = test::read_file(path);
    std::string header = whole.substr(0, 100);
    for (auto const& bytes : {
             std::string{},
             std::string{"x"},
             whole.substr(0, 99),
             test::noise(10'000, 1),
             header,
             header + test::noise(20'000, 2),
             whole.substr(0, 5000),
         }) {
        test::write_file(path, bytes);
        for (int times = 0; times < 2; ++times) {
            auto const e = refused();
            EXPECT_EQ(e.code(), exit_code::config) << bytes.size() << " " << e.what();
            std::string const sentence = e.what();
            EXPECT_TRUE(
                sentence.starts_with("cannot open session mirror: " + path + " is damaged: "))
                << sentence;
            EXPECT_NE(e.hint().find(path), std::string::npos);
        }
        EXPECT_EQ(test::read_file(path), bytes);
    }
}

TEST_F(a_database, that_is_damaged_can_be_set_aside)
{
    make();
    test::write_file(path, "garbage");
    test::write_file(path + "-wal", "log");
    EXPECT_EQ(set_database_aside(folder), path + ".bad-1");
    EXPECT_EQ(test::read_file(path + ".bad-1"), "garbage");
    EXPECT_EQ(test::read_file(path + ".bad-1-wal"), "log");
    make();
    test::write_file(path, "more garbage");
    EXPECT_EQ(set_database_aside(folder), path + ".bad-2");
    EXPECT_EQ(test::read_file(path + ".bad-1"), "garbage");
    store kept{folder};
    EXPECT_TRUE(kept.torrents().empty());
}

TEST_F(a_database, that_is_damaged_inside_is_told_when_that_shows)
{
    make();
    auto bytes = test::read_file(path);
    // All but the pages with the header and the schema.
    for (std::size_t at = 4096; at < bytes.size(); ++at)
        bytes[at] = static_cast<char>(bytes[at] ^ 0x5a);
    test::write_file(path, bytes);
    auto const e = test::caught_error([&] {
        store kept{folder};
        (void)kept.torrents();
        kept.put(test::sample_torrents(60));
    });
    EXPECT_EQ(e.code(), exit_code::config) << e.what();
}

TEST_F(a_database, of_another_program_is_refused_and_stays)
{
    make();
    test::change(path, "PRAGMA application_id = 5");
    auto const before = test::read_file(path);
    auto const e = refused();
    EXPECT_EQ(e.code(), exit_code::config);
    EXPECT_EQ(
        e.what(), "cannot open session mirror: " + path + " is not the database of a session");
    EXPECT_EQ(test::read_file(path), before);
}

TEST_F(a_database, of_a_newer_version_is_refused_and_stays)
{
    make();
    test::change(path, "PRAGMA user_version = 2");
    auto const before = test::read_file(path);
    auto const e = refused();
    EXPECT_EQ(e.code(), exit_code::config);
    EXPECT_EQ(
        e.what(),
        "cannot open session mirror: " + path
            + " was written by a newer version (format 2; this one knows 1)");
    EXPECT_EQ(test::read_file(path), before);
}

TEST_F(a_database, whose_log_makes_it_newer_is_refused)
{
    make();
    test::forked other{[&](auto const& say) {
        sqlite3* database = nullptr;
        bool const done = sqlite3_open(path.c_str(), &database) == SQLITE_OK
            && sqlite3_exec(database, "PRAGMA user_version = 7", nullptr, nullptr, nullptr)
                == SQLITE_OK;
        say(done ? 1 : 0);
        ::pause();
    }};
    ASSERT_EQ(other.listen(), 1);
    other.kill();
    ASSERT_GT(fs::file_size(path + "-wal"), 0U);
    EXPECT_EQ(refused().code(), exit_code::config);
    EXPECT_EQ(test::ask(path, "PRAGMA user_version"), "7");
}

TEST_F(a_database, does_not_take_the_log_of_one_that_is_gone)
{
    test::forked other{[&](auto const& say) {
        store kept{folder};
        kept.put(test::sample_torrents(5));
        say(1);
        ::pause();
    }};
    ASSERT_EQ(other.listen(), 1);
    other.kill();
    auto const log = test::read_file(path + "-wal");
    ASSERT_FALSE(log.empty());
    fs::remove(path);
    store kept{folder};
    EXPECT_TRUE(kept.torrents().empty());
    EXPECT_EQ(test::read_file(path + ".bad-1-wal"), log);
}

TEST_F(a_database, of_an_older_version_is_brought_up_to_date)
{
    make();
    std::array const newer{
        database_steps()[0],
        "ALTER TABLE torrents ADD COLUMN note TEXT NOT NULL DEFAULT '';",
        "CREATE TABLE later (x INTEGER) STRICT; INSERT INTO later VALUES (42);"};
    {
        store kept{folder, newer};
        auto const found = kept.torrents();
        ASSERT_EQ(found.size(), 50U);
        for (auto const& each : found)
            EXPECT_FALSE(each.damaged);
        kept.put(test::sample_torrents(51));
    }
    EXPECT_EQ(test::ask(path, "PRAGMA user_version"), "3");
    EXPECT_EQ(test::ask(path, "SELECT x FROM later"), "42");
    EXPECT_EQ(refused().code(), exit_code::config);
    // Once is enough.
    store kept{folder, newer};
    EXPECT_EQ(kept.torrents().size(), 51U);
}

TEST_F(a_database, is_made_by_the_same_steps)
{
    std::array const newer{database_steps()[0], "CREATE TABLE later (x INTEGER) STRICT;"};
    {
        store const kept{folder, newer};
    }
    EXPECT_EQ(test::ask(path, "PRAGMA user_version"), "2");
    EXPECT_EQ(test::ask(path, "SELECT count(*) FROM later"), "0");
}

TEST_F(a_database, that_cannot_be_brought_up_to_date_stays_as_it_was)
{
    make();
    std::array const newer{
        database_steps()[0], "CREATE TABLE later (x INTEGER);", "INSERT INTO nowhere VALUES (1);"};
    auto const e = test::caught_error([&] { store const kept{folder, newer}; });
    EXPECT_EQ(e.code(), exit_code::failed);
    EXPECT_EQ(e.what(), "cannot open session mirror: " + path + ": no such table: nowhere");
    EXPECT_EQ(test::ask(path, "SELECT count(*) FROM sqlite_schema WHERE name = 'later'"), "0");
    store kept{folder};
    EXPECT_EQ(kept.torrents().size(), 50U);
}

}  // namespace
}  // namespace bt::state
