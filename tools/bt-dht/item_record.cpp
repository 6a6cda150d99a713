#include "item_record.hpp"

#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/base/file.hpp>
#include <bt/base/text.hpp>
#include <bt/dht/item_file.hpp>

namespace bt_dht {
namespace {

using bt::dht::view_of;

}  // namespace

bt::record::dht_item record_of(bt::dht::item const& what)
{
    bt::record::dht_item out{
        .target = bt::to_hex(view_of(bt::dht::target_of(what))),
        .public_key = {},
        .salt = {},
        .seq = {},
        .signature = {},
        .value = bt::to_utf8(bt::dht::bytes_of_value(what.value)),
        .value_base64 = {what.value},
        .endpoint = {},
        .num_holders = {},
        .num_nodes = {}};
    if (!what.key) return out;
    out.public_key = bt::to_hex(view_of(*what.key));
    if (!what.salt.empty()) out.salt = what.salt;
    out.seq = what.seq;
    out.signature = bt::to_hex(view_of(what.signed_by));
    return out;
}

std::string name_of(bt::dht::item const& what)
{
    return what.key ? bt::to_hex(view_of(*what.key))
                    : bt::to_hex(view_of(bt::dht::target_of(what)));
}

bt::dht::item trusted_item(std::string const& path)
{
    auto const bytes =
        bt::read_input(path, {.doing = "read item", .cap_bytes = bt::dht::most_item_bytes});
    auto const name = path == "-" ? "standard input" : path;
    auto item = bt::dht::read_item(bytes, name);
    if (item.key && !bt::dht::is_signed(item))
        bt::fail(
            bt::exit_code::corrupt, "trust item", name, "its signature is not that of its key");
    return item;
}

}  // namespace bt_dht
