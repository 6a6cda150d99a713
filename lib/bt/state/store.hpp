#pragma once

#include <bt/base/export.hpp>
#include <bt/state/saved_torrent.hpp>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What a named session keeps: one SQLite database. What a call wrote is on the medium when it
/// returns, and is there in full or not at all whatever happens meanwhile.
namespace bt::state {

struct loaded_torrent {
    saved_torrent torrent;
    /// The row does not have its checksum. What is left of it is handed out, so that the torrent
    /// is not lost: `files` is empty and `clean` is false, the rest may be anything.
    bool damaged = false;
};

struct stored_blob {
    std::string bytes;
    bool damaged = false;  ///< it does not have its checksum
};

/// The SQL that makes each format of the database out of the one before, the first out of nothing.
/// Steps are added, and never changed once they were released.
[[nodiscard]] BT_API std::span<char const* const> database_steps();

/// To be used from one thread. Every call throws error(io) on a full, failing or read-only disk,
/// after which it can be made again, and error(config) where the database turns out to be damaged.
class BT_API store {
public:
    /// Makes the folder, takes its lock, and opens the database or makes it. Throws error(busy)
    /// with the pid of whoever has the lock; error(config) where the folder is not ours alone, or
    /// the database is damaged, of a newer version or of another program: then it stays as it is.
    /// `steps` is for tests of what later versions do.
    explicit store(
        std::string const& folder, std::span<char const* const> steps = database_steps());
    ~store();
    store(store const&) = delete;
    store& operator=(store const&) = delete;
    store(store&&) = delete;
    store& operator=(store&&) = delete;

    /// Adds these, or replaces those of the same key; all or none.
    void put(std::span<saved_torrent const> torrents);
    /// All or none; it is fine if there is none of that key.
    void remove(std::span<std::string const> keys);
    /// By position, then time, then key.
    [[nodiscard]] std::vector<loaded_torrent> torrents();

    void set_setting(std::string const& name, std::string const& value);
    void remove_setting(std::string const& name);
    [[nodiscard]] std::optional<std::string> setting(std::string const& name);
    [[nodiscard]] std::map<std::string, std::string> settings();

    /// For what is large: session_params, dht_state, ip_filter, peer_classes.
    void set_blob(std::string const& name, std::string const& bytes);
    void remove_blob(std::string const& name);
    [[nodiscard]] std::optional<stored_blob> blob(std::string const& name);

    /// From here on files of torrents may be written to. False if the last run did not end in
    /// order: then no torrent is clean until it was put in a run that does.
    bool begin_run();
    /// All that was put is how things are: what was put in this run is clean, and what was clean
    /// before it still is.
    void end_run();

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// Sets the database of a session aside that a store refuses: renames it, with its log, to
/// "session.db.bad-<n>", the first number that is free, and gives the path of that. The next store
/// in the folder begins empty. Throws error(busy) if the session is in use, error(io).
BT_API std::string set_database_aside(std::string const& folder);

}  // namespace bt::state
