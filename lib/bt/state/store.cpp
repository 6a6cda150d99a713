#include "store.hpp"

#include <bt/base/file.hpp>
#include <bt/digest/digest.hpp>
#include <bt/state/dirs.hpp>
#include <bt/state/store_parts.hpp>
#include <bt/state/store_schema.hpp>

#include <fmt/format.h>

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

#include <limits>

namespace bt::state {
namespace {

using SQLite::Statement;

std::string database_in(std::string const& folder)
{
    return join_path(folder, database_name);
}

/// Over the name as well, so that blobs cannot be mixed up.
std::string checksum_of(std::string const& name, std::string_view bytes)
{
    return sha256_of(fmt::format("{}:{}{}", name.size(), name, bytes));
}

int checked_size(std::string const& bytes)
{
    if (bytes.size() > std::numeric_limits<int>::max())
        throw SQLite::Exception{"it is too large", SQLITE_TOOBIG};
    return static_cast<int>(bytes.size());
}

}  // namespace

void bind_blob(Statement& into, char const* name, std::string const& bytes)
{
    into.bindNoCopy(name, bytes.data(), checked_size(bytes));
}

void bind_text(Statement& into, char const* name, std::string const& text)
{
    (void)checked_size(text);
    into.bindNoCopy(name, text);
}

std::string sha256_of(std::string_view bytes)
{
    auto const sum = digest::sha256(bytes);
    return {sum.begin(), sum.end()};
}

store::parts::parts(std::string const& folder, std::span<char const* const> steps)
    : subject{fmt::format("session {}", session_of(folder))}
    , path{database_in(folder)}
    , held{folder}
    , database{
          open_database({.path = path, .subject = subject, .of = session_database, .steps = steps})}
{
}

store::store(std::string const& folder, std::span<char const* const> steps)
{
    make_private_folder(folder);
    parts_ = std::make_unique<parts>(folder, steps);
}

store::~store() = default;

void store::parts::remove(char const* table, std::string const& name)
{
    changing("save", [&] {
        Statement row{database, fmt::format("DELETE FROM {} WHERE name = :name", table)};
        bind_text(row, ":name", name);
        row.exec();
    });
}

void store::set_setting(std::string const& name, std::string const& value)
{
    parts_->changing("save a setting of", [&] {
        Statement row{parts_->database, "INSERT OR REPLACE INTO settings VALUES (:name, :value)"};
        bind_text(row, ":name", name);
        bind_text(row, ":value", value);
        row.exec();
    });
}

void store::remove_setting(std::string const& name)
{
    parts_->remove("settings", name);
}

std::optional<std::string> store::setting(std::string const& name)
{
    return parts_->attempting("read a setting of", [&]() -> std::optional<std::string> {
        Statement row{parts_->database, "SELECT value FROM settings WHERE name = :name"};
        bind_text(row, ":name", name);
        if (!row.executeStep()) return {};
        return row.getColumn(0).getString();
    });
}

std::map<std::string, std::string> store::settings()
{
    return parts_->attempting("read settings of", [&] {
        std::map<std::string, std::string> out;
        Statement row{parts_->database, "SELECT name, value FROM settings"};
        while (row.executeStep())
            out.emplace(row.getColumn(0).getString(), row.getColumn(1).getString());
        return out;
    });
}

void store::set_blob(std::string const& name, std::string const& bytes)
{
    auto const sha256 = checksum_of(name, bytes);
    parts_->changing("save state of", [&] {
        Statement row{
            parts_->database, "INSERT OR REPLACE INTO blobs VALUES (:name, :bytes, :sha256)"};
        bind_text(row, ":name", name);
        bind_blob(row, ":bytes", bytes);
        bind_blob(row, ":sha256", sha256);
        row.exec();
    });
}

void store::remove_blob(std::string const& name)
{
    parts_->remove("blobs", name);
}

std::optional<stored_blob> store::blob(std::string const& name)
{
    return parts_->attempting("read state of", [&]() -> std::optional<stored_blob> {
        Statement row{parts_->database, "SELECT bytes, sha256 FROM blobs WHERE name = :name"};
        bind_text(row, ":name", name);
        if (!row.executeStep()) return {};
        stored_blob out{.bytes = row.getColumn(0).getString()};
        out.damaged = row.getColumn(1).getString() != checksum_of(name, out.bytes);
        return out;
    });
}

bool store::begin_run()
{
    bool in_order = false;
    std::int64_t run = 0;
    parts_->changing("begin a run of", [&] {
        auto& database = parts_->database;
        in_order = database
                       .execAndGet("SELECT count(*) FROM runs WHERE ended IS NULL"
                                   " AND id = (SELECT max(id) FROM runs)")
                       .getInt()
            == 0;
        // Of those before, only the last that was cut short says anything; and the highest number
        // has to stay, until the next is given.
        database.exec("INSERT INTO runs (began) VALUES (unixepoch())");
        run = database.getLastInsertRowid();
        database.exec(fmt::format(
            "DELETE FROM runs WHERE id < {0} AND id IS NOT"
            " (SELECT max(id) FROM runs WHERE ended IS NULL AND id < {0})",
            run));
    });
    parts_->run = run;
    return in_order;
}

void store::end_run()
{
    parts_->changing("end a run of", [&] {
        Statement row{parts_->database, "UPDATE runs SET ended = unixepoch() WHERE id = :run"};
        row.bind(":run", parts_->run);
        row.exec();
    });
    parts_->run = 0;
}

std::string set_database_aside(std::string const& folder)
{
    lock const held{folder};
    return rename_database(database_in(folder));
}

}  // namespace bt::state
