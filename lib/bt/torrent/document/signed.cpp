#include "signed.hpp"

#include <bt/bencode/cursor.hpp>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <memory>

namespace bt::torrent {
namespace {

using public_key_ptr = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

unsigned char const* bytes_of(std::string_view text)
{
    return reinterpret_cast<unsigned char const*>(text.data());
}

/// The string under this key; empty if there is none.
std::string_view string_under(std::string_view dictionary, std::string_view key)
{
    auto const value = bencode::find(dictionary, key);
    if (value.empty()) return {};
    bencode::cursor at{value};
    return at.kind() == bencode::type::string ? at.string() : std::string_view{};
}

public_key_ptr key_in(std::string_view certificate)
{
    auto const* at = bytes_of(certificate);
    std::unique_ptr<X509, decltype(&X509_free)> const read{
        d2i_X509(nullptr, &at, static_cast<long>(certificate.size())), &X509_free};
    return {read ? X509_get_pubkey(read.get()) : nullptr, &EVP_PKEY_free};
}

/// Whether `by` is the signature of one text after the other.
bool signs(
    EVP_PKEY* key, EVP_MD const* digest, std::array<std::string_view, 2> texts, std::string_view by)
{
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const state{
        EVP_MD_CTX_new(), &EVP_MD_CTX_free};
    if (!state || EVP_DigestVerifyInit(state.get(), nullptr, digest, nullptr, key) != 1)
        return false;
    for (auto const text : texts)
        if (EVP_DigestVerifyUpdate(state.get(), text.data(), text.size()) != 1) return false;
    return EVP_DigestVerifyFinal(state.get(), bytes_of(by), by.size()) == 1;
}

}  // namespace

std::string_view originator_of(document const& what)
{
    return string_under(what.info(), "originator");
}

bool is_signed_by(document const& what, std::string_view certificate)
{
    auto const key = key_in(certificate);
    auto const all = bencode::find(what.bytes(), "signatures");
    bool found = false;
    if (key && EVP_PKEY_base_id(key.get()) == EVP_PKEY_RSA && !all.empty() && all.front() == 'd') {
        bencode::cursor at{all};
        for (at.enter(); !at.leave() && !found;) {
            at.skip();
            auto const one = at.skip();
            auto const by = string_under(one, "signature");
            auto const more = bencode::find(one, "info");
            found = !by.empty()
                && (signs(key.get(), EVP_sha1(), {what.info(), more}, by)
                    || signs(key.get(), EVP_sha256(), {what.info(), more}, by));
        }
    }
    ERR_clear_error();
    return found;
}

}  // namespace bt::torrent
