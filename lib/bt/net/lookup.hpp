#pragma once

#include <bt/base/network.hpp>
#include <bt/net/address.hpp>

#include <memory>
#include <string>
#include <vector>

namespace bt::net {

/// The addresses of a host. getaddrinfo cannot be stopped, so it runs on a thread of its own, which
/// is left behind when nobody waits any more; an address in digits needs none.
class lookup {
public:
    explicit lookup(host_and_port const& what);

    [[nodiscard]] bool done() const;
    /// Readable once it is done.
    [[nodiscard]] int fd() const;
    /// Once done: in the order to be tried; none if the host is not known.
    [[nodiscard]] std::vector<address> const& addresses() const;
    /// Once done: why there are none.
    [[nodiscard]] std::string const& why() const;

private:
    struct state;
    // Shared with the thread, which may live longer.
    std::shared_ptr<state> state_;
};

}  // namespace bt::net
