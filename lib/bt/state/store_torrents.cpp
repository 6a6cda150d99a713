#include "store_parts.hpp"

#include <bt/state/codec.hpp>

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <tuple>

namespace bt::state {
namespace {

using SQLite::Statement;

/// Over all that the row holds, so that none of it can change, nor rows be mixed up, unseen.
std::string checksum_of(saved_torrent const& torrent, std::int64_t run)
{
    return sha256_of(encode(torrent, false) + std::to_string(run));
}

constexpr char const* put_row = R"(
INSERT OR REPLACE INTO torrents (
    key, position, added_time, completed_time, run, info_hash_v1, info_hash_v2, name, category,
    tags, save_path, magnet, origin, source_feed_url, torrent_file, files, resume, sha256)
VALUES (
    :key, :position, :added_time, :completed_time, :run, :info_hash_v1, :info_hash_v2, :name,
    :category, :tags, :save_path, :magnet, :origin, :source_feed_url, :torrent_file, :files,
    :resume, :sha256))";

void put_one(Statement& into, saved_torrent const& torrent, std::int64_t run)
{
    auto const files = encode(torrent.files);
    auto const tags = encode(torrent.tags);
    auto const sha256 = checksum_of(torrent, run);
    bind_text(into, ":key", torrent.key);
    into.bind(":position", torrent.position);
    into.bind(":added_time", torrent.added_time);
    into.bind(":completed_time", torrent.completed_time);
    into.bind(":run", run);
    bind_text(into, ":info_hash_v1", torrent.info_hash_v1);
    bind_text(into, ":info_hash_v2", torrent.info_hash_v2);
    bind_text(into, ":name", torrent.name);
    bind_text(into, ":category", torrent.category);
    bind_blob(into, ":tags", tags);
    bind_text(into, ":save_path", torrent.save_path);
    bind_text(into, ":magnet", torrent.magnet);
    bind_text(into, ":origin", torrent.origin);
    bind_text(into, ":source_feed_url", torrent.source_feed_url);
    bind_blob(into, ":torrent_file", torrent.torrent_file);
    bind_blob(into, ":files", files);
    bind_blob(into, ":resume", torrent.resume);
    bind_blob(into, ":sha256", sha256);
    into.exec();
    into.reset();
}

constexpr char const* all_rows = R"(
SELECT key, position, added_time, completed_time, run, info_hash_v1, info_hash_v2, name, category,
    tags, save_path, magnet, origin, source_feed_url, torrent_file, files, resume, sha256
FROM torrents)";

/// Tells of a run whether nobody was killed since it began.
class clean_runs {
public:
    clean_runs(SQLite::Database& database, std::int64_t current)
        : current_{current}
    {
        Statement last{
            database, "SELECT coalesce(max(id), 0) FROM runs WHERE ended IS NULL AND id != :run"};
        last.bind(":run", current);
        (void)last.executeStep();
        last_cut_short_ = last.getColumn(0).getInt64();
    }

    [[nodiscard]] bool has(std::int64_t run) const
    {
        return run > last_cut_short_ && run != current_;
    }

private:
    std::int64_t current_;
    std::int64_t last_cut_short_ = 0;
};

loaded_torrent read_row(Statement& row, clean_runs const& clean)
{
    int column = 0;
    auto const text = [&] { return row.getColumn(column++).getString(); };
    auto const number = [&] { return row.getColumn(column++).getInt64(); };
    loaded_torrent out;
    auto& torrent = out.torrent;
    torrent.key = text();
    torrent.position = number();
    torrent.added_time = number();
    torrent.completed_time = number();
    auto const run = number();
    torrent.info_hash_v1 = text();
    torrent.info_hash_v2 = text();
    torrent.name = text();
    torrent.category = text();
    bool const has_tags = decode(text(), torrent.tags);
    torrent.save_path = text();
    torrent.magnet = text();
    torrent.origin = text();
    torrent.source_feed_url = text();
    torrent.torrent_file = text();
    bool const has_files = decode(text(), torrent.files);
    torrent.resume = text();
    out.damaged = !has_tags || !has_files || text() != checksum_of(torrent, run);
    // Without stamps no file looks as it did, so nothing that `resume` claims is believed.
    if (out.damaged) torrent.files.clear();
    torrent.clean = !out.damaged && clean.has(run);
    return out;
}

}  // namespace

void store::put(std::span<saved_torrent const> torrents)
{
    if (torrents.empty()) return;
    for (auto const& each : torrents)
        check_key(each);
    parts_->changing("save torrents in", [&] {
        Statement row{parts_->database, put_row};
        for (auto const& each : torrents)
            put_one(row, each, parts_->run);
    });
}

void store::remove(std::span<std::string const> keys)
{
    if (keys.empty()) return;
    parts_->changing("remove torrents from", [&] {
        Statement row{parts_->database, "DELETE FROM torrents WHERE key = :key"};
        for (auto const& each : keys) {
            bind_text(row, ":key", each);
            row.exec();
            row.reset();
        }
    });
}

std::vector<loaded_torrent> store::torrents()
{
    auto out = parts_->attempting("read torrents of", [&] {
        clean_runs const clean{parts_->database, parts_->run};
        std::vector<loaded_torrent> found;
        Statement row{parts_->database, all_rows};
        while (row.executeStep())
            found.push_back(read_row(row, clean));
        return found;
    });
    // Here, since SQLite would carry the large columns along.
    std::ranges::sort(out, {}, [](loaded_torrent const& each) {
        auto const& torrent = each.torrent;
        return std::tie(torrent.position, torrent.added_time, torrent.key);
    });
    return out;
}

}  // namespace bt::state
