#pragma once

#include <bt/torrent/merkle.hpp>

#include <array>
#include <cstddef>
#include <memory>
#include <span>

struct evp_md_ctx_st;

namespace bt::torrent {

using sha1_digest = std::array<unsigned char, 20>;

/// OpenSSL's digests, which use the processor's own instructions where it has them.
class sha1_stream {
public:
    sha1_stream();
    void start();
    void add(std::span<char const> bytes);
    [[nodiscard]] sha1_digest finish();

private:
    struct deleter {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, deleter> context_;
};

[[nodiscard]] sha256_digest sha256(std::span<char const> bytes);

}  // namespace bt::torrent
