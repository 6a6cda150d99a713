#include "lookup.hpp"

#include <bt/net/waker.hpp>

#include <netdb.h>

#include <algorithm>
#include <atomic>
#include <cstring>
#include <system_error>
#include <thread>

namespace bt::net {
namespace {

/// A name of a stranger may have any number of addresses.
constexpr std::size_t address_limit = 8;

}  // namespace

struct lookup::state {
    std::string host;
    std::string port;
    std::vector<address> addresses;
    std::string why;
    std::atomic<bool> done = false;  ///< what is above is written before, and not after
    waker ready;

    [[nodiscard]] int ask(int flags)
    {
        addrinfo wanted{};
        wanted.ai_family = AF_UNSPEC;
        wanted.ai_socktype = SOCK_DGRAM;
        wanted.ai_flags = flags | AI_NUMERICSERV;
        addrinfo* found = nullptr;
        auto const result = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found);
        if (result != 0) return result;
        for (auto* each = found; each != nullptr; each = each->ai_next) {
            if (addresses.size() == address_limit) break;
            auto& into = addresses.emplace_back();
            into.length = std::min<socklen_t>(each->ai_addrlen, sizeof into.storage);
            std::memcpy(&into.storage, each->ai_addr, into.length);
        }
        ::freeaddrinfo(found);
        return 0;
    }

    void finish()
    {
        done = true;
        ready.wake();
    }
};

lookup::lookup(host_and_port const& what)
    : state_{std::make_shared<state>()}
{
    state_->host = what.host;
    state_->port = std::to_string(what.port);
    if (state_->ask(AI_NUMERICHOST) == 0) {
        state_->finish();
        return;
    }
    try {
        std::thread{[shared = state_] {
            if (auto const result = shared->ask(0); result != 0)
                shared->why = result == EAI_AGAIN ? "the host cannot be looked up now"
                                                  : "the host is not known";
            shared->finish();
        }}.detach();
    } catch (std::system_error const& e) {
        state_->why = "no thread to look the host up: " + e.code().message();
        state_->finish();
    }
}

bool lookup::done() const
{
    return state_->done;
}

int lookup::fd() const
{
    return state_->ready.fd();
}

std::vector<address> const& lookup::addresses() const
{
    return state_->addresses;
}

std::string const& lookup::why() const
{
    return state_->why;
}

}  // namespace bt::net
