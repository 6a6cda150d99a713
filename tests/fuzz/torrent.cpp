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
        std::string const bytes{reinterpret_cast<char const*>(data), size};
        auto const what = bt::torrent::parse_document(bytes, "input");
        (void)bt::record::to_json(bt::torrent::describe(what));
        what.for_each_file([](bt::record::file const& file) { (void)bt::record::to_json(file); });
    } catch (bt::error const&) {
    }
    return 0;
}
