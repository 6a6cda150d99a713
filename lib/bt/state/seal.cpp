#include "seal.hpp"

#include <bt/digest/digest.hpp>

#include <algorithm>
#include <array>

namespace bt::state {
namespace {

constexpr std::string_view magic = "bt-state";
constexpr std::size_t facts_size = 8 + 4 + 8;
constexpr std::size_t header_size = facts_size + 32;

std::string big_endian(std::uint64_t value, int bytes)
{
    std::string out;
    for (int each = bytes - 1; each >= 0; --each)
        out += static_cast<char>(value >> (8 * each) & 0xff);
    return out;
}

std::uint64_t from_big_endian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (char const each : bytes)
        value = value << 8 | static_cast<unsigned char>(each);
    return value;
}

/// Two steps, so that the bytes need not be copied behind the facts.
digest::sha256_digest checksum(std::string_view facts, std::string_view bytes)
{
    std::array<char, facts_size + 32> message{};
    auto const inner = digest::sha256(bytes);
    std::ranges::copy(facts, message.begin());
    std::ranges::copy(inner, message.begin() + facts_size);
    return digest::sha256(message);
}

std::string_view as_text(digest::sha256_digest const& digest)
{
    return {reinterpret_cast<char const*>(digest.data()), digest.size()};
}

}  // namespace

std::string seal(std::string_view bytes, std::uint32_t version)
{
    std::string out{magic};
    out.reserve(header_size + bytes.size());
    out += big_endian(version, 4);
    out += big_endian(bytes.size(), 8);
    auto const sum = checksum(out, bytes);
    out += as_text(sum);
    out += bytes;
    return out;
}

unsealed unseal(std::string_view sealed)
{
    using verdict = unsealed::verdict;
    if (sealed.size() < header_size || !sealed.starts_with(magic)) return {};
    auto const facts = sealed.substr(0, facts_size);
    auto const bytes = sealed.substr(header_size);
    if (from_big_endian(facts.substr(12)) != bytes.size()) return {};
    auto const sum = checksum(facts, bytes);
    if (sealed.substr(facts_size, sum.size()) != as_text(sum)) return {};
    // Only now can the version be believed: the frame is the same in all of them.
    auto const version = static_cast<std::uint32_t>(from_big_endian(facts.substr(8, 4)));
    if (version > seal_version) return {.what = verdict::newer, .bytes = {}, .version = version};
    return {.what = verdict::whole, .bytes = bytes, .version = version};
}

}  // namespace bt::state
