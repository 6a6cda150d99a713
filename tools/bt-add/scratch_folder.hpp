#pragma once

#include <string>

namespace bt_add {

/// A folder of its own below $TMPDIR or /tmp, which goes away with all that is in it.
class scratch_folder {
public:
    /// Throws error(io).
    scratch_folder();
    ~scratch_folder();
    scratch_folder(scratch_folder const&) = delete;
    scratch_folder& operator=(scratch_folder const&) = delete;
    scratch_folder(scratch_folder&&) = delete;
    scratch_folder& operator=(scratch_folder&&) = delete;

    [[nodiscard]] std::string const& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace bt_add
