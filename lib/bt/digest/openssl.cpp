// The chaining value of a message that goes on later is out of EVP's reach; OpenSSL's older
// interface has it, and the same fast code behind it.
#define OPENSSL_API_COMPAT 0x10100000L
#include "kernel.hpp"

#include <openssl/sha.h>

namespace bt::digest {

void openssl_sha1(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    SHA_CTX context{};
    context.h0 = states[0][0];
    context.h1 = states[1][0];
    context.h2 = states[2][0];
    context.h3 = states[3][0];
    context.h4 = states[4][0];
    SHA1_Update(&context, data[0], blocks * block_bytes);
    states[0][0] = context.h0;
    states[1][0] = context.h1;
    states[2][0] = context.h2;
    states[3][0] = context.h3;
    states[4][0] = context.h4;
}

void openssl_sha256(lane_states& states, unsigned char const* const* data, std::size_t blocks)
{
    SHA256_CTX context{};
    context.md_len = SHA256_DIGEST_LENGTH;
    for (std::size_t i = 0; i < state_words; ++i)
        context.h[i] = states[i][0];
    SHA256_Update(&context, data[0], blocks * block_bytes);
    for (std::size_t i = 0; i < state_words; ++i)
        states[i][0] = context.h[i];
}

}  // namespace bt::digest
