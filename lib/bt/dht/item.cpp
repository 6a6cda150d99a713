#include "item.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>
#include <libtorrent/hasher.hpp>

#include <algorithm>
#include <limits>

namespace bt::dht {
namespace {

target sha1_of(std::string_view first, std::string_view second)
{
    lt::hasher hasher;
    hasher.update(first.data(), static_cast<int>(first.size()));
    if (!second.empty()) hasher.update(second.data(), static_cast<int>(second.size()));
    auto const hash = hasher.final();
    target out{};
    std::copy_n(hash.data(), out.size(), out.begin());
    return out;
}

}  // namespace

std::string value_of_bytes(std::string_view bytes)
{
    auto value = fmt::format("{}:{}", bytes.size(), bytes);
    if (value.size() > most_value_bytes)
        throw error{
            exit_code::bad_input,
            fmt::format(
                "cannot store value: {} bytes bencoded, and nodes take at most {}",
                value.size(),
                most_value_bytes)};
    return value;
}

std::string bytes_of_value(std::string_view value)
{
    auto const colon = value.find(':');
    if (colon == std::string_view::npos) return std::string{value};
    auto const length =
        parse_integer(value.substr(0, colon), 0, std::numeric_limits<std::int32_t>::max());
    auto const bytes = value.substr(colon + 1);
    bool const is_string = length && static_cast<std::size_t>(*length) == bytes.size();
    return std::string{is_string ? bytes : value};
}

void check_salt(std::string_view salt)
{
    if (salt.size() > most_salt_bytes)
        throw error{
            exit_code::bad_input,
            fmt::format(
                "cannot use salt: {} bytes, and nodes take at most {}",
                salt.size(),
                most_salt_bytes)};
}

target target_of(std::string_view value)
{
    return sha1_of(value, {});
}

target target_of(public_key const& key, std::string_view salt)
{
    return sha1_of(view_of(key), salt);
}

std::optional<target> parse_target(std::string_view hex)
{
    auto const bytes = from_hex(hex);
    if (!bytes || bytes->size() != 20) return std::nullopt;
    target out{};
    std::ranges::copy(*bytes, out.begin());
    return out;
}

std::string signed_text(std::string_view value, std::int64_t seq, std::string_view salt)
{
    auto const rest = fmt::format("3:seqi{}e1:v{}", seq, value);
    if (salt.empty()) return rest;
    return fmt::format("4:salt{}:{}{}", salt.size(), salt, rest);
}

bool is_authentic(item const& what, target const& where)
{
    if (!what.key) return target_of(what.value) == where;
    return target_of(*what.key, what.salt) == where
        && verify(signed_text(what.value, what.seq, what.salt), what.signed_by, *what.key);
}

}  // namespace bt::dht
