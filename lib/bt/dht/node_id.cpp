#include "node_id.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <span>
#include <string>

namespace bt::dht {
namespace {

struct address_bytes {
    std::array<unsigned char, 16> bytes{};
    std::size_t size = 0;  ///< 4 or 16

    [[nodiscard]] std::span<unsigned char const> view() const { return {bytes.data(), size}; }
};

std::optional<address_bytes> parse(std::string_view text)
{
    address_bytes out;
    std::string const terminated{text};
    if (::inet_pton(AF_INET, terminated.c_str(), out.bytes.data()) == 1)
        out.size = 4;
    else if (::inet_pton(AF_INET6, terminated.c_str(), out.bytes.data()) == 1)
        out.size = 16;
    else
        return std::nullopt;
    return out;
}

/// CRC-32C (Castagnoli), bit by bit: it goes over eight bytes.
std::uint32_t crc32c(std::span<unsigned char const> bytes)
{
    std::uint32_t crc = 0xffffffff;
    for (auto const byte : bytes) {
        crc ^= byte;
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0x82f63b78U : 0U);
    }
    return ~crc;
}

constexpr std::array<unsigned char, 4> mask_v4{0x03, 0x0f, 0x3f, 0xff};
constexpr std::array<unsigned char, 8> mask_v6{0x01, 0x03, 0x07, 0x0f, 0x1f, 0x3f, 0x7f, 0xff};
constexpr unsigned prefix_bits = 21;

template <std::size_t N>
std::uint32_t
prefix_of(address_bytes const& address, std::array<unsigned char, N> const& mask, unsigned random)
{
    std::array<unsigned char, N> masked{};
    for (std::size_t i = 0; i < N; ++i)
        masked[i] = address.bytes[i] & mask[i];
    masked[0] = static_cast<unsigned char>(masked[0] | ((random & 7) << 5));
    return crc32c(masked) >> (32 - prefix_bits);
}

bool is_exempt(address_bytes const& address)
{
    auto const& at = address.bytes;
    if (address.size == 4)
        return at[0] == 10 || at[0] == 127 || (at[0] == 172 && (at[1] & 0xf0) == 16)
            || (at[0] == 192 && at[1] == 168) || (at[0] == 169 && at[1] == 254);
    bool const is_link_local = at[0] == 0xfe && (at[1] & 0xc0) == 0x80;
    bool const is_unique_local = (at[0] & 0xfe) == 0xfc;
    return is_link_local || is_unique_local || parse("::1")->bytes == at;
}

}  // namespace

std::optional<std::uint32_t> id_prefix(std::string_view address, unsigned random)
{
    auto const at = parse(address);
    if (!at) return std::nullopt;
    return at->size == 4 ? prefix_of(*at, mask_v4, random) : prefix_of(*at, mask_v6, random);
}

bool is_exempt_from_ids(std::string_view address)
{
    auto const at = parse(address);
    return at && is_exempt(*at);
}

bool is_id_of(std::array<char, 20> const& id, std::string_view address)
{
    auto const byte = [&](std::size_t at) {
        return std::uint32_t{static_cast<unsigned char>(id[at])};
    };
    if (is_exempt_from_ids(address)) return true;
    auto const has = (byte(0) << 13) | (byte(1) << 5) | (byte(2) >> 3);
    return id_prefix(address, byte(19)) == has;
}

}  // namespace bt::dht
