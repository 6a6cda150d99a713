#include "saved.hpp"

namespace bt::session {

std::shared_ptr<resume_data const> resume_of(state::saved_torrent const& from)
{
    if (from.resume.empty()) return nullptr;
    auto out = std::make_shared<resume_data>();
    out->bytes = from.resume;
    out->files.reserve(from.files.size());
    for (auto const& each : from.files) {
        disk::file_stamp stamp;
        stamp.size = each.size;
        stamp.mtime_ns = each.mtime_ns;
        out->files.push_back(stamp);
    }
    return out;
}

void put_resume(state::saved_torrent& into, resume_data const& what)
{
    into.resume = what.bytes;
    into.files.clear();
    into.files.reserve(what.files.size());
    for (auto const& each : what.files)
        into.files.push_back({.size = each.size, .mtime_ns = each.mtime_ns});
}

}  // namespace bt::session
