#include "identity.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/torrent/load.hpp>

#include <sys/random.h>

#include <array>

namespace bt::torrent {

bool is_file_name(std::string_view name)
{
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string_view::npos
        && name.find('\0') == std::string_view::npos;
}

std::string random_entropy()
{
    std::array<char, 16> bytes{};
    if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size()))
        fail_errno(exit_code::failed, "get", "random numbers");
    return to_hex({bytes.data(), bytes.size()});
}

std::string similar_hash(std::string const& input)
{
    constexpr std::size_t sha1_bytes = 20;
    auto const what = load(input);
    auto const v1 = what.info_hash_v1();
    return v1 ? *v1 : what.info_hash_v2().value_or("").substr(0, sha1_bytes);
}

}  // namespace bt::torrent
