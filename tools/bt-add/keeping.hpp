#pragma once

#include <bt/session/resume.hpp>
#include <bt/torrent/metainfo.hpp>

#include <bt-add/options.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace bt_add {

/// What was kept of a torrent by an earlier run.
struct kept_torrent {
    std::string torrent_file;  ///< the .torrent, for links
    std::shared_ptr<bt::session::resume_data const> resume;
};

/// What is to be kept of one.
struct keep_request {
    std::string key;  ///< what records call `torrent`
    std::string name;
    std::string input;
    std::string save_path;
    std::string torrent_file;
    bt::session::resume_data const* resume = nullptr;
    bool complete = false;
};

/// Where a run leaves what lets the next one go on. None of its calls throws: what cannot be kept
/// costs a check of the data and nothing else, so it is warned of, once.
class keeping {
public:
    virtual ~keeping() = default;
    [[nodiscard]] virtual std::optional<kept_torrent> find(bt::torrent::metainfo const& what) = 0;
    virtual void keep(keep_request const& what) = 0;
    /// The torrent needs it no more.
    virtual void drop(std::string const& key) = 0;
};

using warn = std::function<void(std::string_view sentence)>;

/// A file beside the data for each torrent.
[[nodiscard]] std::unique_ptr<keeping> keep_beside(std::string const& folder, warn tell);
/// Nothing is kept.
[[nodiscard]] std::unique_ptr<keeping> keep_nothing();

}  // namespace bt_add
