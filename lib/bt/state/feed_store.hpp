#pragma once

#include <bt/base/export.hpp>
#include <bt/base/file.hpp>
#include <bt/record/feed.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// What whoever follows feeds keeps: one SQLite database that several processes may have open, each
/// feed claimed by one of them at a time. What a call wrote is on the medium when it returns.
namespace bt::state {

/// How far the telling of an item came. Each is written down before what it names is done, or right
/// after: an item found at one of the two that begin may have been told, or not.
enum class telling { owed = 0, hook_begun = 1, hook_done = 2, line_begun = 3, told = 4 };

/// A feed, and what its server wants to hear the next time.
struct followed_feed {
    std::string url;
    std::string title;
    std::string etag;
    std::string last_modified;
    std::chrono::seconds ttl{0};   ///< 0: it says none
    std::int64_t last_update = 0;  ///< as the store has it: in seconds since 1970
};

struct kept_item {
    record::feed_item item;
    std::int64_t found = 0;  ///< when it was first there, in seconds since 1970
    telling how_far = telling::owed;
    std::string place;  ///< of a line that was begun, in the words of whoever began it
    bool gone = false;  ///< the feed has it no more
};

/// What a feed turned out to have.
struct feed_update {
    followed_feed feed;
    std::span<record::feed_item const> items;  ///< in the order they are to be told
    std::int64_t now = 0;
    /// Of those not told that the feed has dropped: whether they still are to be.
    std::function<bool(kept_item const&)> still_wanted;
    /// Of those that are new: told without being told.
    std::function<bool(record::feed_item const&)> passed_over;
    /// How long one that was told is remembered after the feed has dropped it.
    std::chrono::seconds memory{0};
    /// And how many of those, the youngest.
    std::int64_t most_remembered = 100'000;
};

/// The SQL that makes each format of the database out of the one before, the first out of nothing.
[[nodiscard]] BT_API std::span<char const* const> feed_database_steps();

/// To be used from one thread. Calls throw error(io) on a full, failing or read-only disk,
/// error(config) where the database is damaged, of a newer version or of another program.
class BT_API feed_store {
public:
    /// A rehearsal works on a copy in memory, and leaves nothing behind.
    enum class mode { lasting, rehearsal };

    /// Opens the database, whose folder is there, or makes it.
    explicit feed_store(std::string const& path, mode how = mode::lasting);
    ~feed_store();
    feed_store(feed_store const&) = delete;
    feed_store& operator=(feed_store const&) = delete;
    feed_store(feed_store&&) = delete;
    feed_store& operator=(feed_store&&) = delete;

    /// Nothing as long as update() was not called for it.
    [[nodiscard]] std::optional<followed_feed> feed(std::string const& url);
    /// Takes in what the feed has: all of it or nothing.
    void update(feed_update const& what);
    /// It is as it was.
    void confirm(std::string const& url, std::int64_t now);

    /// Those not told yet, in the order they are to be told.
    [[nodiscard]] std::vector<kept_item> owed(std::string const& url);
    /// Those, and what was told of what the feed has now, in the same order.
    [[nodiscard]] std::vector<kept_item> known(std::string const& url);
    void set(kept_item const& item, telling how_far, std::string const& place = {});
    /// The same of several in one step.
    void set(std::span<kept_item const> items, telling how_far);

    /// In the order of their URLs.
    [[nodiscard]] std::vector<record::feed> feeds();
    /// False if there is none.
    bool forget(std::string const& url);

private:
    struct parts;
    std::unique_ptr<parts> parts_;
};

/// Keeps other processes from polling feeds with the same database, until they are released or the
/// process is gone, however that ends.
class BT_API feed_claims {
public:
    /// Of the database at this path. Throws error(io).
    explicit feed_claims(std::string database);

    /// Throws error(busy) where another process has it, error(io).
    void take(std::string const& url);
    void release(std::string const& url);

private:
    std::string database_;
    unique_fd file_;
};

}  // namespace bt::state
