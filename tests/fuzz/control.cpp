#include <bt/base/error.hpp>
#include <bt/control/client.hpp>
#include <bt/control/method.hpp>
#include <bt/control/protocol.hpp>
#include <bt/host/call.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size);

/// A line is refused, or its requests are checked by the table of methods; what is written of it is
/// read back the same.
extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size)
{
    std::string_view const line{reinterpret_cast<char const*>(data), size};
    (void)bt::control::member_of(line, "id");
    (void)bt::control::elements_of(line);
    for (auto& each : bt::control::parse_line(line).each) {
        auto* const asked = std::get_if<bt::control::request>(&each);
        if (asked == nullptr) continue;
        auto const text = bt::control::to_json(asked->params);
        auto const again = bt::control::parse_json(text);
        auto const* const same = std::get_if<bt::control::value>(&again);
        if (same == nullptr || bt::control::to_json(*same) != text) std::abort();
        auto const& all = bt::host::methods();
        auto const found = std::ranges::find(
            all, asked->method, [](auto const& row) { return std::string{row.row.name}; });
        if (found == all.end()) continue;
        try {
            (void)bt::control::check_params(found->row, std::move(asked->params));
        } catch (bt::error const&) {
        }
    }
    return 0;
}
