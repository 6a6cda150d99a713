#include "store_schema.hpp"

#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/state/store_fault.hpp>

#include <fmt/format.h>

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Transaction.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <optional>

namespace bt::state {
namespace {

constexpr char const* opening = "open";
/// Milliseconds; transactions of others are short.
constexpr int shared_patience = 30'000;

/// What says which program and which format a database is of.
struct identity {
    std::int64_t application = 0;
    std::int64_t format = 0;
};

void check_identity(identity const& found, database_request const& what)
{
    auto const newest = static_cast<std::int64_t>(what.steps.size());
    if (found.application != what.of.application || found.format < 1)
        throw error{
            exit_code::config,
            fmt::format(
                "cannot open {}: {} is not the database of a {}",
                what.subject,
                what.path,
                what.of.noun),
            "moved away, all begins anew"};
    if (found.format > newest)
        throw error{
            exit_code::config,
            fmt::format(
                "cannot open {}: {} was written by a newer version (format {}; this one "
                "knows {})",
                what.subject,
                what.path,
                found.format,
                newest),
            fmt::format("use that version of bt-tools, or another {}", what.of.noun)};
}

std::int64_t big_endian_at(std::string_view bytes, std::size_t offset)
{
    std::int64_t value = 0;
    for (char const each : bytes.substr(offset, 4))
        value = value << 8 | static_cast<unsigned char>(each);
    return value;
}

/// Looks at the file before SQLite does, which would put in what its log holds, and so change a
/// file that is not for this version. Nothing if there is none.
std::optional<identity> peek(database_request const& what)
{
    constexpr std::size_t header_size = 100;
    constexpr std::string_view magic{"SQLite format 3\0", 16};
    attempt const now{.doing = opening, .subject = what.subject, .path = what.path};
    unique_fd const file{::open(what.path.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC)};
    if (!file && errno == ENOENT) return {};
    if (!file) fail_errno(exit_code::io, "open database", what.path);
    std::array<char, header_size> header{};
    auto const got = ::pread(file.get(), header.data(), header.size(), 0);
    if (got < 0) fail_errno(exit_code::io, "read database", what.path);
    std::string_view const bytes{header.data(), static_cast<std::size_t>(got)};
    if (bytes.size() < header_size) fail_damaged(now, "it was cut short");
    if (!bytes.starts_with(magic)) fail_damaged(now, "it is not a database");
    return identity{.application = big_endian_at(bytes, 68), .format = big_endian_at(bytes, 60)};
}

identity ask(SQLite::Database& database)
{
    return {
        .application = database.execAndGet("PRAGMA application_id").getInt64(),
        .format = database.execAndGet("PRAGMA user_version").getInt64()};
}

/// All steps from that format on, or none.
void upgrade(SQLite::Database& database, database_request const& what, std::size_t from)
{
    SQLite::Transaction all{database, SQLite::TransactionBehavior::IMMEDIATE};
    for (auto const* step : what.steps.subspan(from))
        database.exec(step);
    database.exec(fmt::format("PRAGMA application_id = {}", what.of.application));
    database.exec(fmt::format("PRAGMA user_version = {}", what.steps.size()));
    all.commit();
}

void sync_folder_of(std::string const& path)
{
    auto const folder = std::filesystem::path{path}.parent_path();
    unique_fd const fd{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    // Some file systems cannot sync a folder.
    if (fd) (void)::fsync(fd.get());
}

/// Under another name until it is whole. So a database without tables is never one that was just
/// begun, but one that lost them.
void make_database(database_request const& what)
{
    std::error_code ignored;
    // The log of one that is gone would be taken for this one's.
    if (std::filesystem::exists(what.path + "-wal", ignored)) (void)rename_database(what.path);
    auto const fresh = what.path + ".new";
    for (auto const* suffix : {"", "-journal", "-wal"})
        (void)::unlink((fresh + suffix).c_str());
    // SQLite would make it with the umask's permissions; its log gets those of the database.
    unique_fd file{::open(fresh.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)};
    if (!file) fail_errno(exit_code::io, "make database", fresh);
    file = unique_fd{};
    {
        SQLite::Database database{fresh, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
        database.exec("PRAGMA synchronous = FULL");
        upgrade(database, what, 0);
    }
    if (std::rename(fresh.c_str(), what.path.c_str()) != 0)
        fail_errno(exit_code::io, "make database", what.path);
    sync_folder_of(what.path);
}

}  // namespace

std::string rename_database(std::string const& path)
{
    constexpr std::array suffixes{"", "-wal", "-journal"};
    std::error_code ignored;
    auto const is_taken = [&](std::string const& name) {
        return std::ranges::any_of(suffixes, [&](char const* suffix) {
            return std::filesystem::exists(name + suffix, ignored);
        });
    };
    int number = 1;
    while (is_taken(fmt::format("{}.bad-{}", path, number)))
        ++number;
    auto aside = fmt::format("{}.bad-{}", path, number);
    for (auto const* suffix : suffixes)
        if (std::rename((path + suffix).c_str(), (aside + suffix).c_str()) != 0 && errno != ENOENT)
            fail_errno(exit_code::io, "rename", path + suffix);
    sync_folder_of(path);
    return aside;
}

SQLite::Database open_database(database_request const& what)
{
    attempt const now{.doing = opening, .subject = what.subject, .path = what.path};
    return attempted(now, [&] {
        if (auto const found = peek(what))
            check_identity(*found, what);
        else
            make_database(what);
        SQLite::Database database{what.path, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX};
        // Nobody else has the lock: so no shared memory, and no way for another program's
        // transaction to make a save fail.
        if (!what.of.shared)
            database.exec("PRAGMA locking_mode = EXCLUSIVE");
        else
            database.setBusyTimeout(shared_patience);
        // Once more, with what the log knows.
        auto const found = ask(database);
        check_identity(found, what);
        database.exec("PRAGMA journal_mode = WAL");
        database.exec("PRAGMA synchronous = FULL");
        database.exec("PRAGMA foreign_keys = ON");
        database.exec("PRAGMA trusted_schema = OFF");
        database.exec("PRAGMA cell_size_check = ON");
        database.exec(fmt::format("PRAGMA journal_size_limit = {}", 64 << 20));
        auto const format = static_cast<std::size_t>(found.format);
        if (format < what.steps.size()) upgrade(database, what, format);
        return database;
    });
}

}  // namespace bt::state
