#pragma once

#include <bt/base/export.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bt::torrent {

/// Which files of a folder to take, by globs in the order they were given: the last one that
/// matches a file, or a folder it is in, decides. Where none does, files are taken, unless the
/// first rule is one that includes.
class BT_API file_rules {
public:
    void include(std::string glob);
    void exclude(std::string glob);

    /// The last rule that a file or folder is under; what a folder is under, its content is too.
    struct state {
        std::ptrdiff_t rule = -1;
        bool is_named = false;  ///< by a rule that includes it, itself and not its folder
    };
    /// `path` has no slash in front; `above` is the state of the folder it is in.
    [[nodiscard]] state enter(std::string_view path, state above) const;
    [[nodiscard]] bool takes(state at) const;
    /// Whether something below a folder could still be taken.
    [[nodiscard]] bool may_take_below(state at) const;

private:
    struct rule {
        std::string glob;
        bool takes = false;
    };
    std::vector<rule> rules_;
};

/// The globs of a file, one a line; empty lines and those that start with # are left out.
[[nodiscard]] BT_API std::vector<std::string> globs_of(std::string_view text);

}  // namespace bt::torrent
