#pragma once

#include <SQLiteCpp/Database.h>

#include <span>
#include <string>

namespace bt::state {

using schema_steps = std::span<char const* const>;  ///< as database_steps() gives

/// "bt-s", in the header of a database (PRAGMA application_id).
inline constexpr int database_application = 0x62742d73;

struct database_request {
    std::string path;
    std::string session;  ///< its name, for sentences
    schema_steps steps;
};

/// Opens a session's database, whose lock is held, and brings it to the newest format; makes it if
/// there is none. Throws error(config) where it is damaged, of another program, or of a newer
/// format, and then leaves it as it is; error(io).
[[nodiscard]] SQLite::Database open_database(database_request const& what);

/// Renames the database, whose lock is held, and its log to "<path>.bad-<n>", the first number
/// that is free; gives that. Throws error(io).
std::string rename_database(std::string const& path);

}  // namespace bt::state
