#include "feed_lock.hpp"

#include <bt/base/error.hpp>
#include <bt/digest/digest.hpp>
#include <bt/state/feed_store.hpp>

#include <fmt/format.h>

#include <fcntl.h>

#include <cerrno>

namespace bt::state {
namespace {

struct flock byte_at(std::int64_t offset, short kind = F_WRLCK)
{
    struct flock what {};
    what.l_type = kind;
    what.l_whence = SEEK_SET;
    what.l_start = offset;
    what.l_len = 1;
    return what;
}

/// Two of a billion feeds might get the same byte; they would be polled one after the other.
std::int64_t place_of(std::string const& url)
{
    auto const sum = digest::sha256(url);
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < 7; ++i)
        out = out << 8U | static_cast<unsigned char>(sum[i]);
    return static_cast<std::int64_t>(out) + 1;
}

}  // namespace

unique_fd open_lock_file(std::string const& database)
{
    auto const path = database + ".lock";
    unique_fd file{
        ::open(path.c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_NOCTTY | O_CLOEXEC, 0600)};
    if (!file) fail_errno(exit_code::io, "open", path);
    return file;
}

void lock_opening(unique_fd const& file, std::string const& database)
{
    auto what = byte_at(0);
    while (::fcntl(file.get(), F_OFD_SETLKW, &what) != 0)
        if (errno != EINTR) fail_errno(exit_code::io, "lock", database + ".lock");
}

feed_claims::feed_claims(std::string database)
    : database_{std::move(database)}
    , file_{open_lock_file(database_)}
{
}

void feed_claims::take(std::string const& url)
{
    auto what = byte_at(place_of(url));
    while (::fcntl(file_.get(), F_OFD_SETLK, &what) != 0) {
        if (errno == EAGAIN || errno == EACCES)
            fail(exit_code::busy, "poll", url, "another process is at it");
        if (errno != EINTR) fail_errno(exit_code::io, "lock", database_ + ".lock");
    }
}

void feed_claims::release(std::string const& url)
{
    auto what = byte_at(place_of(url), F_UNLCK);
    (void)::fcntl(file_.get(), F_OFD_SETLK, &what);
}

}  // namespace bt::state
