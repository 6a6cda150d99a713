#include "output_file.hpp"

#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <limits>

namespace bt_feed {
namespace {

std::string file_of(struct stat const& facts)
{
    return fmt::format("{}:{}:", facts.st_dev, facts.st_ino);
}

}  // namespace

output_file::output_file()
{
    struct stat facts {};
    is_file_ = ::fstat(STDOUT_FILENO, &facts) == 0 && S_ISREG(facts.st_mode);
}

std::string output_file::next_place() const
{
    struct stat facts {};
    if (!is_file_ || ::fstat(STDOUT_FILENO, &facts) != 0) return {};
    bool const appends = (::fcntl(STDOUT_FILENO, F_GETFL) & O_APPEND) != 0;
    auto const at = appends ? facts.st_size : ::lseek(STDOUT_FILENO, 0, SEEK_CUR);
    return at < 0 ? std::string{} : file_of(facts) + fmt::format("{}", at);
}

bool output_file::holds(std::string const& place, std::string_view line) const
{
    struct stat facts {};
    if (!is_file_ || ::fstat(STDOUT_FILENO, &facts) != 0) return false;
    auto const file = file_of(facts);
    if (!place.starts_with(file)) return false;
    auto const at = bt::parse_integer(
        std::string_view{place}.substr(file.size()), 0, std::numeric_limits<off_t>::max());
    // What is open for writing alone may be readable by another way.
    bt::unique_fd const readable{::open("/proc/self/fd/1", O_RDONLY | O_NONBLOCK | O_CLOEXEC)};
    if (!at || !readable) return false;
    std::string found(line.size(), '\0');
    auto const got = ::pread(readable.get(), found.data(), found.size(), *at);
    return got >= 0 && static_cast<std::size_t>(got) == line.size() && found == line;
}

void output_file::settle() const
{
    // A file system that cannot do it has no more to give.
    if (is_file_) (void)::fdatasync(STDOUT_FILENO);
}

}  // namespace bt_feed
