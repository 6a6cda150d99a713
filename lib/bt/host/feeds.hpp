#pragma once

#include <bt/feed/fetch.hpp>
#include <bt/feed/follow.hpp>
#include <bt/host/owner.hpp>
#include <bt/host/workers.hpp>
#include <bt/record/events/session.hpp>
#include <bt/record/feed.hpp>
#include <bt/state/feed_store.hpp>

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace bt::host {

/// The feeds that a session follows: each is looked at from time to time, and what is new in it
/// becomes a torrent of the session, once. All is called on the session's thread; feeds and
/// .torrent files are fetched on others.
class feeds {
public:
    struct callbacks {
        /// A new item, which is a torrent by now if the feed is to add them.
        std::function<void(record::feed_item const&)> on_item;
        std::function<void(record::event::feed_error const&)> on_error;
        /// Which feeds there are, for the next run. May throw, which the client is told.
        std::function<void(std::string const&)> save;
    };

    /// `database` has what was seen of them; empty: that is forgotten when this ends. `saved` is
    /// what an earlier run was given to save.
    feeds(
        owner& of,
        session::session& on,
        std::string database,
        std::string_view saved,
        callbacks by);

    /// Follows it from now on, or has one that is followed as this says. What record::feed tells of
    /// its state is not looked at. True if it is new. Throws error(usage).
    bool follow(record::feed what);
    /// Throws error(not_found). Its torrents stay.
    void remove(std::string const& url);
    [[nodiscard]] std::vector<record::feed> list();
    /// Throws error(not_found), as all that take a URL.
    [[nodiscard]] record::feed state_of(std::string const& url);
    /// What it has now and is wanted, the oldest first; `seen` are those that are done with.
    [[nodiscard]] std::vector<record::feed_item> items_of(std::string const& url);
    /// Looks at it now. `then` is called when that, and what is new in it, is done with.
    void refresh(std::string const& url, std::function<void()> then);
    void on_tick();

private:
    using clock = std::chrono::steady_clock;

    struct failing {
        int times = 0;
        clock::time_point next;
    };
    /// Of a feed by its number, which no other ever gets: it may be gone, and another of its URL
    /// be there.
    struct open_item {
        int feed = 0;
        state::kept_item kept;
        bool is_told = false;
    };
    struct followed {
        record::feed as;
        feed::follow_options how;
        clock::time_point due;
        std::optional<clock::time_point> looked;  ///< in this run
        std::optional<std::chrono::seconds> retry_after;
        bool updating = false;
        /// What it names is not looked for at private addresses: it is at a public one itself, or
        /// where it is is not known yet.
        bool from_public = true;
        std::string trouble;
        std::set<std::string> open;               ///< guids of items to be done, or under way
        std::deque<open_item> todo;               ///< of those, the ones not begun
        int num_fetched = 0;                      ///< that are on their way
        std::map<std::string, failing> failures;  ///< by guid
        clock::time_point retry_at = clock::time_point::max();
        std::vector<std::function<void()>> waiting;
        std::stop_source stop;  ///< of what is fetched for it
    };
    struct answer;
    struct loaded;

    [[nodiscard]] state::feed_store& store();
    [[nodiscard]] followed* find(int number);
    [[nodiscard]] std::map<int, followed>::iterator named(std::string const& url);
    void read(std::string_view saved);
    void save();
    [[nodiscard]] clock::time_point due_of(followed const& one);
    void describe(record::feed& into, followed const& one) const;
    void look(int number, followed& one);
    void take(int number, answer& got);
    void gather(int number, followed& one);
    void retry_some();
    void begin_some(clock::time_point until);
    [[nodiscard]] followed* next_to_serve();
    void begin(followed& one, open_item what);
    void fetch(followed& one, open_item what);
    void add(open_item what, torrent::metainfo torrent);
    void failed(followed& one, error const& why);
    void failed(open_item const& what, error const& why);
    void done(open_item what, std::optional<std::string> key);
    void settle();
    static void answer_waiting(followed& one);

    owner* owner_;
    session::session* session_;
    std::string database_;
    callbacks by_;
    feed::fetch_options fetching_;
    std::unique_ptr<state::feed_store> store_;  ///< once there is a feed
    std::map<int, followed> feeds_;
    int last_number_ = 0;
    int last_served_ = 0;  ///< the feed whose turn it was
    std::deque<open_item> done_;
    clock::time_point next_settling_;
    // A feed that has much to fetch does not keep others from being looked at.
    workers looking_;
    workers fetching_items_;
};

}  // namespace bt::host
