#pragma once

#include <bt/base/export.hpp>
#include <bt/session/event.hpp>

#include <libtorrent/alert.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

namespace bt::session {

/// How events name torrents. Kept beside the session, since asking a handle blocks, and throws
/// once its torrent is gone.
class BT_API torrent_names {
public:
    struct entry {
        std::uint32_t id = 0;  ///< the session's own
        std::string key;       ///< v1 hex where there is one, else v2
        std::string name;      ///< empty until it is known
    };

    /// `handle` is lt::torrent_handle::id(), an address that another torrent may get later.
    void add(std::uint32_t handle, entry what);
    void rename(std::uint32_t handle, std::string name);
    [[nodiscard]] entry const* find(std::uint32_t handle) const;

private:
    std::unordered_map<std::uint32_t, entry> entries_;  // by handle
};

/// The event of an alert, on the line where the alert was popped; nothing for alerts without a
/// row. `wanted` decides what is told.
[[nodiscard]] BT_API std::optional<event> to_event(
    lt::alert const& alert, torrent_names const& names, std::span<std::string_view const> wanted);

/// The mask that lets these kinds through, and what a host needs to know in any case.
[[nodiscard]] BT_API lt::alert_category_t mask_for(std::span<std::string_view const> kinds);

}  // namespace bt::session
