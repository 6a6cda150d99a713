#include <bt/base/exit_code.hpp>

#include <gtest/gtest.h>

#include <csignal>
#include <set>

namespace bt {
namespace {

TEST(exit_statuses, are_numbers_that_scripts_rely_on)
{
    EXPECT_EQ(static_cast<int>(exit_code::usage), 2);
    EXPECT_EQ(static_cast<int>(exit_code::bad_input), 4);
    EXPECT_EQ(static_cast<int>(exit_code::no_output), 5);
    EXPECT_EQ(static_cast<int>(exit_code::corrupt), 6);
    EXPECT_EQ(static_cast<int>(exit_code::incomplete), 7);
    EXPECT_EQ(static_cast<int>(exit_code::not_found), 8);
    EXPECT_EQ(static_cast<int>(exit_code::timed_out), 9);
    EXPECT_EQ(static_cast<int>(exit_code::network), 10);
    EXPECT_EQ(static_cast<int>(exit_code::io), 11);
    EXPECT_EQ(static_cast<int>(exit_code::too_few), 12);
    EXPECT_EQ(static_cast<int>(exit_code::partial), 13);
    EXPECT_EQ(static_cast<int>(exit_code::refused), 14);
    EXPECT_EQ(static_cast<int>(exit_code::busy), 15);
    EXPECT_EQ(stopped_by(SIGINT), exit_code::interrupted);
    EXPECT_EQ(stopped_by(SIGTERM), exit_code::terminated);
    EXPECT_EQ(stopped_by(SIGHUP), exit_code::hung_up);
}

TEST(exit_statuses, have_each_a_word_and_a_sentence_of_their_own)
{
    std::set<std::string_view> words;
    for (auto const& row : exit_table) {
        EXPECT_TRUE(words.insert(row.name).second) << row.name;
        EXPECT_TRUE(row.doc.ends_with('.')) << row.name;
        EXPECT_EQ(row_of(row.code).name, row.name);
    }
}

}  // namespace
}  // namespace bt
