#pragma once

#include <bt-edit/options.hpp>
#include <string>
#include <vector>

namespace bt_edit {

/// One torrent to edit.
struct job {
    std::string input;   ///< a path, or "-"
    std::string output;  ///< a path, or "-"; empty edits the input in place
};

/// Which torrents are meant, and where each goes. Reads the list, looks at folders, opens nothing.
/// Throws error(usage) for options that do not go together, and for inputs that would be written
/// to one file.
[[nodiscard]] std::vector<job> jobs_of(options const& given);

}  // namespace bt_edit
