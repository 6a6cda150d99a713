#pragma once

#include <bt/base/export.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace bt::dht {

/// The filter in which nodes tell how many seeds or peers a torrent has without telling which
/// (BEP 33): 2048 bits, of which each address sets two. Filters of several nodes go together with
/// merge(), in which who is in more than one of them counts once.
class BT_API bloom_filter {
public:
    static constexpr std::size_t num_bytes = 256;
    static constexpr std::size_t num_bits = num_bytes * 8;

    bloom_filter() = default;  ///< nobody is in it
    /// Nothing if it has not the length of one.
    [[nodiscard]] static std::optional<bloom_filter> from(std::string_view bytes);

    /// A numeric IPv4 or IPv6 address; false if it is none.
    bool insert(std::string_view address);
    void merge(bloom_filter const& other);

    /// About how many addresses are in it; 0 if none. Above some six thousand nobody can tell.
    [[nodiscard]] double estimate() const;
    [[nodiscard]] std::string_view view() const { return {bytes_.data(), bytes_.size()}; }

private:
    std::array<char, num_bytes> bytes_{};
};

}  // namespace bt::dht
