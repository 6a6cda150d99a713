#pragma once

#include <bt/base/export.hpp>
#include <bt/net/http.hpp>

#include <stop_token>
#include <string>

namespace bt::net {

/// The body behind an http or https URL, by way of a proxy as http_request has it. Throws error(network) also for a status other than 200,
/// error(timed_out), error(bad_input) for one over the size, error(interrupted).
[[nodiscard]] BT_API std::string fetch(
    std::string const& url,
    http_limits const& limits,
    std::stop_token const& stop,
    std::string const& proxy = {});

}  // namespace bt::net
