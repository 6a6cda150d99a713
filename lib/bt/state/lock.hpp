#pragma once

#include <bt/base/export.hpp>
#include <bt/base/file.hpp>

#include <optional>
#include <string>

namespace bt::state {

/// Keeps other processes out of a session, until it or its process is gone, however that ends.
/// The file stays where it is: whoever removed it could leave two processes with a lock each.
class BT_API lock {
public:
    /// Of the session in this folder, which is there. Throws error(busy), with the holder's pid,
    /// where another one has it, also one of this process; error(io) where the file cannot be
    /// written.
    explicit lock(std::string const& folder);
    ~lock();
    lock(lock const&) = delete;
    lock& operator=(lock const&) = delete;
    lock(lock&&) = delete;
    lock& operator=(lock&&) = delete;

private:
    unique_fd file_;
};

/// The process that holds the lock of the session in this folder; nothing if none does, 0 if
/// there is one that cannot be known. Asking disturbs nobody. Throws error(io).
[[nodiscard]] BT_API std::optional<int> lock_owner(std::string const& folder);

/// The name of the session in this folder, for sentences.
[[nodiscard]] std::string session_of(std::string const& folder);

}  // namespace bt::state
