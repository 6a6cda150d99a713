#include "item.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>

#include <fmt/format.h>
#include <libtorrent/hasher.hpp>

#include <algorithm>
#include <limits>

namespace bt::dht {
namespace {

// A node of libtorrent reads ten levels of a message and 500 tokens, of which the value gets what a
// put with everything leaves it.
constexpr int most_depth = 7;
constexpr int most_tokens = 470;

/// As libtorrent counts: a list or dictionary is one, and its end another.
int num_tokens(bencode::cursor& at)
{
    switch (at.kind()) {
    case bencode::type::integer:
    case bencode::type::string:
        (void)at.skip();
        return 1;
    case bencode::type::list:
    case bencode::type::dictionary:
        break;
    }
    int count = 2;
    for (at.enter(); !at.leave();)
        count += num_tokens(at);
    return count;
}

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

std::optional<std::string> fault_of_size(std::string_view value)
{
    if (value.size() <= most_value_bytes) return std::nullopt;
    return fmt::format(
        "{} bytes bencoded, and nodes take at most {}", value.size(), most_value_bytes);
}

void throw_if(std::optional<std::string> const& why, std::string_view doing)
{
    if (why) throw error{exit_code::bad_input, fmt::format("cannot {}: {}", doing, *why)};
}

}  // namespace

std::optional<std::string> fault_of_value(std::string_view value)
{
    if (auto why = fault_of_size(value)) return why;
    auto const found = bencode::check(value, {.depth = most_depth});
    if (found.wrong) return fmt::format("{} at byte {}", found.wrong->why, found.wrong->offset);
    if (found.size != value.size())
        return fmt::format("something follows it at byte {}", found.size);
    if (found.unsorted_key || found.repeated_key) return "its keys are not in order";
    if (found.leading_zero) return "a number begins with 0";
    bencode::cursor at{value};
    if (auto const count = num_tokens(at); count > most_tokens)
        return fmt::format("{} parts, and nodes take at most {}", count, most_tokens);
    return std::nullopt;
}

void check_value(std::string_view value)
{
    throw_if(fault_of_value(value), "store value");
}

std::string value_of_bytes(std::string_view bytes)
{
    auto value = fmt::format("{}:{}", bytes.size(), bytes);
    throw_if(fault_of_size(value), "store value");
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

std::optional<std::string> fault_of_salt(std::string_view salt)
{
    if (salt.size() <= most_salt_bytes) return std::nullopt;
    return fmt::format("{} bytes, and nodes take at most {}", salt.size(), most_salt_bytes);
}

void check_salt(std::string_view salt)
{
    throw_if(fault_of_salt(salt), "use salt");
}

target target_of(std::string_view value)
{
    return sha1_of(value, {});
}

target target_of(public_key const& key, std::string_view salt)
{
    return sha1_of(view_of(key), salt);
}

target target_of(item const& what)
{
    return what.key ? target_of(*what.key, what.salt) : target_of(what.value);
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

bool is_signed(item const& what)
{
    return what.key
        && verify(signed_text(what.value, what.seq, what.salt), what.signed_by, *what.key);
}

bool is_authentic(item const& what, target const& where)
{
    return target_of(what) == where && (!what.key || is_signed(what));
}

}  // namespace bt::dht
