#include "sums.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

#include <fcntl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <optional>
#include <system_error>

namespace bt_add {
namespace {

constexpr std::size_t sum_digits = 64;

std::optional<std::string> sum_of(std::string_view text)
{
    if (text.size() != sum_digits) return std::nullopt;
    auto const bytes = bt::from_hex(text);
    return bytes ? std::optional{bt::to_hex(*bytes)} : std::nullopt;
}

/// "HASH  path" or "HASH *path".
std::optional<expected_sum> parse_line(std::string_view line)
{
    auto const sum = sum_of(line.substr(0, sum_digits));
    if (!sum || line.size() < sum_digits + 3 || line[sum_digits] != ' ') return std::nullopt;
    auto path = line.substr(sum_digits + 2);
    while (path.starts_with("./"))
        path.remove_prefix(2);
    if (path.empty()) return std::nullopt;
    return expected_sum{.path = std::string{path}, .sum = *sum};
}

bool is_of(std::string const& wanted, bt::record::file const& file)
{
    if (wanted.empty() || file.path == wanted) return true;
    auto const slash = file.path.find('/');
    return slash != std::string::npos && std::string_view{file.path}.substr(slash + 1) == wanted;
}

struct freed {
    void operator()(EVP_MD_CTX* what) const { EVP_MD_CTX_free(what); }
};

/// The digits, or nothing with the reason in errno.
std::optional<std::string> sum_of_file(std::string const& path, std::atomic<bool> const& stop)
{
    bt::unique_fd const fd{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!fd) return std::nullopt;
    std::unique_ptr<EVP_MD_CTX, freed> const context{EVP_MD_CTX_new()};
    if (!context || EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr) != 1) {
        errno = ENOMEM;
        return std::nullopt;
    }
    constexpr std::size_t size = 256 * 1024;
    std::vector<char> buffer(size);
    for (;;) {
        if (stop) {
            errno = ECANCELED;
            return std::nullopt;
        }
        auto const got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return std::nullopt;
        if (got == 0) break;
        EVP_DigestUpdate(context.get(), buffer.data(), static_cast<std::size_t>(got));
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &length);
    return bt::to_hex({reinterpret_cast<char const*>(digest.data()), length});
}

}  // namespace

std::vector<expected_sum> read_sums(std::string const& file_or_sum)
{
    if (auto const sum = sum_of(file_or_sum)) return {{.path = {}, .sum = *sum}};
    constexpr std::size_t cap_bytes = 256 * 1024 * 1024;
    auto const bytes = bt::read_file(file_or_sum, {.doing = "read sums", .cap_bytes = cap_bytes});
    std::vector<expected_sum> out;
    std::size_t number = 0;
    for (std::string_view rest{bytes}; !rest.empty();) {
        ++number;
        auto const end = std::min(rest.find('\n'), rest.size());
        auto line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (line.empty() || line.starts_with('#')) continue;
        auto parsed = parse_line(line);
        if (!parsed)
            bt::fail(
                bt::exit_code::bad_input,
                "read sums",
                file_or_sum,
                fmt::format("line {} is not 64 hex digits, two blanks and a path", number));
        out.push_back(std::move(*parsed));
    }
    return out;
}

std::vector<sum_check> match_sums(
    std::vector<expected_sum> const& sums,
    bt::torrent::contents const& what,
    std::vector<int> const& levels)
{
    std::vector<bt::record::file const*> wanted;
    for (auto const& file : what.files) {
        bool const in = levels.empty() || levels[static_cast<std::size_t>(file.index)] > 0;
        if (in && !file.pad_file && !file.symlink) wanted.push_back(&file);
    }
    std::vector<sum_check> out;
    for (auto const& each : sums) {
        if (each.path.empty() && wanted.size() != 1)
            bt::fail(
                bt::exit_code::not_found,
                "compare",
                what.name,
                "one sum was given, and it is not one file");
        auto const found = std::ranges::find_if(
            wanted, [&](bt::record::file const* file) { return is_of(each.path, *file); });
        if (found == wanted.end())
            bt::fail(
                bt::exit_code::not_found,
                "compare",
                each.path,
                fmt::format("{} has no such file", what.name));
        out.push_back({.path = (*found)->path, .sum = each.sum});
    }
    return out;
}

std::string compare_sums(
    std::vector<sum_check> const& checks, std::string const& folder, std::atomic<bool> const& stop)
{
    for (auto const& each : checks) {
        auto const path = bt::join_path(folder, each.path);
        auto const sum = sum_of_file(path, stop);
        if (!sum) {
            auto const why = std::error_code{errno, std::generic_category()}.message();
            return fmt::format("cannot compare {}: {}", path, why);
        }
        if (*sum != each.sum) return fmt::format("{} has SHA-256 {}, not {}", path, *sum, each.sum);
    }
    return {};
}

}  // namespace bt_add
