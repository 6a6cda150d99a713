#include "digest.hpp"

#include <bt/base/error.hpp>

#include <openssl/evp.h>
#include <openssl/sha.h>

namespace bt::torrent {
namespace {

void need(int worked)
{
    if (worked != 1) throw error{exit_code::failed, "cannot hash: OpenSSL refuses"};
}

unsigned char const* bytes_of(std::span<char const> from)
{
    return reinterpret_cast<unsigned char const*>(from.data());
}

}  // namespace

void sha1_stream::deleter::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

sha1_stream::sha1_stream()
    : context_{EVP_MD_CTX_new()}
{
    need(context_ != nullptr ? 1 : 0);
}

void sha1_stream::start()
{
    need(EVP_DigestInit_ex(context_.get(), EVP_sha1(), nullptr));
}

void sha1_stream::add(std::span<char const> bytes)
{
    need(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()));
}

sha1_digest sha1_stream::finish()
{
    sha1_digest out{};
    need(EVP_DigestFinal_ex(context_.get(), out.data(), nullptr));
    return out;
}

sha256_digest sha256(std::span<char const> bytes)
{
    sha256_digest out{};
    SHA256(bytes_of(bytes), bytes.size(), out.data());
    return out;
}

}  // namespace bt::torrent
