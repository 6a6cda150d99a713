#include "support/files.hpp"

#include <bt/base/copy.hpp>
#include <bt/base/file.hpp>

#include <fcntl.h>
#include <gtest/gtest.h>

#include <cerrno>
#include <string>

namespace bt::test {
namespace {

class copy : public ::testing::Test {
protected:
    void SetUp() override { write_file(place / "from", text_); }

    [[nodiscard]] bool copies(std::int64_t size, std::stop_token const& stop = {}) const
    {
        unique_fd const from{::open((place / "from").c_str(), O_RDONLY | O_CLOEXEC)};
        unique_fd const to{::open((place / "to").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600)};
        return copy_content(from.get(), to.get(), size, stop);
    }
    [[nodiscard]] std::string copied() const { return read_file(place / "to"); }

    scratch place;
    std::string text_ = std::string(200'000, 'x') + "the end";
};

TEST_F(copy, the_whole_or_its_beginning)
{
    EXPECT_TRUE(copies(static_cast<std::int64_t>(text_.size())));
    EXPECT_EQ(copied(), text_);
    std::filesystem::remove(place / "to");
    EXPECT_TRUE(copies(100));
    EXPECT_EQ(copied(), text_.substr(0, 100));
}

TEST_F(copy, a_source_that_is_shorter_fails)
{
    EXPECT_FALSE(copies(static_cast<std::int64_t>(text_.size()) + 1));
    EXPECT_EQ(errno, EIO);
}

TEST_F(copy, a_stop_is_heard)
{
    std::stop_source stop;
    stop.request_stop();
    EXPECT_FALSE(copies(100, stop.get_token()));
    EXPECT_EQ(errno, ECANCELED);
}

}  // namespace
}  // namespace bt::test
