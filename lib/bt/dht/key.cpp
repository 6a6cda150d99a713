#include "key.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>

#include <fmt/format.h>
#include <libtorrent/kademlia/ed25519.hpp>

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace bt::dht {
namespace {

namespace ed = lt::dht;

struct openssl_deleter {
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(BIO* bio) const { BIO_free_all(bio); }
};
using pkey_ptr = std::unique_ptr<EVP_PKEY, openssl_deleter>;
using bio_ptr = std::unique_ptr<BIO, openssl_deleter>;

[[noreturn]] void refuse(std::string_view name, std::string_view why)
{
    fail(exit_code::config, "use key", name, why);
}

/// A seed that is wiped when it goes.
struct seed_bytes : std::array<char, 32> {
    seed_bytes()
        : array{}
    {
    }
    ~seed_bytes() { wipe(data(), size()); }
    seed_bytes(seed_bytes const&) = delete;
    seed_bytes& operator=(seed_bytes const&) = delete;
    seed_bytes(seed_bytes&&) = delete;
    seed_bytes& operator=(seed_bytes&&) = delete;
};

secret_key from_seed(seed_bytes const& seed)
{
    secret_key key;
    key.seed = seed;
    auto pair = ed::ed25519_create_keypair(seed);
    key.as_public = std::get<0>(pair).bytes;
    key.expanded = std::get<1>(pair).bytes;
    wipe(&std::get<1>(pair), sizeof(std::get<1>(pair)));
    return key;
}

// RFC 8032 5.1.5: the three lowest bits and the highest are clear, the second highest is set.
bool is_clamped(std::string_view scalar)
{
    auto const first = static_cast<unsigned char>(scalar[0]);
    auto const last = static_cast<unsigned char>(scalar[31]);
    return (first & 7U) == 0 && (last & 0xc0U) == 0x40;
}

/// The public key of an expanded secret: its scalar times the base point, which is what adding
/// the scalar to the neutral point gives.
secret_key from_expanded(std::string_view bytes, std::string_view name)
{
    secret_key key;
    std::ranges::copy(bytes, key.expanded.begin());
    seed_bytes scalar;
    std::copy_n(bytes.begin(), scalar.size(), scalar.begin());
    ed::public_key neutral;
    neutral.bytes.fill(0);
    neutral.bytes[0] = 1;
    key.as_public = ed::ed25519_add_scalar(neutral, scalar).bytes;
    if (is_clamped(bytes)) return key;
    // libsodium and others keep seed and public key, which are as long and mean something else.
    if (std::ranges::equal(from_seed(scalar).as_public, bytes.substr(scalar.size())))
        throw error{
            exit_code::config,
            fmt::format("cannot use key {}: it is a seed and a public key", name),
            "its first 64 hex digits are the seed, and enough"};
    refuse(name, "the 128 hex digits are no expanded Ed25519 secret");
}

secret_key from_pem(std::string_view text, std::string_view name)
{
    bio_ptr const bio{BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))};
    // A key behind a passphrase is refused here rather than asked about on the terminal.
    auto const no_passphrase = [](char*, int, int, void*) { return 0; };
    pkey_ptr const key{PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr)};
    if (!key) refuse(name, "the PEM cannot be read, or needs a passphrase");
    seed_bytes seed;
    auto length = seed.size();
    auto* const bytes = reinterpret_cast<unsigned char*>(seed.data());
    if (EVP_PKEY_base_id(key.get()) != EVP_PKEY_ED25519
        || EVP_PKEY_get_raw_private_key(key.get(), bytes, &length) != 1 || length != seed.size())
        refuse(name, "the PEM holds no Ed25519 key");
    return from_seed(seed);
}

}  // namespace

secret_key::~secret_key()
{
    wipe(expanded.data(), expanded.size());
    if (seed) wipe(seed->data(), seed->size());
}

secret_key::secret_key(secret_key&& other) noexcept
    : expanded{other.expanded}
    , as_public{other.as_public}
    , seed{other.seed}
{
    wipe(other.expanded.data(), other.expanded.size());
    if (other.seed) wipe(other.seed->data(), other.seed->size());
    other.seed.reset();
}

secret_key& secret_key::operator=(secret_key&& other) noexcept
{
    std::swap(expanded, other.expanded);
    std::swap(as_public, other.as_public);
    std::swap(seed, other.seed);
    return *this;
}

secret_key generate_key()
{
    auto made = ed::ed25519_create_seed();
    seed_bytes seed;
    std::ranges::copy(made, seed.begin());
    wipe(made.data(), made.size());
    return from_seed(seed);
}

secret_key parse_key(std::string_view text, std::string_view name)
{
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ')
        text.remove_suffix(1);
    if (text.find("-----BEGIN") != std::string_view::npos) return from_pem(text, name);
    auto decoded = from_hex(text);
    secret_text const held{decoded ? std::move(*decoded) : std::string{}};
    auto const bytes = held.view();
    if (bytes.size() != 32 && bytes.size() != 64)
        refuse(name, "it is neither PEM, nor 64 or 128 hex digits");
    if (bytes.size() == 64) return from_expanded(bytes, name);
    seed_bytes seed;
    std::ranges::copy(bytes, seed.begin());
    return from_seed(seed);
}

secret_text to_pem(secret_key const& key)
{
    if (!key.seed) throw error{exit_code::failed, "cannot write key as PEM: it has no seed"};
    pkey_ptr const pkey{EVP_PKEY_new_raw_private_key(
        EVP_PKEY_ED25519,
        nullptr,
        reinterpret_cast<unsigned char const*>(key.seed->data()),
        key.seed->size())};
    bio_ptr const bio{BIO_new(BIO_s_mem())};
    if (!pkey || !bio
        || PEM_write_bio_PKCS8PrivateKey(
               bio.get(), pkey.get(), nullptr, nullptr, 0, nullptr, nullptr)
            != 1)
        throw error{exit_code::failed, "cannot write key as PEM"};
    char* data = nullptr;
    auto const size = BIO_get_mem_data(bio.get(), &data);
    return secret_text{std::string{data, static_cast<std::size_t>(size)}};
}

secret_text to_file_text(secret_key const& key)
{
    if (key.seed) return to_pem(key);
    secret_text const digits{to_hex(view_of(key.expanded))};
    std::string line;
    line.reserve(digits.view().size() + 1);
    line += digits.view();
    line.push_back('\n');
    return secret_text{std::move(line)};
}

signature sign(std::string_view message, secret_key const& with)
{
    return ed::ed25519_sign(
               {message.data(), static_cast<std::ptrdiff_t>(message.size())},
               ed::public_key{with.as_public.data()},
               ed::secret_key{with.expanded.data()})
        .bytes;
}

bool verify(std::string_view message, signature const& by, public_key const& of) noexcept
{
    return ed::ed25519_verify(
        ed::signature{by.data()},
        {message.data(), static_cast<std::ptrdiff_t>(message.size())},
        ed::public_key{of.data()});
}

}  // namespace bt::dht
