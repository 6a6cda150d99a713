#include "room_watch.hpp"

#include <libtorrent/torrent_flags.hpp>

#include <sys/statvfs.h>

#include <cerrno>
#include <utility>

namespace bt::session {
namespace {

constexpr std::chrono::seconds look_every{1};
// A quota is not seen from outside: it is tried.
constexpr std::chrono::seconds try_quota_every{30};
constexpr std::int64_t worth_a_try = 1024 * 1024;

std::int64_t free_on_file_system(std::string const& folder)
{
    struct statvfs facts {};
    if (::statvfs(folder.c_str(), &facts) != 0) return 0;
    return static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
}

}  // namespace

room_watch::room_watch(free_bytes_at free_bytes)
    : free_bytes_{free_bytes ? std::move(free_bytes) : free_on_file_system}
{
}

void room_watch::on_error(
    lt::torrent_handle const& torrent, lt::error_code const& reason, std::string const& save_path)
{
    auto const is = [&](int number) {
        return reason == lt::error_code{number, lt::generic_category()};
    };
    if (!is(ENOSPC) && !is(EDQUOT)) return;
    auto const free = is(ENOSPC) ? free_bytes_(save_path) : -1;
    full_.try_emplace(torrent.id(), waiting{torrent, save_path, free, clock::now()});
}

void room_watch::look(clock::time_point now)
{
    if (full_.empty() || now < next_look_) return;
    next_look_ = now + look_every;
    for (auto at = full_.begin(); at != full_.end();) {
        auto const& each = at->second;
        bool const has_room = each.free_bytes < 0
            ? now - each.since >= try_quota_every
            : free_bytes_(each.folder) >= each.free_bytes + worth_a_try;
        if (!has_room) {
            ++at;
            continue;
        }
        if (each.handle.is_valid()) each.handle.unset_flags(lt::torrent_flags::upload_mode);
        at = full_.erase(at);
    }
}

void room_watch::forget(std::uint32_t torrent)
{
    full_.erase(torrent);
}

}  // namespace bt::session
