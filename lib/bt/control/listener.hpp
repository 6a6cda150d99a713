#pragma once

#include <bt/base/file.hpp>

#include <sys/types.h>

#include <optional>
#include <string>

namespace bt::control {

/// A Unix stream socket that others of the same user can connect to: mode 0600. It goes away with
/// this, unless somebody put another in its place.
class listener {
public:
    /// The folder is there. A socket that nobody answers at is replaced; throws error(busy) if
    /// somebody does, error(refused) if something else is there, error(io) if it cannot be made.
    explicit listener(std::string path);
    /// One that the service manager made; it stays.
    explicit listener(unique_fd inherited);
    ~listener();
    listener(listener const&) = delete;
    listener& operator=(listener const&) = delete;
    listener(listener&&) = delete;
    listener& operator=(listener&&) = delete;

    [[nodiscard]] int fd() const { return fd_.get(); }
    /// The descriptor, given away; the file is still removed at the end.
    [[nodiscard]] unique_fd take() { return std::move(fd_); }
    [[nodiscard]] std::string const& path() const { return path_; }

private:
    std::string path_;
    unique_fd fd_;
    std::optional<ino_t> inode_;
};

}  // namespace bt::control
