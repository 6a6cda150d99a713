#pragma once

#include <bt/base/export.hpp>
#include <bt/state/saved_torrent.hpp>

#include <string>
#include <string_view>

/// What a one-shot tool keeps of a torrent, in a sealed file beside the data. It goes away when
/// the data is complete.
namespace bt::state {

/// `<folder>/.bt-<key>.resume`. Throws error(failed) for what is no key.
[[nodiscard]] BT_API std::string resume_path(std::string const& folder, std::string_view key);

/// The file appears whole or not at all, readable by its owner alone. Throws error(io).
BT_API void write_resume_file(std::string const& folder, saved_torrent const& torrent);

struct resume_file {
    enum class state {
        absent,
        damaged,  ///< or put there by somebody else: check the data in full
        newer,    ///< of a later version, which can still use it
        whole
    };
    state what = state::absent;
    std::string why;        ///< for a warning about what is damaged or newer: "it was cut short"
    saved_torrent torrent;  ///< if it is whole
};

/// Follows no link, and waits for no pipe. A file that is of another torrent, whatever its name,
/// is damaged. Throws error(io) where there is a file that cannot be read.
[[nodiscard]] BT_API resume_file read_resume_file(std::string const& folder, std::string_view key);

/// Renames what read_resume_file() did not like to "<its name>.bad", over an older one of the
/// kind, so that it can be looked at; gives the new path. Throws error(io).
BT_API std::string set_resume_file_aside(std::string const& folder, std::string_view key);

/// It is fine if there is none. Throws error(io).
BT_API void remove_resume_file(std::string const& folder, std::string_view key);

}  // namespace bt::state
