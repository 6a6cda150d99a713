#include <bt/base/ascii.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>
#include <bt/feed/parse.hpp>
#include <bt/net/url.hpp>
#include <bt/record/render.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

namespace {

/// One line, and no path of this machine.
void check_link(std::string const& link)
{
    if (!bt::net::is_http(link) && !bt::lowered(link).starts_with("magnet:?")) std::abort();
    auto const is_odd = [](char c) {
        return static_cast<unsigned char>(c) <= 0x20 || static_cast<unsigned char>(c) >= 0x7f;
    };
    if (std::ranges::any_of(link, is_odd)) std::abort();
}

}  // namespace

/// Whatever the bytes are, they are refused, or give items that can be told apart and added.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    try {
        auto const all = bt::feed::parse(
            {reinterpret_cast<char const*>(data), size},
            {.name = "feed", .url = "http://h/a/b?c", .content_type = {}});
        std::set<std::string> guids;
        for (auto const& each : all.items) {
            check_link(each.url);
            if (each.magnet) check_link(*each.magnet);
            if (each.link) check_link(*each.link);
            if (!bt::is_utf8(each.title) || each.guid.empty()) std::abort();
            if (!guids.insert(each.guid).second) std::abort();
            (void)bt::record::to_json(each);
        }
    } catch (bt::error const&) {
    }
    return 0;
}
