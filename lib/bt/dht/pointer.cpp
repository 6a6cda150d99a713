#include "pointer.hpp"

#include <bt/base/ascii.hpp>
#include <bt/base/encode.hpp>

#include <fmt/format.h>
#include <libtorrent/bdecode.hpp>

namespace bt::dht {
namespace {

constexpr std::size_t v1_size = 20;
constexpr std::size_t v2_size = 32;

std::string text_at(lt::bdecode_node const& in, char const* key, std::size_t size)
{
    auto const found = in.dict_find_string(key);
    if (!found || found.string_length() != static_cast<int>(size)) return {};
    auto const bytes = found.string_value();
    return {bytes.data(), bytes.size()};
}

/// The value of a parameter of a magnet link; nothing if it is not there.
std::optional<std::string_view> parameter(std::string_view link, std::string_view name)
{
    auto rest = link.substr(std::min(link.find('?'), link.size()));
    while (!rest.empty()) {
        rest.remove_prefix(1);
        auto const end = std::min(rest.find('&'), rest.size());
        auto const each = rest.substr(0, end);
        rest.remove_prefix(end);
        auto const equals = each.find('=');
        if (equals != std::string_view::npos && each.substr(0, equals) == name)
            return each.substr(equals + 1);
    }
    return std::nullopt;
}

}  // namespace

std::string value_of(pointer const& to)
{
    auto const shown = to.v1.empty() ? to.v2.substr(0, v1_size) : to.v1;
    auto out = fmt::format("d2:ih{}:{}", shown.size(), shown);
    if (!to.v2.empty()) out += fmt::format("3:ih2{}:{}", to.v2.size(), to.v2);
    return out + "e";
}

std::optional<pointer> parse_pointer(std::string_view value)
{
    lt::error_code reason;
    auto const node =
        lt::bdecode({value.data(), static_cast<std::ptrdiff_t>(value.size())}, reason);
    if (reason || node.type() != lt::bdecode_node::dict_t) return std::nullopt;
    pointer out{.v1 = text_at(node, "ih", v1_size), .v2 = text_at(node, "ih2", v2_size)};
    if (out.v1.empty()) return std::nullopt;
    if (out.v2.starts_with(out.v1)) out.v1.clear();
    return out;
}

std::string magnet_of(pointer const& to)
{
    std::string out = "magnet:?";
    if (!to.v1.empty()) out += "xt=urn:btih:" + to_hex(to.v1);
    if (!to.v2.empty())
        out += fmt::format("{}xt=urn:btmh:1220{}", to.v1.empty() ? "" : "&", to_hex(to.v2));
    return out;
}

std::string link_of(pointer_link const& to)
{
    auto out = "magnet:?xs=urn:btpk:" + to_hex(view_of(to.key));
    if (!to.salt.empty()) out += "&s=" + to_hex(to.salt);
    return out;
}

std::optional<pointer_link> parse_pointer_link(std::string_view link)
{
    constexpr std::string_view scheme = "magnet:?";
    constexpr std::string_view urn = "urn:btpk:";
    if (!lowered(link.substr(0, scheme.size())).starts_with(scheme)) return std::nullopt;
    auto const source = parameter(link, "xs");
    if (!source || !lowered(source->substr(0, urn.size())).starts_with(urn)) return std::nullopt;
    auto const key = parse_public_key(source->substr(urn.size()));
    if (!key) return std::nullopt;
    pointer_link out{.key = *key};
    if (auto const salt = parameter(link, "s")) {
        auto const bytes = from_hex(*salt);
        if (!bytes) return std::nullopt;
        out.salt = *bytes;
    }
    return out;
}

}  // namespace bt::dht
