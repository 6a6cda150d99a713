#pragma once

#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/pointed.hpp>

#include <bt-add/options.hpp>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bt_add {

/// What a key points at.
struct version {
    std::string magnet;
    std::int64_t seq = 0;
};

/// Inputs that are links of keys (BEP 46), and the torrents that these point at.
class key_links {
public:
    key_links(options const& given, bt::cli::teller& tell);

    /// Takes the links among the inputs; the rest is given back as it was.
    [[nodiscard]] std::vector<std::string> take(std::vector<std::string> inputs);
    [[nodiscard]] std::size_t size() const { return links_.size(); }

    /// Those that are newer than what this gave before. Throws error(not_found)
    /// if a key points at nothing, and what the look-up throws.
    [[nodiscard]] std::vector<version> look(bt::cli::interrupt const& asked);
    /// Looks every so often until there is one, or a stop is asked for: then there are none.
    [[nodiscard]] std::vector<version> wait(bt::cli::interrupt const& asked);

private:
    struct followed {
        bt::dht::pointer_link link;
        std::int64_t seq = -1;
    };
    /// Nothing new, and nothing at all, leave `into` as it is.
    bool look_at(
        followed& each,
        bt::dht::client& by,
        bt::cli::interrupt const& asked,
        std::vector<version>& into);

    options const* given_;
    bt::cli::teller* tell_;
    std::vector<followed> links_;
};

}  // namespace bt_add
