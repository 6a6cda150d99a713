#pragma once

#include <bt/base/folder_watch.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace bt_seed {

/// One --watch: where torrents come from, where their data is, what they are called together.
struct watch_spec {
    std::string folder;
    std::string data;      ///< empty: --dir
    std::string category;  ///< empty: --category
};

/// "in", "in=data", "in=data=category"; "in==category" is without a folder for the data.
[[nodiscard]] std::optional<watch_spec> parse_watch(std::string const& text);

/// A .torrent or .magnet file that came or went.
struct watched_file {
    std::string path;
    watch_spec const* in = nullptr;
    bool is_gone = false;
    /// It lies where taken files are moved to.
    bool was_taken = false;
};

/// Folders that torrents are put into.
class watching {
public:
    /// `moves`: taken files go to a folder "added" below. Throws what folder_watch::add does, and
    /// error(io) if that folder cannot be made.
    watching(std::vector<watch_spec> specs, bool moves);

    /// What changed since the last call; what was there already comes first. Folders that are no
    /// more there are named in `lost`.
    [[nodiscard]] std::vector<watched_file>
    take(std::chrono::steady_clock::time_point now, std::vector<std::string>& lost);
    /// Look at all of them with the next take().
    void look_again() { watch_.rescan(); }

    [[nodiscard]] bool moves() const { return moves_; }
    /// Whether a file of that path would be told of.
    [[nodiscard]] bool holds(std::string const& path) const;
    /// Moves a taken file to where those are, and gives its new path. Throws error(io).
    [[nodiscard]] std::string move(watched_file const& taken) const;

private:
    struct place {
        std::string folder;
        watch_spec const* spec;
        bool is_for_taken;
    };

    std::vector<watch_spec> specs_;
    bool moves_;
    bt::folder_watch watch_;
    std::unordered_map<int, place> places_;
    std::chrono::steady_clock::time_point last_rescan_;
};

}  // namespace bt_seed
