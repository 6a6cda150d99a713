#pragma once

#include <bt/state/lock.hpp>
#include <bt/state/store.hpp>
#include <bt/state/store_fault.hpp>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace bt::state {

struct store::parts {
    parts(std::string const& folder, std::span<char const* const> steps);

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

    void remove(char const* table, std::string const& name);

    std::string subject;  ///< "session mirror"
    std::string path;     ///< of the database
    lock held;            ///< outlives the database
    SQLite::Database database;
    std::int64_t run = 0;  ///< 0: none has begun, or it has ended
};

/// What is bound stays the caller's, until the statement was executed.
void bind_blob(SQLite::Statement& into, char const* name, std::string const& bytes);
void bind_text(SQLite::Statement& into, char const* name, std::string const& text);

[[nodiscard]] std::string sha256_of(std::string_view bytes);

}  // namespace bt::state
