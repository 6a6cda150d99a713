#pragma once

#include <bt/base/export.hpp>
#include <bt/base/file.hpp>

#include <sys/stat.h>

#include <string>
#include <string_view>

namespace bt {

/// A file that is read, and then perhaps replaced by what became of it: whole or not at all, with
/// its permissions, and its owner as far as that is allowed. A symbolic link stays, and leads to
/// the new file. Whoever rewrites a file in this way waits for others who do.
class BT_API rewritten_file {
public:
    /// Throws error(bad_input) where it cannot be read, error(no_output) for what is no regular
    /// file or may not be written.
    rewritten_file(std::string path, read_request const& how);

    [[nodiscard]] std::string const& bytes() const { return bytes_; }
    /// Throws error(no_output), also where somebody else has changed the file since it was read.
    void replace(std::string_view bytes);

private:
    void open(read_request const& how);
    [[nodiscard]] bool is_still_there() const;

    std::string path_;  ///< as it was given, for sentences
    std::string real_;  ///< without links
    unique_fd fd_;
    struct stat facts_ {};
    std::string bytes_;
};

}  // namespace bt
