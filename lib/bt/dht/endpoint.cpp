#include "endpoint.hpp"

#include <bt/base/text.hpp>

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace bt::dht {

std::optional<endpoint> parse_endpoint(std::string_view text)
{
    auto const colon = text.rfind(':');
    if (colon == std::string_view::npos) return std::nullopt;
    auto const port = parse_integer(text.substr(colon + 1), 1, 65535);
    auto host = text.substr(0, colon);
    if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
    boost::system::error_code reason;
    auto const address = boost::asio::ip::make_address(std::string{host}, reason);
    if (reason || !port) return std::nullopt;
    return endpoint{address, static_cast<std::uint16_t>(*port)};
}

std::string text_of(endpoint const& where)
{
    auto const address = where.address().to_string();
    return where.address().is_v6() ? fmt::format("[{}]:{}", address, where.port())
                                   : fmt::format("{}:{}", address, where.port());
}

}  // namespace bt::dht
