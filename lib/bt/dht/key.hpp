#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/secret.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

/// Ed25519 keys (RFC 8032) as BEP 44 uses them.
namespace bt::dht {

using public_key = std::array<char, 32>;
using signature = std::array<char, 64>;

/// A key that signs. The secret is in the expanded form, scalar then prefix, which is what the
/// vectors of BEP 44 and libtorrent use; the seed is what one keeps in a file. Both are wiped when
/// it goes, or goes elsewhere.
struct BT_API secret_key {
    std::array<char, 64> expanded{};
    public_key as_public{};
    std::optional<std::array<char, 32>> seed;  ///< absent if only the expanded form is known

    secret_key() = default;
    ~secret_key();
    secret_key(secret_key const&) = default;
    secret_key& operator=(secret_key const&) = default;
    secret_key(secret_key&& other) noexcept;
    secret_key& operator=(secret_key&& other) noexcept;
};

/// A new key from the system's randomness.
[[nodiscard]] BT_API secret_key generate_key();

/// A key from text: PEM (PKCS#8, as openssl writes it), 64 hex digits of a seed, or 128 of an
/// expanded secret. Throws error(config), whose sentence holds nothing of the text.
[[nodiscard]] BT_API secret_key parse_key(std::string_view text, std::string_view name);
[[nodiscard]] inline secret_key parse_key(secret_text const& text, std::string_view name)
{
    return parse_key(text.view(), name);
}

/// PEM of PKCS#8. The key must have a seed.
[[nodiscard]] BT_API secret_text to_pem(secret_key const& key);
/// What a file holds of it: PEM, or a line with the 128 hex digits of an expanded secret, from
/// which nobody can compute a seed.
[[nodiscard]] BT_API secret_text to_file_text(secret_key const& key);

[[nodiscard]] BT_API signature sign(std::string_view message, secret_key const& with);
[[nodiscard]] BT_API bool
verify(std::string_view message, signature const& by, public_key const& of) noexcept;

/// How people write public keys.
enum class key_format {
    hex,        ///< 64 digits
    base32,     ///< 52 of RFC 4648, in lower case
    z_base_32,  ///< 52 of the alphabet that is easy to read aloud, as pkarr has them
};

/// A public key in any of these forms; its last digit tells the last two apart.
[[nodiscard]] BT_API std::optional<public_key> parse_public_key(std::string_view text);
[[nodiscard]] BT_API std::string to_text(public_key const& key, key_format as);

/// Bytes of a key or signature.
template <std::size_t N>
[[nodiscard]] std::string_view view_of(std::array<char, N> const& bytes)
{
    return {bytes.data(), bytes.size()};
}

}  // namespace bt::dht
