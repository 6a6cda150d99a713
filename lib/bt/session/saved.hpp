#pragma once

#include <bt/base/export.hpp>
#include <bt/session/resume.hpp>
#include <bt/state/saved_torrent.hpp>

#include <memory>

/// Between what a session saves and what a store keeps.
namespace bt::session {

/// Nothing if only the metadata was saved.
[[nodiscard]] BT_API std::shared_ptr<resume_data const> resume_of(state::saved_torrent const& from);

BT_API void put_resume(state::saved_torrent& into, resume_data const& what);

}  // namespace bt::session
