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
    int enough_nodes = 8;  ///< a put that reached fewer is tried again
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
};

/// A look-up client of the DHT that serves nobody (BEP 43), for one-shot work. All calls block;
/// it belongs to one thread. They throw error(network) if no node answers at all, and
/// error(interrupted) when asked to stop.
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
    /// The item with the highest sequence number that was seen: the look-up ends when all were
    /// asked, or two seconds after the last better answer.
    [[nodiscard]] std::optional<item>
    get(public_key const& key, std::string const& salt, patience const& how);

    [[nodiscard]] put_result put(std::string const& value, patience const& how);
    [[nodiscard]] put_result put(put_request const& what, patience const& how);

private:
    struct state;
    std::unique_ptr<state> state_;
};

}  // namespace bt::dht
