#include "transfer.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace bt::disk {
namespace {

// The kernel takes up to 1024 (IOV_MAX).
constexpr std::ptrdiff_t most_parts = 256;

template <class Call>
moved_bytes move_all(strip const& what, std::int64_t at, Call call)
{
    std::vector<iovec> left(what.parts().begin(), what.parts().end());
    auto* next = left.data();
    auto* const end = next + left.size();
    moved_bytes done;
    while (done.bytes < what.size()) {
        auto const count = static_cast<int>(std::min<std::ptrdiff_t>(most_parts, end - next));
        auto const moved = call(next, count, at + static_cast<std::int64_t>(done.bytes));
        if (moved < 0 && errno == EINTR) continue;
        if (moved <= 0) {
            done.error = moved < 0 ? errno : 0;
            break;
        }
        done.bytes += static_cast<std::size_t>(moved);
        auto over = static_cast<std::size_t>(moved);
        while (next != end && over >= next->iov_len)
            over -= next++->iov_len;
        if (over > 0) {
            next->iov_base = static_cast<char*>(next->iov_base) + over;
            next->iov_len -= over;
        }
    }
    return done;
}

}  // namespace

strip strip::part(std::size_t from, std::size_t size) const
{
    strip out;
    for (auto const& each : parts_) {
        if (size == 0) break;
        if (from >= each.iov_len) {
            from -= each.iov_len;
            continue;
        }
        auto const take = std::min(each.iov_len - from, size);
        out.add(static_cast<char*>(each.iov_base) + from, take);
        size -= take;
        from = 0;
    }
    return out;
}

void strip::fill_with_zeros() const
{
    for (auto const& each : parts_)
        std::memset(each.iov_base, 0, each.iov_len);
}

moved_bytes read_at(int fd, strip const& into, std::int64_t from)
{
    return move_all(into, from, [fd](iovec const* parts, int count, std::int64_t at) {
        return ::preadv(fd, parts, count, at);
    });
}

moved_bytes write_at(int fd, strip const& from, std::int64_t to)
{
    return move_all(from, to, [fd](iovec const* parts, int count, std::int64_t at) {
        return ::pwritev(fd, parts, count, at);
    });
}

}  // namespace bt::disk
