#include <bt/base/error.hpp>
#include <bt/record/render.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

/// A link is refused, or what we write of it is read back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    try {
        auto const what = bt::torrent::parse_magnet(
            "magnet:?" + std::string{reinterpret_cast<char const*>(data), size});
        (void)bt::record::to_json(bt::torrent::describe(what));
        auto const link = bt::torrent::magnet_of(what);
        if (bt::torrent::magnet_of(bt::torrent::parse_magnet(link)) != link) std::abort();
    } catch (bt::error const&) {
    }
    return 0;
}
