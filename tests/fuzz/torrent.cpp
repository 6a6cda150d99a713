#include <bt/base/error.hpp>
#include <bt/record/render.hpp>
#include <bt/torrent/describe.hpp>
#include <bt/torrent/load.hpp>

#include <cstddef>
#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

/// Whatever the bytes are, they are described or refused.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    try {
        auto const what =
            bt::torrent::parse_torrent({reinterpret_cast<char const*>(data), size}, "input");
        (void)bt::record::to_json(bt::torrent::describe(what));
        bt::torrent::for_each_file(
            what, [](bt::record::file const& file) { (void)bt::record::to_json(file); });
    } catch (bt::error const&) {
    }
    return 0;
}
