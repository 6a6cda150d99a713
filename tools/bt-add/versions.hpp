#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace bt_add {

/// The versions that a key pointed at one after the other: folders named by their sequence numbers
/// below one, and a link `current` to the newest that is complete. Only folders that this made are
/// ever removed; which they are is in a file beside them.
class versions {
public:
    /// Throws error(io) if `folder` cannot be made, error(refused) if `current` is something else
    /// than a link, and error(bad_input) if the list cannot be read. `keep` 0 keeps all.
    versions(std::string folder, std::int64_t keep);

    /// Its folder, which is noted before anything is in it. Throws error(io), and error(refused)
    /// if a folder of that name is somebody else's.
    [[nodiscard]] std::string begin(std::int64_t seq);
    /// It is complete: `current` leads there from one moment to the next. Throws error(io).
    void go_live(std::int64_t seq);
    /// Removes those that are too many and those that never were complete, all older than the
    /// newest. Throws error(io).
    void remove_old();
    /// Folders of the complete ones, the newest first.
    [[nodiscard]] std::vector<std::string> complete() const;

private:
    void save() const;
    [[nodiscard]] std::string place(std::int64_t seq) const;

    std::string folder_;
    std::int64_t keep_;
    std::map<std::int64_t, bool> known_;  ///< whether it is complete, by its number
};

}  // namespace bt_add
