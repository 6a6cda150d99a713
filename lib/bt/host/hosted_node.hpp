#pragma once

#include <bt/control/client.hpp>
#include <bt/dht/carrier.hpp>
#include <bt/record/dht_state.hpp>

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace bt::host {

/// The node of a session that another process runs, by its control socket. A session that leaves
/// is looked for again.
class hosted_node final : public dht::carrier {
public:
    /// Throws what control::client does, and error(network) if the session is not in the DHT.
    /// Waits for an answer of the session for `patience`, 0 being a few seconds, or until the stop.
    explicit hosted_node(
        std::string socket, std::chrono::milliseconds patience = {}, std::stop_token stop = {});

    /// Throws error(network) if the session has left.
    [[nodiscard]] record::dht_state state();

    void send(dht::endpoint const& to, lt::entry const& query, heard then) override;
    [[nodiscard]] std::vector<dht::contact> known() override;
    [[nodiscard]] bool can_reach(dht::endpoint const& where) const override;
    [[nodiscard]] bool wait(
        std::function<bool()> const& done,
        std::chrono::milliseconds within,
        std::stop_token const& stop) override;
    [[nodiscard]] std::string trouble() const override { return trouble_; }
    [[nodiscard]] bool is_settled() const override { return false; }

private:
    /// What the session says to this; nothing if it has left.
    [[nodiscard]] std::optional<std::string> call(std::string_view method, std::string_view params);
    /// Hands out the answers that come within so long.
    void listen(std::chrono::milliseconds within);
    [[nodiscard]] std::optional<control::client::answer> next(std::chrono::milliseconds within);
    /// Nobody will answer what is still asked.
    void lose(error const& why);

    std::string socket_;
    std::chrono::milliseconds patience_;
    std::stop_token stop_;
    std::optional<control::client> by_;
    std::unordered_map<int, heard> waiting_;
    std::string trouble_;
    bool has_v4_ = true;
    bool has_v6_ = false;
};

}  // namespace bt::host
