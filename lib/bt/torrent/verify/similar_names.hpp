#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>

namespace bt::torrent {

/// Finds paths that are called almost like ones that are missing. Remembers what folders hold, so
/// that asking for many costs little; beyond a limit on that it knows nothing more.
class similar_names {
public:
    /// Below this open folder, and never out of it.
    explicit similar_names(int folder)
        : folder_{folder}
    {
    }

    /// The path with each name as it is on disk, where at least one differs in case or Unicode
    /// form alone.
    [[nodiscard]] std::optional<std::string> find(std::string const& path);

private:
    using listing = std::unordered_map<std::string, std::string>;

    [[nodiscard]] listing const* list(std::string const& folder);
    [[nodiscard]] std::optional<std::string>
    name_in(std::string const& folder, std::string const& name);

    int folder_;
    std::size_t names_ = 0;
    std::unordered_map<std::string, listing> listings_;
};

}  // namespace bt::torrent
