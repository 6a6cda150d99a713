#pragma once

#include <bt/record/events/session.hpp>
#include <bt/session/session.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace bt::host {

class feeds;

/// What the host keeps of a torrent beside the session.
struct labels {
    std::string category;
    std::vector<std::string> tags;
};

/// A torrent as a client hands it over.
struct new_torrent {
    torrent::metainfo what;
    session::add_request how;
    labels sorted;
    std::string origin;           ///< the input that it came by
    std::string source_feed_url;  ///< the feed that it is from; empty if it is from none
};

/// How a torrent came to the session; what is not known is empty.
struct provenance {
    std::string origin;  ///< the input
    std::string source_feed_url;
};

/// The tool that a session runs in: it has books of its own, which the control protocol's methods
/// must not go around. Called on the session's thread; errors go to the client.
class owner {
public:
    owner() = default;
    virtual ~owner();
    owner(owner const&) = delete;
    owner& operator=(owner const&) = delete;
    owner(owner&&) = delete;
    owner& operator=(owner&&) = delete;

    /// Empty if it has none.
    [[nodiscard]] virtual std::string session_name() const = 0;
    /// The folder of the session; empty if nothing of it is kept.
    [[nodiscard]] virtual std::string state_dir() const = 0;
    /// Where torrents are saved that say nothing of it; absolute.
    [[nodiscard]] virtual std::string save_path() const = 0;
    /// What web servers are reached through, as --proxy has it; empty for none.
    [[nodiscard]] virtual std::string proxy() const = 0;
    [[nodiscard]] virtual std::vector<session::torrent_id> torrents() const = 0;
    /// What it was told last; nullptr for one that it does not have (any more).
    [[nodiscard]] virtual record::torrent_status const* status(session::torrent_id id) const = 0;
    [[nodiscard]] virtual labels labels_of(session::torrent_id id) const = 0;
    [[nodiscard]] virtual provenance provenance_of(session::torrent_id id) const = 0;
    virtual void set_labels(session::torrent_id id, labels to) = 0;
    /// Throws as session::add().
    virtual session::torrent_id add(new_torrent what) = 0;
    /// The session still has it.
    virtual void forget(session::torrent_id id) = 0;
    /// Something was changed that the next run is to know of.
    virtual void changed(session::torrent_id id) = 0;
    /// Its files are there from now on.
    virtual void set_save_path(session::torrent_id id, std::string const& path) = 0;
    /// Has all that changed saved, soon.
    virtual void save() = 0;
    /// A setting that holds for the next run too. No value: libtorrent's own again.
    virtual void keep_setting(std::string const& name, std::optional<std::string> value) = 0;
    virtual void shut_down(bool saves) = 0;
    /// Clients are about to be told that what they asked for is done: it is to outlive the process.
    /// False if some of it cannot be saved now.
    virtual bool keep_promises() { return true; }
    /// The feeds that the session follows; nullptr if it follows none.
    [[nodiscard]] virtual feeds* followed_feeds() { return nullptr; }
};

/// What it tells first. The socket is where it is steered; empty if it has none.
[[nodiscard]] record::event::session_started started(owner const& of, std::string const& socket);

}  // namespace bt::host
