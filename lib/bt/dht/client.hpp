#pragma once

#include <bt/base/export.hpp>
#include <bt/base/network.hpp>
#include <bt/dht/item.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace bt::dht {

/// A limit on waiting, and a way out of it.
struct patience {
    std::chrono::milliseconds within{0};
    std::stop_token stop;
    int enough_nodes = 1;  ///< a put that reached fewer is tried again
};

struct put_request {
    std::string value;  ///< bencoded
    secret_key key;
    std::string salt;
    std::optional<std::int64_t> seq;  ///< one more than what is there, if absent
    std::optional<std::int64_t> cas;  ///< what must be there; 0 is nothing
};

struct put_result {
    int num_success = 0;  ///< nodes that stored it
    std::int64_t seq = 0;
    signature signed_by{};
    /// The sequence number that is in the way; nothing was put then.
    std::optional<std::int64_t> conflict;
    int num_refused = 0;  ///< nodes that have a newer one, or another than cas says
};

/// A look-up client of the DHT that serves nobody (BEP 43), for one-shot work. All calls block,
/// for no longer than they are given time, 0 being no limit; it belongs to one thread. They throw
/// error(network) if no node answers at all or none is known to ask, error(timed_out) if there
/// was no time to ask all there are, and error(interrupted) when asked to stop.
class BT_API client {
public:
    /// Throws error(network) if it cannot listen.
    explicit client(network_options network);
    ~client();
    client(client const&) = delete;
    client& operator=(client const&) = delete;
    client(client&&) = delete;
    client& operator=(client&&) = delete;

    /// Nothing if nobody has it. What comes is verified.
    [[nodiscard]] std::optional<item> get(target const& where, patience const& how);
    /// The item with the highest sequence number: the look-up ends when the nodes nearest to it
    /// were asked, or when time is up and somebody had one.
    [[nodiscard]] std::optional<item>
    get(public_key const& key, std::string const& salt, patience const& how);

    [[nodiscard]] put_result put(std::string const& value, patience const& how);
    [[nodiscard]] put_result put(put_request const& what, patience const& how);

private:
    class state;
    std::unique_ptr<state> state_;
};

}  // namespace bt::dht
