#pragma once

#include <bt/base/export.hpp>
#include <bt/torrent/hash/merkle.hpp>
#include <bt/torrent/layout/layout.hpp>

#include <compare>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace bt::torrent {

/// Files that may have the content of others. None is hashed twice, and one under two names is
/// still one.
class BT_API file_pool {
public:
    /// The root of a file (BEP 52); nothing if it cannot be read.
    using hasher = std::function<std::optional<sha256_digest>(std::string const& path)>;

    explicit file_pool(hasher root_of)
        : root_of_{std::move(root_of)}
    {
    }

    void add(std::string path, file_stamp const& stamp);

    /// Of the files of this size that are called as `path` is, the one whose path ends most like
    /// it; nothing if there is none. Not after with_root().
    [[nodiscard]] std::optional<std::string>
    called_like(std::int64_t size, std::string_view path) const;

    /// A file of this size with this root. Of those that were not hashed yet a few are, first the
    /// ones that are called as `path` is.
    [[nodiscard]] std::optional<std::string>
    with_root(std::int64_t size, std::string_view path, sha256_digest const& root);

private:
    using inode = std::pair<std::uint64_t, std::uint64_t>;

    struct candidate {
        std::string path;
        inode is;
        friend auto operator<=>(candidate const&, candidate const&) = default;
    };
    using candidates = std::set<candidate>;

    struct files_of_size {
        std::map<std::string, candidates, std::less<>> unhashed;  ///< by name
        std::set<inode> hashed;
        std::map<sha256_digest, std::string> by_root;
    };

    [[nodiscard]] static candidates::const_iterator
    most_alike(candidates const& among, std::string_view path);
    [[nodiscard]] static std::optional<candidate>
    take_next(files_of_size& from, std::string_view path);

    hasher root_of_;
    std::unordered_map<std::int64_t, files_of_size> by_size_;
};

}  // namespace bt::torrent
