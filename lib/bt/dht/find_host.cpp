#include "find_host.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/udp.hpp>

#include <string>

namespace bt::dht {

std::vector<endpoint>
find_host(host_and_port const& host, std::chrono::milliseconds within, std::stop_token const& stop)
{
    using boost::asio::ip::udp;
    std::vector<endpoint> found;
    boost::asio::io_context loop;
    udp::resolver resolver{loop};
    resolver.async_resolve(
        host.host, std::to_string(host.port), [&](auto const& reason, auto const& results) {
            if (reason) return;
            for (auto const& each : results)
                found.push_back(each.endpoint());
        });
    std::stop_callback const on_stop{stop, [&loop] { loop.stop(); }};
    if (within.count() == 0)
        loop.run();
    else
        loop.run_for(within);
    return found;
}

}  // namespace bt::dht
