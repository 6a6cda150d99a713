#include "feed_store.hpp"

#include <bt/state/feed_lock.hpp>
#include <bt/state/store_fault.hpp>
#include <bt/state/store_schema.hpp>

#include <fmt/format.h>

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <sys/stat.h>

#include <array>
#include <map>

namespace bt::state {
namespace {

using SQLite::Statement;

// `number` is the order in which items are told. `gone` is when the feed dropped it, 0 while it has
// it; one that was told and is gone is its guid alone.
constexpr char const* feed_format_1 = R"(
CREATE TABLE feeds (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    etag TEXT NOT NULL,
    last_modified TEXT NOT NULL,
    ttl INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT;

CREATE TABLE items (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    feed INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
    guid TEXT NOT NULL,
    telling INTEGER NOT NULL,
    place TEXT NOT NULL DEFAULT '',
    found INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    magnet TEXT,
    info_hash TEXT,
    size INTEGER,
    published INTEGER,
    link TEXT,
    UNIQUE (feed, guid)
) STRICT;
)";

constexpr std::array feed_steps{feed_format_1};

constexpr char const* item_columns =
    "SELECT i.guid, i.telling, i.found, i.url, i.title, i.magnet, i.info_hash, i.size,"
    " i.published, i.link, f.url, f.title, i.place, i.gone FROM items i JOIN feeds f ON f.id = "
    "i.feed"
    " WHERE f.url = :url";

constexpr char const* put_item =
    "INSERT INTO items (feed, guid, telling, found, gone, url, title, magnet, info_hash, size,"
    " published, link) VALUES (:feed, :guid, :telling, :found, 0, :url, :title, :magnet,"
    " :info_hash, :size, :published, :link) ON CONFLICT (feed, guid) DO UPDATE SET gone = 0,"
    " url = excluded.url, title = excluded.title, magnet = excluded.magnet,"
    " info_hash = excluded.info_hash, size = excluded.size, published = excluded.published,"
    " link = excluded.link";

constexpr char const* put_feed =
    "INSERT INTO feeds (url, title, etag, last_modified, ttl, updated) VALUES (:url, :title,"
    " :etag, :last_modified, :ttl, :now) ON CONFLICT (url) DO UPDATE SET title = excluded.title,"
    " etag = excluded.etag, last_modified = excluded.last_modified, ttl = excluded.ttl,"
    " updated = excluded.updated";

template <class Value>
void bind_if(Statement& into, char const* name, std::optional<Value> const& value)
{
    if (value)
        into.bind(name, *value);
    else
        into.bind(name);
}

std::optional<std::string> text_in(Statement const& row, int column)
{
    auto const value = row.getColumn(column);
    if (value.isNull()) return std::nullopt;
    return value.getString();
}

std::optional<std::int64_t> number_in(Statement const& row, int column)
{
    auto const value = row.getColumn(column);
    if (value.isNull()) return std::nullopt;
    return value.getInt64();
}

kept_item read_item(Statement const& row)
{
    kept_item out;
    out.item.guid = row.getColumn(0).getString();
    out.how_far = static_cast<telling>(row.getColumn(1).getInt());
    out.found = row.getColumn(2).getInt64();
    out.item.url = row.getColumn(3).getString();
    out.item.title = row.getColumn(4).getString();
    out.item.magnet = text_in(row, 5);
    out.item.info_hash = text_in(row, 6);
    out.item.size = number_in(row, 7);
    out.item.published = number_in(row, 8);
    out.item.link = text_in(row, 9);
    out.item.feed = row.getColumn(10).getString();
    auto title = row.getColumn(11).getString();
    if (!title.empty()) out.item.feed_title = std::move(title);
    out.place = row.getColumn(12).getString();
    out.gone = row.getColumn(13).getInt64() > 0;
    return out;
}

}  // namespace

struct feed_store::parts {
    parts(std::string const& at, mode how)
        : path{at}
        , database{how == mode::lasting ? open() : open_copy()}
    {
    }

    [[nodiscard]] SQLite::Database open() const
    {
        auto const file = open_lock_file(path);
        lock_opening(file, path);
        return open_database(
            {.path = path, .subject = subject, .of = feed_database, .steps = feed_steps});
    }

    [[nodiscard]] SQLite::Database open_copy() const
    {
        struct stat facts {};
        SQLite::Database copy{":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE};
        if (::stat(path.c_str(), &facts) == 0) {
            auto from = open();
            SQLite::Backup all{copy, from};
            all.executeStep();
        } else {
            for (auto const* step : feed_steps)
                copy.exec(step);
        }
        copy.exec("PRAGMA foreign_keys = ON");
        return copy;
    }

    template <class Work>
    decltype(auto) attempting(std::string_view doing, Work const& work)
    {
        return attempted({.doing = doing, .subject = subject, .path = path}, work);
    }

    template <class Work>
    void changing(std::string_view doing, Work const& work)
    {
        change(database, {.doing = doing, .subject = subject, .path = path}, work);
    }

    [[nodiscard]] std::vector<kept_item> items(std::string const& url, char const* where);
    [[nodiscard]] std::int64_t put(followed_feed const& feed, std::int64_t now);
    void put(feed_update const& what, std::int64_t feed);
    void drop_gone(feed_update const& what, std::int64_t feed);
    void set(std::span<kept_item const> items, telling how_far, std::string const& place);

    std::string subject = "feeds";
    std::string path;
    SQLite::Database database;
};

std::vector<kept_item> feed_store::parts::items(std::string const& url, char const* where)
{
    return attempting("read items of", [&] {
        std::vector<kept_item> out;
        Statement row{database, fmt::format("{} AND {} ORDER BY i.number", item_columns, where)};
        row.bind(":url", url);
        while (row.executeStep())
            out.push_back(read_item(row));
        return out;
    });
}

std::int64_t feed_store::parts::put(followed_feed const& feed, std::int64_t now)
{
    Statement row{database, put_feed};
    row.bind(":url", feed.url);
    row.bind(":title", feed.title);
    row.bind(":etag", feed.etag);
    row.bind(":last_modified", feed.last_modified);
    row.bind(":ttl", feed.ttl.count());
    row.bind(":now", now);
    row.exec();
    Statement id{database, "SELECT id FROM feeds WHERE url = :url"};
    id.bind(":url", feed.url);
    (void)id.executeStep();
    return id.getColumn(0).getInt64();
}

void feed_store::parts::put(feed_update const& what, std::int64_t feed)
{
    Statement row{database, put_item};
    for (auto const& each : what.items) {
        auto const how_far = what.passed_over(each) ? telling::told : telling::owed;
        row.bind(":feed", feed);
        row.bind(":guid", each.guid);
        row.bind(":telling", static_cast<int>(how_far));
        row.bind(":found", what.now);
        row.bind(":url", each.url);
        row.bind(":title", each.title);
        bind_if(row, ":magnet", each.magnet);
        bind_if(row, ":info_hash", each.info_hash);
        bind_if(row, ":size", each.size);
        bind_if(row, ":published", each.published);
        bind_if(row, ":link", each.link);
        row.exec();
        row.reset();
        row.clearBindings();
    }
}

/// Every item counts as gone until put() finds it again.
void feed_store::parts::drop_gone(feed_update const& what, std::int64_t feed)
{
    auto const gone = items(what.feed.url, "i.gone > 0 AND i.telling < 4");
    Statement drop{database, "DELETE FROM items WHERE feed = :feed AND guid = :guid"};
    for (auto const& each : gone) {
        if (what.still_wanted(each)) continue;
        drop.bind(":feed", feed);
        drop.bind(":guid", each.item.guid);
        drop.exec();
        drop.reset();
    }
    Statement shrink{
        database,
        "UPDATE items SET url = '', title = '', magnet = NULL, info_hash = NULL, size = NULL,"
        " published = NULL, link = NULL WHERE feed = :feed AND gone = :now AND telling = 4"};
    shrink.bind(":feed", feed);
    shrink.bind(":now", what.now);
    shrink.exec();
    Statement forget{
        database,
        "DELETE FROM items WHERE feed = :feed AND gone > 0 AND gone < :then AND telling = 4"};
    forget.bind(":feed", feed);
    forget.bind(":then", what.now - what.memory.count());
    forget.exec();
    // A feed that gives its items other ids every time is not to fill the disk.
    Statement shed{
        database,
        "DELETE FROM items WHERE feed = :feed AND gone > 0 AND telling = 4 AND number <="
        " (SELECT number FROM items WHERE feed = :feed AND gone > 0 AND telling = 4"
        " ORDER BY number DESC LIMIT 1 OFFSET :most)"};
    shed.bind(":feed", feed);
    shed.bind(":most", what.most_remembered);
    shed.exec();
}

std::span<char const* const> feed_database_steps()
{
    return feed_steps;
}

feed_store::feed_store(std::string const& path, mode how)
{
    std::string const subject = "feeds";
    parts_ = attempted({.doing = "open", .subject = subject, .path = path}, [&] {
        return std::make_unique<parts>(path, how);
    });
}

feed_store::~feed_store() = default;

std::optional<followed_feed> feed_store::feed(std::string const& url)
{
    return parts_->attempting("read", [&]() -> std::optional<followed_feed> {
        Statement row{
            parts_->database,
            "SELECT title, etag, last_modified, ttl, updated FROM feeds WHERE url = :url"};
        row.bind(":url", url);
        if (!row.executeStep()) return {};
        return followed_feed{
            .url = url,
            .title = row.getColumn(0).getString(),
            .etag = row.getColumn(1).getString(),
            .last_modified = row.getColumn(2).getString(),
            .ttl = std::chrono::seconds{row.getColumn(3).getInt64()},
            .last_update = row.getColumn(4).getInt64()};
    });
}

void feed_store::update(feed_update const& what)
{
    parts_->changing("save", [&] {
        auto const feed = parts_->put(what.feed, what.now);
        Statement all{
            parts_->database, "UPDATE items SET gone = :now WHERE feed = :feed AND gone = 0"};
        all.bind(":now", what.now);
        all.bind(":feed", feed);
        all.exec();
        parts_->put(what, feed);
        parts_->drop_gone(what, feed);
    });
}

void feed_store::confirm(std::string const& url, std::int64_t now)
{
    parts_->changing("save", [&] {
        Statement row{parts_->database, "UPDATE feeds SET updated = :now WHERE url = :url"};
        row.bind(":now", now);
        row.bind(":url", url);
        row.exec();
    });
}

std::vector<kept_item> feed_store::owed(std::string const& url)
{
    return parts_->items(url, "i.telling < 4");
}

std::vector<kept_item> feed_store::known(std::string const& url)
{
    return parts_->items(url, "(i.gone = 0 OR i.telling < 4)");
}

void feed_store::parts::set(
    std::span<kept_item const> items, telling how_far, std::string const& place)
{
    changing("save", [&] {
        Statement row{
            database,
            "UPDATE items SET telling = :telling, place = :place WHERE guid = :guid"
            " AND feed = (SELECT id FROM feeds WHERE url = :url)"};
        for (auto const& each : items) {
            row.bind(":telling", static_cast<int>(how_far));
            row.bind(":place", place);
            row.bind(":guid", each.item.guid);
            row.bind(":url", each.item.feed);
            row.exec();
            row.reset();
        }
    });
}

void feed_store::set(kept_item const& item, telling how_far, std::string const& place)
{
    parts_->set(std::span{&item, 1}, how_far, place);
}

void feed_store::set(std::span<kept_item const> items, telling how_far)
{
    if (!items.empty()) parts_->set(items, how_far, {});
}

std::vector<record::feed> feed_store::feeds()
{
    return parts_->attempting("list", [&] {
        std::vector<record::feed> out;
        Statement row{
            parts_->database,
            "SELECT f.url, f.title, f.updated, f.ttl,"
            " (SELECT count(*) FROM items i WHERE i.feed = f.id AND i.gone = 0),"
            " (SELECT count(*) FROM items i WHERE i.feed = f.id AND i.gone = 0 AND i.telling < 4)"
            " FROM feeds f ORDER BY f.url"};
        while (row.executeStep()) {
            record::feed each;
            each.url = row.getColumn(0).getString();
            if (auto title = row.getColumn(1).getString(); !title.empty()) each.title = title;
            each.last_update = row.getColumn(2).getInt64();
            if (auto const ttl = row.getColumn(3).getInt64(); ttl > 0) each.ttl = ttl;
            each.num_items = row.getColumn(4).getInt64();
            each.num_unseen = row.getColumn(5).getInt64();
            out.push_back(std::move(each));
        }
        return out;
    });
}

bool feed_store::forget(std::string const& url)
{
    int dropped = 0;
    parts_->changing("save", [&] {
        Statement row{parts_->database, "DELETE FROM feeds WHERE url = :url"};
        row.bind(":url", url);
        dropped = row.exec();
    });
    return dropped > 0;
}

}  // namespace bt::state
