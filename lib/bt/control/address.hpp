#pragma once

#include <bt/base/file.hpp>

#include <sys/un.h>

#include <string>

namespace bt::control {

/// Where a Unix socket is, for bind() and connect(). A path that is too long for that (107 bytes)
/// is reached through a descriptor of its folder, which must stay open as long.
class socket_address {
public:
    /// Throws error(not_found) if the path is too long and its folder is not there.
    explicit socket_address(std::string const& path);
    [[nodiscard]] sockaddr_un const& get() const { return address_; }

private:
    unique_fd folder_;
    sockaddr_un address_{};
};

}  // namespace bt::control
