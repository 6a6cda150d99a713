#include <bt/base/error.hpp>
#include <bt/dht/key.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

void expect(bool holds)
{
    if (!holds) std::abort();
}

void expect_read_again(std::string_view text)
try {
    auto const key = bt::dht::parse_key(text, "input");
    auto const again = bt::dht::parse_key(bt::dht::to_file_text(key), "again");
    expect(again.as_public == key.as_public && again.expanded == key.expanded);
    expect(again.seed == key.seed);
    expect(bt::dht::verify("text", bt::dht::sign("text", key), key.as_public));
} catch (bt::error const&) {
}

}  // namespace

/// A key is refused, or its file holds the same key; and what is taken for a
/// public one has three forms that are read as the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const text{reinterpret_cast<char const*>(data), size};
    expect_read_again(text);
    (void)bt::dht::looks_like_key(text);
    expect(!bt::dht::looks_like_key(bt::dht::without_keys(text)));
    auto const key = bt::dht::parse_public_key(text);
    if (!key) return 0;
    using bt::dht::key_format;
    for (auto const form : {key_format::hex, key_format::base32, key_format::z_base_32})
        expect(bt::dht::parse_public_key(to_text(*key, form)) == key);
    return 0;
}
