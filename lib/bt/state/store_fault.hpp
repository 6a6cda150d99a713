#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Transaction.h>

#include <string>
#include <string_view>

namespace bt::state {

/// What was being done to which database, for sentences.
struct attempt {
    std::string_view doing;      ///< "save torrents in"
    std::string const& subject;  ///< whose it is: "session mirror"
    std::string const& path;     ///< of the database
};

/// What SQLite threw becomes ours: "cannot <doing> <subject>: <why>". Memory that ran out
/// becomes std::bad_alloc.
[[noreturn]] void fail_database(attempt const& what, SQLite::Exception const& why);

/// A damaged database stays where it is and is refused, every time, until a person acts. Setting
/// it aside by ourselves would make the next start, by systemd or cron, begin with an empty
/// one: the loss would be one line in a log.
[[noreturn]] void fail_damaged(attempt const& what, std::string_view why);

/// Does it, on behalf of `what`.
template <class Work>
decltype(auto) attempted(attempt const& what, Work&& work)
{
    try {
        return work();
    } catch (SQLite::Exception const& e) {
        fail_database(what, e);
    }
}

/// The same in a transaction of its own.
template <class Work>
void change(SQLite::Database& in, attempt const& what, Work const& work)
{
    attempted(what, [&] {
        SQLite::Transaction all{in, SQLite::TransactionBehavior::IMMEDIATE};
        work();
        all.commit();
    });
}

}  // namespace bt::state
