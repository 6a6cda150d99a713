#include "key.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/encode.hpp>

#include <algorithm>
#include <cstdint>

namespace bt::dht {
namespace {

constexpr std::string_view base32_digits = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::string_view z_digits = "ybndrfg8ejkmcpqxot1uwisza345h769";
constexpr std::size_t num_digits = 52;

// The last of 52 digits has one bit of the key and four that are zero: it is the digit for 0 or
// for 16, and no alphabet has the other's there.
static_assert(base32_digits[0] != z_digits[0] && base32_digits[0] != z_digits[16]);
static_assert(base32_digits[16] != z_digits[0] && base32_digits[16] != z_digits[16]);

/// Five bits each; the last is filled up with zeros.
std::string in_digits(std::string_view bytes, std::string_view digits)
{
    std::string out;
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (char const c : bytes) {
        held = (held << 8) | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 5; bits -= 5)
            out.push_back(digits[(held >> (bits - 5)) & 31]);
        held &= (1U << bits) - 1;
    }
    if (bits > 0) out.push_back(digits[(held << (5 - bits)) & 31]);
    return out;
}

std::optional<std::string> from_z_base_32(std::string_view text)
{
    std::string as_base32;
    for (char const c : lowered(text)) {
        auto const value = z_digits.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        as_base32.push_back(base32_digits[value]);
    }
    return from_base32(as_base32);
}

}  // namespace

std::optional<public_key> parse_public_key(std::string_view text)
{
    auto bytes = from_hex(text);
    if (text.size() == num_digits) {
        bytes = from_base32(text);
        if (!bytes) bytes = from_z_base_32(text);
    }
    if (!bytes || bytes->size() != public_key{}.size()) return std::nullopt;
    public_key key{};
    std::ranges::copy(*bytes, key.begin());
    return key;
}

std::string to_text(public_key const& key, key_format as)
{
    switch (as) {
    case key_format::base32:
        return in_digits(view_of(key), base32_digits);
    case key_format::z_base_32:
        return in_digits(view_of(key), z_digits);
    case key_format::hex:
        break;
    }
    return to_hex(view_of(key));
}

}  // namespace bt::dht
