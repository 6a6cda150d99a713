#include "item_record.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>

namespace bt_dht {
namespace {

using bt::dht::view_of;

bt::dht::target target_of(bt::dht::item const& what)
{
    return what.key ? bt::dht::target_of(*what.key, what.salt) : bt::dht::target_of(what.value);
}

}  // namespace

bt::record::dht_item record_of(bt::dht::item const& what)
{
    bt::record::dht_item out{
        .target = bt::to_hex(view_of(target_of(what))),
        .public_key = {},
        .salt = {},
        .seq = {},
        .signature = {},
        .value = bt::to_utf8(bt::dht::bytes_of_value(what.value)),
        .value_base64 = {what.value}};
    if (!what.key) return out;
    out.public_key = bt::to_hex(view_of(*what.key));
    if (!what.salt.empty()) out.salt = what.salt;
    out.seq = what.seq;
    out.signature = bt::to_hex(view_of(what.signed_by));
    return out;
}

std::string name_of(bt::dht::item const& what)
{
    return what.key ? bt::to_hex(view_of(*what.key)) : bt::to_hex(view_of(target_of(what)));
}

}  // namespace bt_dht
