#include <bt/base/error.hpp>
#include <bt/dht/item_file.hpp>
#include <bt/record/dht_item.hpp>
#include <bt/record/render.hpp>

#include <bt-dht/item_record.hpp>
#include <bt-dht/value.hpp>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

void expect(bool holds)
{
    if (!holds) std::abort();
}

void expect_written_the_same(std::string_view bytes)
try {
    auto const item = bt::dht::read_item(bytes, "input");
    expect(bt::dht::write_item(item) == bytes);
    (void)bt::dht::is_signed(item);
    (void)bt::record::to_json(bt_dht::record_of(item));
    using bt_dht::value_format;
    for (auto const form : {value_format::json, value_format::bencode})
        expect(bt_dht::value_from(bt_dht::value_to(item.value, form), form) == item.value);
} catch (bt::error const&) {
}

/// What nodes take comes back the same; anything else is refused, not crashed on.
void expect_taken_or_refused(std::string_view bytes, bt_dht::value_format as)
try {
    auto const value = bt_dht::value_from(bytes, as);
    expect(!bt::dht::fault_of_value(value));
    expect(bt_dht::value_from(bt_dht::value_to(value, as), as) == value);
} catch (bt::error const&) {
}

}  // namespace

/// Whatever the bytes are: they are refused, or they are the one file of the item in them.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const bytes{reinterpret_cast<char const*>(data), size};
    expect_written_the_same(bytes);
    using bt_dht::value_format;
    for (auto const form :
         {value_format::bytes,
          value_format::json,
          value_format::bencode,
          value_format::hex,
          value_format::base64})
        expect_taken_or_refused(bytes, form);
    return 0;
}
