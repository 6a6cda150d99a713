#include "encode.hpp"

#include <bt/base/ascii.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace bt {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view base32_digits = "abcdefghijklmnopqrstuvwxyz234567";

// Packs digits of `bits_each` bits into bytes; left-over bits must be zero and fewer than one digit.
template <class Value>
std::optional<std::string> unpack(std::string_view text, unsigned bits_each, Value value_of)
{
    std::string out;
    out.reserve(text.size() * bits_each / 8);
    std::uint32_t held = 0;
    unsigned bits = 0;
    for (char const c : text) {
        auto const value = value_of(c);
        if (value == std::string_view::npos) return std::nullopt;
        held = (held << bits_each) | static_cast<std::uint32_t>(value);
        bits += bits_each;
        if (bits < 8) continue;
        bits -= 8;
        out.push_back(static_cast<char>((held >> bits) & 0xff));
        held &= (1U << bits) - 1;
    }
    if (bits >= bits_each || held != 0) return std::nullopt;
    return out;
}

}  // namespace

std::string to_hex(std::string_view bytes)
{
    std::string out;
    out.reserve(bytes.size() * 2);
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        out.push_back(hex_digits[byte >> 4]);
        out.push_back(hex_digits[byte & 15]);
    }
    return out;
}

std::optional<std::string> from_hex(std::string_view text)
{
    return unpack(text, 4, [](char c) { return hex_digits.find(lower(c)); });
}

std::string to_base64(std::string_view bytes)
{
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        auto const group = bytes.substr(at, 3);
        std::uint32_t held = 0;
        for (std::size_t i = 0; i < 3; ++i)
            held = (held << 8) | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) {
            auto const digit = base64_digits[(held >> (18 - 6 * i)) & 63];
            out.push_back(i <= group.size() ? digit : '=');
        }
    }
    return out;
}

std::optional<std::string> from_base64(std::string_view text)
{
    auto const padded = text.size();
    while (text.ends_with('=') && padded - text.size() < 2)
        text.remove_suffix(1);
    if (padded != text.size() && padded % 4 != 0) return std::nullopt;
    return unpack(text, 6, [](char c) { return base64_digits.find(c); });
}

std::optional<std::string> from_base32(std::string_view text)
{
    return unpack(text, 5, [](char c) { return base32_digits.find(lower(c)); });
}

}  // namespace bt
