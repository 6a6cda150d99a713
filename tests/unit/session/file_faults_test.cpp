#include <bt/session/file_faults.hpp>

#include <gtest/gtest.h>

#include <cerrno>
#include <string>

namespace bt::session {
namespace {

using std::chrono::seconds;
using op = lt::operation_t;

lt::error_code number(int of)
{
    return {of, lt::generic_category()};
}

file_fault fault(int reason, std::string_view path = "t/a", op doing = op::file_write)
{
    return {.torrent = 1, .path = path, .operation = doing, .reason = number(reason)};
}

class trouble_with_files : public testing::Test {
protected:
    [[nodiscard]] bool is_news(file_fault const& what) { return faults.is_news(what, now); }

    file_faults faults;
    file_faults::clock::time_point now = file_faults::clock::now();
};

TEST_F(trouble_with_files, is_told_once_for_all_blocks)
{
    EXPECT_TRUE(is_news(fault(EIO)));
    for (int block = 0; block < 100; ++block)
        EXPECT_FALSE(is_news(fault(EIO)));
}

TEST_F(trouble_with_files, is_another_in_another_file_or_operation)
{
    EXPECT_TRUE(is_news(fault(EIO)));
    EXPECT_TRUE(is_news(fault(EIO, "t/b")));
    EXPECT_FALSE(is_news(fault(EACCES)));
    EXPECT_TRUE(is_news(fault(EIO, "t/a", op::file_read)));
    auto other = fault(EIO);
    other.torrent = 2;
    EXPECT_TRUE(is_news(other));
    EXPECT_FALSE(is_news(fault(EIO)));
}

TEST_F(trouble_with_files, of_the_whole_disk_is_one_whichever_file_meets_it)
{
    for (int const reason : {ENOSPC, EDQUOT, EROFS}) {
        EXPECT_TRUE(is_news(fault(reason)));
        EXPECT_FALSE(is_news(fault(reason, "t/b")));
        EXPECT_FALSE(is_news(fault(reason, "t/c", op::file_fallocate)));
    }
}

TEST_F(trouble_with_files, is_news_again_after_a_minute)
{
    EXPECT_TRUE(is_news(fault(EIO)));
    now += seconds{60};
    EXPECT_FALSE(is_news(fault(EIO)));
    now += seconds{1};
    EXPECT_TRUE(is_news(fault(EIO)));
}

TEST_F(trouble_with_files, is_news_again_when_it_was_forgotten)
{
    EXPECT_TRUE(is_news(fault(EIO)));
    faults.forget(2);
    EXPECT_FALSE(is_news(fault(EIO)));
    faults.forget(1);
    EXPECT_TRUE(is_news(fault(EIO)));
}

TEST_F(trouble_with_files, does_not_grow_without_end)
{
    for (int file = 0; file < 1000; ++file)
        EXPECT_TRUE(is_news(fault(EIO, std::to_string(file))));
    EXPECT_TRUE(is_news(fault(EIO, "another")));
    EXPECT_TRUE(is_news(fault(EIO, "0"))) << "the thousand are forgotten";
}

}  // namespace
}  // namespace bt::session
