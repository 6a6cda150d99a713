#pragma once

#include <bt/base/export.hpp>

#include <boost/asio/ip/udp.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace bt::dht {

using endpoint = boost::asio::ip::udp::endpoint;

/// "192.0.2.1:6881" or "[2001:db8::1]:6881".
[[nodiscard]] BT_API std::string text_of(endpoint const& where);
/// Nothing for other text, and for port 0.
[[nodiscard]] BT_API std::optional<endpoint> parse_endpoint(std::string_view text);

}  // namespace bt::dht
