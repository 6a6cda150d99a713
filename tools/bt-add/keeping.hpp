#pragma once

#include <bt/base/error.hpp>
#include <bt/session/resume.hpp>
#include <bt/state/saved_torrent.hpp>
#include <bt/torrent/metainfo.hpp>

#include <bt-add/options.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace bt_add {

/// What was kept of a torrent by an earlier run.
struct kept_torrent {
    std::string torrent_file;  ///< the .torrent, for links
    std::string save_path;
    std::shared_ptr<bt::session::resume_data const> resume;
};

/// Where a run leaves what lets the next one go on. What cannot be kept costs a check of the data
/// and nothing else, so it is warned of, once, and the run goes on.
class keeping {
public:
    keeping() = default;
    virtual ~keeping() = default;
    keeping(keeping const&) = delete;
    keeping& operator=(keeping const&) = delete;
    keeping(keeping&&) = delete;
    keeping& operator=(keeping&&) = delete;

    [[nodiscard]] virtual std::optional<kept_torrent> find(bt::torrent::metainfo const& what) = 0;
    /// Whole resume data has files. Where the torrent ends for a trouble of the disk, that this
    /// could not be written either is no news.
    enum class trouble { told, known };
    virtual void keep(bt::state::saved_torrent const& what, trouble of_disk) = 0;
    /// A torrent is complete, and needs nothing more of a one-shot run.
    virtual void drop(std::string const& key) = 0;

    /// Somebody wants it out of the session.
    virtual void remove(std::string const& key) { (void)key; }
    virtual void keep_setting(std::string const& name, std::optional<std::string> const& value)
    {
        (void)name;
        (void)value;
    }

    /// Of a named session: complete torrents stay.
    [[nodiscard]] virtual bool is_session() const { return false; }
    /// Those that are not complete, by what adds them.
    [[nodiscard]] virtual std::vector<std::string> unfinished() { return {}; }
    /// Settings of libtorrent, and the state that a session starts with.
    [[nodiscard]] virtual std::map<std::string, std::string> settings() { return {}; }
    [[nodiscard]] virtual std::string state() { return {}; }
    /// The run ends in order. Throws what kept something from being saved.
    virtual void end(std::string const& state) { (void)state; }
};

using warn = std::function<void(std::string_view sentence)>;

/// A file beside the data for each torrent.
[[nodiscard]] std::unique_ptr<keeping> keep_beside(std::string const& folder, warn tell);
/// A named session. Throws what state::store does.
[[nodiscard]] std::unique_ptr<keeping>
keep_in_session(std::string const& state_dir, std::string const& name, warn tell);
/// Nothing is kept.
[[nodiscard]] std::unique_ptr<keeping> keep_nothing();

}  // namespace bt_add
