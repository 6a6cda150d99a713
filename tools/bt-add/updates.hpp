#pragma once

#include <bt/base/error.hpp>
#include <bt/base/load_limits.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/update_check.hpp>
#include <bt/torrent/document/document.hpp>

#include <bt-add/options.hpp>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace bt_add {

struct older_torrent {
    std::string key;
    std::string name;
};
using older_torrents = std::vector<older_torrent>;

/// A torrent, and those whose place it takes, the one that was given first.
struct newest_torrent {
    bt::torrent::document what;
    older_torrents instead_of;
    std::string trouble;  ///< a sentence where not all could be asked, and what is taken therefore
};

/// What is to be told of one answer.
struct update_news {
    std::optional<bt::record::update_check> check;
    std::string remark;  ///< a sentence; empty for none
};
void tell_news(update_news const& what, bt::cli::teller& tell);

/// Asks the update URL of a torrent, and of each that takes its place (BEP 39), until one is the
/// newest, and tells each answer. Where one cannot be asked, or what it gives is no update, it is
/// the newest so far; where they lead in a circle or do not come to an end, the one that was given.
/// Throws error(interrupted).
[[nodiscard]] newest_torrent find_newest(
    bt::torrent::document given,
    std::string const& input,
    bt::load_limits const& limits,
    std::function<void(update_news)> const& told);

/// What was asked on a thread of its own: all that is to be told, and how it ended.
struct asked_newest {
    std::vector<update_news> news;
    std::optional<newest_torrent> found;
    std::optional<bt::error> trouble;  ///< without what was found
};
[[nodiscard]] asked_newest
ask_newest(bt::torrent::document given, std::string const& input, bt::load_limits const& limits);

/// What was found to be the newest before a run begins.
struct found_torrent {
    std::string bytes;
    older_torrents instead_of;
};
using found_torrents = std::map<std::string, found_torrent>;  // by the input

/// The torrents among inputs whose update URL is asked every --follow-interval.
class update_watch {
public:
    update_watch(options const& given, bt::cli::teller& tell);

    /// Looks at all inputs, once; what cannot be read is left to the run. Throws error(interrupted).
    void begin(std::vector<std::string> const& inputs, bt::cli::interrupt const& asked);
    /// Those with an update URL.
    [[nodiscard]] std::size_t size() const { return watched_.size(); }
    /// Waits for newer ones. Empty when it was told to stop, or none names an update URL any more.
    [[nodiscard]] std::vector<std::string> wait(bt::cli::interrupt const& asked);
    /// What the inputs stand for by now.
    [[nodiscard]] found_torrents const& found() const { return found_; }

private:
    struct watched {
        bt::torrent::document newest;
        std::string trouble;
    };
    bool look(std::string const& input, watched& at, bt::cli::interrupt const& asked);

    options const* given_;
    bt::cli::teller* tell_;
    std::map<std::string, watched> watched_;
    found_torrents found_;
};

}  // namespace bt_add
