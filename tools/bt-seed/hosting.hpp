#pragma once

#include <bt/base/error.hpp>
#include <bt/state/saved_torrent.hpp>
#include <bt/state/store.hpp>
#include <bt/torrent/metainfo.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace bt_seed {

/// The store of the named session that this run hosts. What cannot be saved is told once, and
/// tried again with the next that is.
class hosting {
public:
    using warn = std::function<void(std::string_view sentence)>;

    /// Throws what state::store does.
    hosting(std::string const& state_dir, std::string const& name, warn tell);

    /// Torrents that nobody has taken yet, in their order.
    [[nodiscard]] std::vector<bt::state::saved_torrent> take_all();
    /// The one of these hashes, if it was not taken yet.
    [[nodiscard]] std::optional<bt::state::saved_torrent> take(bt::torrent::metainfo const& what);

    [[nodiscard]] std::map<std::string, std::string> settings() { return store_.settings(); }
    [[nodiscard]] std::string state();
    /// What keep_feeds() was given last. Throws error(config) where it is damaged.
    [[nodiscard]] std::string feeds();
    void keep_feeds(std::string const& what);

    /// For the next run; no value takes it away.
    void keep_setting(std::string const& name, std::optional<std::string> const& value);

    /// A place after all others.
    [[nodiscard]] std::int64_t next_position() { return ++position_; }
    /// Both wait for flush(), which is one transaction.
    void keep(bt::state::saved_torrent what);
    void remove(std::string const& key);
    /// False if it cannot be saved now.
    bool flush();
    /// The run ends in order. Throws what kept something from being saved.
    void end(std::string const& state);

private:
    warn tell_;
    bt::state::store store_;
    std::int64_t position_ = 0;
    std::map<std::int64_t, bt::state::saved_torrent> rows_;  // by place among those loaded
    std::unordered_map<std::string, std::int64_t> places_;   // of a hash
    std::map<std::string, bt::state::saved_torrent> unsaved_;
    std::vector<std::string> removed_;
    std::optional<bt::error> trouble_;
};

}  // namespace bt_seed
