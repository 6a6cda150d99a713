#include "file_faults.hpp"

#include <fmt/format.h>
#include <libtorrent/operations.hpp>

#include <cerrno>

namespace bt::session {
namespace {

constexpr std::chrono::minutes memory{1};
constexpr std::size_t most_faults = 1000;

/// A full or read-only disk is one fault, whichever file it was met in.
bool is_of_the_disk(lt::error_code const& reason)
{
    namespace errc = boost::system::errc;
    return reason == errc::no_space_on_device || reason == errc::read_only_file_system
        || (reason.category() == lt::generic_category() && reason.value() == EDQUOT);
}

}  // namespace

bool file_faults::is_news(file_fault const& what, clock::time_point now)
{
    auto& of = told_[what.torrent];
    if (now - of.since > memory || of.faults.size() >= most_faults) of = {{}, now};
    // What follows from a trouble in the same work on the same file has other reasons at times.
    return of.faults
        .insert(
            is_of_the_disk(what.reason)
                ? what.reason.message()
                : fmt::format("{} {}", lt::operation_name(what.operation), what.path))
        .second;
}

void file_faults::forget(std::uint32_t torrent)
{
    told_.erase(torrent);
}

}  // namespace bt::session
