#pragma once

#include <bt/base/export.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// SHA-1 and SHA-256 of many messages at a time (FIPS 180-4). One message cannot be hashed in
/// parallel with itself, but several can, side by side in the lanes of one core's vectors.
namespace bt::digest {

using sha1_digest = std::array<unsigned char, 20>;
using sha256_digest = std::array<unsigned char, 32>;
using bytes = std::span<char const>;

/// Hashes in[i] into out[i]; `out` is as long as `in`. Fastest when lengths are alike.
BT_API void sha1_each(std::span<bytes const> in, std::span<sha1_digest> out);
BT_API void sha256_each(std::span<bytes const> in, std::span<sha256_digest> out);

[[nodiscard]] BT_API sha1_digest sha1(bytes message);
[[nodiscard]] BT_API sha256_digest sha256(bytes message);

/// How many messages the chosen kernel takes side by side; fewer waste it, more change nothing.
[[nodiscard]] BT_API std::size_t sha1_width();
[[nodiscard]] BT_API std::size_t sha256_width();

/// Several SHA-1 messages that arrive in parts and advance together.
class BT_API sha1_streams {
public:
    explicit sha1_streams(std::size_t count);

    struct part {
        std::size_t stream = 0;
        bytes data;  ///< a multiple of 64 bytes, unless it ends the message
        bool ends = false;
    };
    /// Each stream at most once. A stream that ended can be read until its next part, which
    /// begins another message.
    void add(std::span<part const> parts);
    [[nodiscard]] sha1_digest digest(std::size_t stream) const;
    /// Forgets a message that will not be ended.
    void drop(std::size_t stream);

private:
    struct state {
        std::array<std::uint32_t, 8> words;
        std::uint64_t length = 0;
    };
    std::vector<state> states_;
};

/// Makes all hashing of this process use one kernel: "openssl", "shani", "avx2", "avx512", or
/// "auto" for the fastest that the processor has. Call it before there are threads. Throws
/// error(usage) for another name, or when the processor lacks it.
BT_API void choose_kernel(std::string_view name);

/// The names that choose_kernel takes on this processor, slowest first.
[[nodiscard]] BT_API std::vector<std::string> kernels();

}  // namespace bt::digest
