#include "digest.hpp"
#include "kernel.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#if defined(__x86_64__)
#include <cpuid.h>
#endif

namespace bt::digest {
namespace {

/// The kernels of one name, widest first.
struct choice {
    std::string_view name;
    bool (*is_there)();
    std::string_view lacks;  ///< what a processor without it has not
    std::span<kernel const> sha1;
    std::span<kernel const> sha256;
};

constexpr std::array openssl_sha1_only{kernel{.lanes = 1, .least = 1, .run = openssl_sha1}};
constexpr std::array openssl_sha256_only{kernel{.lanes = 1, .least = 1, .run = openssl_sha256}};

bool always()
{
    return true;
}

#if defined(__x86_64__)
// The fewest lanes that pay are measured by bench/hash; OpenSSL takes what the wide ones leave,
// because it knows SHA-NI where there is any.
constexpr std::array shani_sha1{
    kernel{.lanes = 2, .least = 2, .run = shani_sha1_2},
    kernel{.lanes = 1, .least = 1, .run = shani_sha1_1}};
constexpr std::array shani_sha256{
    kernel{.lanes = 2, .least = 2, .run = shani_sha256_2},
    kernel{.lanes = 1, .least = 1, .run = shani_sha256_1}};
constexpr std::array avx2_sha1_first{
    kernel{.lanes = 8, .least = 5, .run = avx2_sha1},
    kernel{.lanes = 1, .least = 1, .run = openssl_sha1}};
constexpr std::array avx2_sha256_first{
    kernel{.lanes = 8, .least = 5, .run = avx2_sha256},
    kernel{.lanes = 1, .least = 1, .run = openssl_sha256}};
constexpr std::array avx512_sha1_first{
    kernel{.lanes = 16, .least = 6, .run = avx512_sha1},
    kernel{.lanes = 1, .least = 1, .run = openssl_sha1}};
constexpr std::array avx512_sha256_first{
    kernel{.lanes = 16, .least = 8, .run = avx512_sha256},
    kernel{.lanes = 1, .least = 1, .run = openssl_sha256}};

bool has_avx2()
{
    return __builtin_cpu_supports("avx2") != 0;
}

bool has_avx512()
{
    return __builtin_cpu_supports("avx512f") != 0 && __builtin_cpu_supports("avx512bw") != 0;
}

bool has_shani()
{
    constexpr unsigned sha_bit = 1U << 29U;
    unsigned a = 0;
    unsigned b = 0;
    unsigned c = 0;
    unsigned d = 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & sha_bit) != 0
        && __builtin_cpu_supports("sse4.1") != 0;
}

constexpr std::array choices{
    choice{"openssl", always, "", openssl_sha1_only, openssl_sha256_only},
    choice{"avx2", has_avx2, "AVX2", avx2_sha1_first, avx2_sha256_first},
    choice{"shani", has_shani, "SHA-NI", shani_sha1, shani_sha256},
    choice{"avx512", has_avx512, "AVX-512", avx512_sha1_first, avx512_sha256_first},
};
#else
constexpr std::array choices{
    choice{"openssl", always, "", openssl_sha1_only, openssl_sha256_only},
};
#endif

choice automatic()
{
    choice best = choices.front();
    for (auto const& each : choices)
        if (each.is_there()) best = each;
    return best;
}

choice& chosen()
{
    static choice now = automatic();
    return now;
}

}  // namespace

std::span<kernel const> sha1_kernels()
{
    return chosen().sha1;
}

std::span<kernel const> sha256_kernels()
{
    return chosen().sha256;
}

void choose_kernel(std::string_view name)
{
    if (name == "auto") {
        chosen() = automatic();
        return;
    }
    auto const* const found = std::ranges::find(choices, name, &choice::name);
    if (found == choices.end())
        fail(exit_code::usage, "hash with", name, "the names are openssl, shani, avx2 and avx512");
    if (!found->is_there())
        fail(
            exit_code::usage,
            "hash with",
            name,
            fmt::format("this processor does not have {}", found->lacks));
    chosen() = *found;
}

std::vector<std::string> kernels()
{
    std::vector<std::string> names;
    for (auto const& each : choices)
        if (each.is_there()) names.emplace_back(each.name);
    return names;
}

}  // namespace bt::digest
