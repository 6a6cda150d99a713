#include "fetch.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

namespace bt::net {

std::string fetch(
    std::string const& url,
    http_limits const& limits,
    std::stop_token const& stop,
    std::string const& proxy)
{
    http_client client;
    auto outcome = client.get({.url = url, .limits = limits, .proxy = proxy}, stop);
    if (outcome.failure) fail(outcome.failure->code, "fetch", url, outcome.failure->why);
    if (outcome.reply.status != 200)
        fail(exit_code::network, "fetch", url, fmt::format("HTTP status {}", outcome.reply.status));
    return std::move(outcome.reply.body);
}

}  // namespace bt::net
