#pragma once

#include <string>
#include <string_view>

namespace bt_feed {

/// Standard output where it is a regular file: there, unlike in a pipe, what was written can be
/// looked up. For anything else it does nothing.
class output_file {
public:
    output_file();

    /// Where the next line will be, to be told to holds(); empty for anything but a file.
    [[nodiscard]] std::string next_place() const;
    /// Whether the file is the one that the place is in, and has this line there.
    [[nodiscard]] bool holds(std::string const& place, std::string_view line) const;
    /// Returns when what was written is on the medium, as far as the file system can say.
    void settle() const;

private:
    bool is_file_ = false;
};

}  // namespace bt_feed
