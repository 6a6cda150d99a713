#pragma once

#include <bt/base/file.hpp>
#include <bt/control/listener.hpp>

#include <functional>
#include <memory>
#include <string>

/// Where the control socket of a session is.
namespace bt::host {

struct socket_request {
    std::string path;       ///< what --control says; empty: that of the session
    std::string session;    ///< its name; empty for none
    std::string state_dir;  ///< as --state-dir says it
    unique_fd inherited;    ///< from the service manager; it wins over all
};

/// $XDG_RUNTIME_DIR/bt-tools/NAME.sock for sessions in the usual state folder; control.sock in the
/// session's own folder for others, and without that variable. Throws as state::session_folder().
[[nodiscard]] std::string socket_path(std::string const& state_dir, std::string const& session);

/// Nothing without a path and a session. Makes the folder in the runtime directory, for its owner
/// alone. Throws what control::listener does.
[[nodiscard]] std::unique_ptr<control::listener> open_socket(socket_request what);

/// Opens the store of a session by `open`, which throws error(busy) where another process has it;
/// or gives the socket of that process, once it answers. A process that ends, or begins, meanwhile
/// is waited for a moment. Throws what `open` does.
[[nodiscard]] std::string open_or_find_host(
    std::string const& state_dir, std::string const& session, std::function<void()> const& open);

}  // namespace bt::host
