#pragma once

#include <bt/base/export.hpp>
#include <bt/net/http.hpp>

#include <stop_token>
#include <string>

namespace bt::net {

/// The body behind the URL of a request. Throws error(network) also for a status other than 200,
/// error(timed_out), error(bad_input) for one over the size, error(interrupted).
[[nodiscard]] BT_API std::string fetch(http_request request, std::stop_token const& stop);

}  // namespace bt::net
