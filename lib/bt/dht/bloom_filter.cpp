#include "bloom_filter.hpp"

#include <libtorrent/hasher.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

namespace bt::dht {
namespace {

constexpr std::size_t num_hashes = 2;

}  // namespace

std::optional<bloom_filter> bloom_filter::from(std::string_view bytes)
{
    if (bytes.size() != num_bytes) return std::nullopt;
    bloom_filter out;
    std::ranges::copy(bytes, out.bytes_.begin());
    return out;
}

bool bloom_filter::insert(std::string_view address)
{
    std::array<char, 16> bytes{};
    std::string const text{address};
    int size = 4;
    if (::inet_pton(AF_INET, text.c_str(), bytes.data()) != 1) {
        if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return false;
        size = 16;
    }
    auto const hash = lt::hasher{bytes.data(), size}.final();
    for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(num_hashes); ++i) {
        auto const low = static_cast<unsigned char>(hash.data()[2 * i]);
        auto const high = static_cast<unsigned char>(hash.data()[2 * i + 1]);
        auto const bit = (low | static_cast<std::size_t>(high) << 8) % num_bits;
        auto& byte = bytes_[bit / 8];
        byte = static_cast<char>(static_cast<unsigned char>(byte) | 1U << (bit % 8));
    }
    return true;
}

void bloom_filter::merge(bloom_filter const& other)
{
    for (std::size_t i = 0; i < num_bytes; ++i)
        bytes_[i] = static_cast<char>(
            static_cast<unsigned char>(bytes_[i]) | static_cast<unsigned char>(other.bytes_[i]));
}

double bloom_filter::estimate() const
{
    std::size_t num_set = 0;
    for (char const byte : bytes_)
        num_set += static_cast<std::size_t>(std::popcount(static_cast<unsigned char>(byte)));
    // BEP 33 makes half an address of none.
    if (num_set == 0) return 0;
    constexpr auto all = static_cast<double>(num_bits);
    auto const zeros = static_cast<double>(std::max<std::size_t>(num_bits - num_set, 1));
    return std::log(zeros / all) / (num_hashes * std::log(1 - 1 / all));
}

}  // namespace bt::dht
