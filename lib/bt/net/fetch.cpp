#include "fetch.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <utility>

namespace bt::net {

std::string fetch(http_request request, std::stop_token const& stop)
{
    auto const url = request.url;
    http_client client;
    auto outcome = client.get(std::move(request), stop);
    if (outcome.failure) fail(outcome.failure->code, "fetch", url, outcome.failure->why);
    if (outcome.reply.status != 200)
        fail(exit_code::network, "fetch", url, fmt::format("HTTP status {}", outcome.reply.status));
    return std::move(outcome.reply.body);
}

}  // namespace bt::net
