#pragma once

#include <SQLiteCpp/Database.h>

#include <span>
#include <string>
#include <string_view>

namespace bt::state {

using schema_steps = std::span<char const* const>;  ///< as database_steps() gives

/// What a database is for.
struct database_kind {
    int application = 0;    ///< in its header (PRAGMA application_id)
    std::string_view noun;  ///< "session"
    bool shared = false;    ///< several processes have it open, each for the moment
};
/// "bt-s".
inline constexpr database_kind session_database{.application = 0x62742d73, .noun = "session"};
/// "bt-f".
inline constexpr database_kind feed_database{
    .application = 0x62742d66, .noun = "feed reader", .shared = true};

struct database_request {
    std::string path;
    std::string subject;  ///< for sentences: "session mirror"
    database_kind of;
    schema_steps steps;
};

/// Opens a database, whose lock is held, and brings it to the newest format; makes it if there is
/// none. Throws error(config) where it is damaged, of another program, or of a newer
/// format, and then leaves it as it is; error(io).
[[nodiscard]] SQLite::Database open_database(database_request const& what);

/// Renames the database, whose lock is held, and its log to "<path>.bad-<n>", the first number
/// that is free; gives that. Throws error(io).
std::string rename_database(std::string const& path);

}  // namespace bt::state
