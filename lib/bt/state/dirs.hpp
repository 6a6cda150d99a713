#pragma once

#include <bt/base/export.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Where things are kept between runs, by the XDG Base Directory Specification, whose variables
/// count only if they are absolute paths. Nothing is made but by make_private_folder().
namespace bt::state {

/// The database of a session, in its folder.
inline constexpr std::string_view database_name = "session.db";

/// `given` unless it is empty, else $XDG_STATE_HOME/bt-tools, else ~/.local/state/bt-tools.
/// Throws error(config) if HOME does not say where that is.
[[nodiscard]] BT_API std::string state_dir(std::string const& given);

/// For sockets: $XDG_RUNTIME_DIR/bt-tools, else the session's own folder.
[[nodiscard]] BT_API std::string runtime_dir(std::string const& session_folder);

/// For what can be had again: $XDG_CACHE_HOME/bt-tools, else ~/.cache/bt-tools. Throws as
/// state_dir().
[[nodiscard]] BT_API std::string cache_dir();

/// Throws error(usage) unless the name is one letter or digit and at most 63 more, or any of
/// "._-", all ASCII: it becomes a part of paths.
BT_API void check_session_name(std::string_view name);

/// <state dir>/sessions/<name>. Throws as check_session_name().
[[nodiscard]] BT_API std::string
session_folder(std::string const& state_dir, std::string_view name);

/// The names of folders with a database in them, in the order of their bytes. Throws error(io)
/// where there is something that cannot be listed.
[[nodiscard]] BT_API std::vector<std::string> session_names(std::string const& state_dir);

/// Makes the folder and those above it for their owner alone, whatever the umask. Throws
/// error(config) if it is there and belongs to another user or lets others write, error(io) if it
/// cannot be made.
BT_API void make_private_folder(std::string const& path);

}  // namespace bt::state
