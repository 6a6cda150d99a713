#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/to_json.hpp>

#include <nlohmann/json.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

/// What passes the check is walked to its end and not beyond, and is JSON.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    // A copy of exactly its size, so that one byte too many is noticed.
    std::string const text{reinterpret_cast<char const*>(data), size};
    auto const found = bt::bencode::check(text, {.depth = 50, .items = 10'000});
    if (found.wrong) {
        if (found.wrong->offset > text.size()) std::abort();
        return 0;
    }
    std::string const whole{text, 0, found.size};
    bt::bencode::cursor at{whole};
    if (at.skip() != whole) std::abort();
    if (!nlohmann::json::accept(bt::bencode::to_json(whole))) std::abort();
    return 0;
}
