#include "store_fault.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <new>

namespace bt::state {
namespace {

struct row {
    int code;
    exit_code status;
};

/// What is not here has no number of its own.
constexpr std::array statuses{
    row{SQLITE_PERM, exit_code::io},
    row{SQLITE_BUSY, exit_code::busy},
    row{SQLITE_LOCKED, exit_code::busy},
    row{SQLITE_READONLY, exit_code::io},
    row{SQLITE_IOERR, exit_code::io},
    row{SQLITE_FULL, exit_code::io},
    row{SQLITE_CANTOPEN, exit_code::io},
    row{SQLITE_PROTOCOL, exit_code::busy},
    row{SQLITE_NOLFS, exit_code::io},
};

exit_code status_of(int code)
{
    auto const* found = std::ranges::find(statuses, code, &row::code);
    return found == statuses.end() ? exit_code::failed : found->status;
}

}  // namespace

void fail_database(attempt const& what, SQLite::Exception const& why)
{
    auto const code = why.getErrorCode() & 0xff;
    if (code == SQLITE_NOMEM) throw std::bad_alloc{};
    if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) fail_damaged(what, why.what());
    throw error{
        status_of(code),
        fmt::format("cannot {} {}: {}: {}", what.doing, what.subject, what.path, why.what())};
}

void fail_damaged(attempt const& what, std::string_view why)
{
    throw error{
        exit_code::config,
        fmt::format("cannot {} {}: {} is damaged: {}", what.doing, what.subject, what.path, why),
        fmt::format(
            "sqlite3 {} .recover may save what is in it; moved away, together with its -wal, all "
            "begins anew",
            what.path)};
}

}  // namespace bt::state
