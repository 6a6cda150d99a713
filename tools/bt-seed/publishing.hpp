#pragma once

#include <bt/dht/carrier.hpp>
#include <bt/dht/item.hpp>
#include <bt/dht/pointer.hpp>
#include <bt/record/events/session.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <thread>

namespace bt_seed {

struct publish_request {
    bt::dht::secret_key key;
    std::string salt;  ///< raw
    bt::dht::pointer to;
    std::chrono::milliseconds every{0};
};

/// Has a key point at a torrent (BEP 46), and looks after the item from then on: nodes forget it
/// after two hours. It works on a thread of its own, which the destructor stops.
class publisher {
public:
    /// Called on the publisher's thread.
    struct callbacks {
        std::function<std::unique_ptr<bt::dht::carrier>(std::stop_token)> make_node;
        /// After each look at the item.
        std::function<void(bt::record::event::pointer_published)> tell;
    };
    publisher(publish_request what, callbacks by);

private:
    std::jthread thread_;
};

}  // namespace bt_seed
