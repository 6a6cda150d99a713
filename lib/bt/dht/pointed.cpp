#include "pointed.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>

namespace bt::dht {

std::optional<pointed> look_up(client& by, pointer_link const& link, patience const& how)
{
    auto const found = by.get(link.key, link.salt, how);
    if (!found.best) return std::nullopt;
    auto const to = parse_pointer(found.best->value);
    if (!to)
        throw error{
            exit_code::bad_input,
            fmt::format("cannot use {}: what is there points at no torrent", link_of(link))};
    return pointed{*to, found.best->seq};
}

record::dht_pointer describe(pointer_link const& link, pointed const& what)
{
    record::dht_pointer out{
        .public_key = to_hex(view_of(link.key)),
        .salt = {},
        .target = to_hex(view_of(target_of(link.key, link.salt))),
        .seq = what.seq,
        .info_hash_v1 = {},
        .info_hash_v2 = {},
        .magnet = magnet_of(what.to),
        .link = link_of(link),
        .num_success = {},
        .num_held = {}};
    if (!link.salt.empty()) out.salt = to_utf8(link.salt);
    if (!what.to.v1.empty()) out.info_hash_v1 = to_hex(what.to.v1);
    if (!what.to.v2.empty()) out.info_hash_v2 = to_hex(what.to.v2);
    return out;
}

}  // namespace bt::dht
