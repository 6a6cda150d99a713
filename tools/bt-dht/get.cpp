#include <bt/base/encode.hpp>
#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/client.hpp>
#include <bt/record/dht_item.hpp>

#include <fmt/format.h>

#include <bt-dht/run.hpp>
#include <ostream>

namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::item;
using bt::dht::view_of;

bt::record::dht_item record_of(item const& found, bt::dht::target const& where)
{
    bt::record::dht_item out{
        .target = bt::to_hex(view_of(where)),
        .public_key = {},
        .salt = {},
        .seq = {},
        .signature = {},
        .value = bt::to_utf8(bt::dht::bytes_of_value(found.value)),
        .value_base64 = {found.value}};
    if (!found.key) return out;
    out.public_key = bt::to_hex(view_of(*found.key));
    if (!found.salt.empty()) out.salt = found.salt;
    out.seq = found.seq;
    out.signature = bt::to_hex(view_of(found.signed_by));
    return out;
}

}  // namespace

bt::exit_code run_get(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::dht::check_salt(given.salt);
    bt::cli::interrupt interrupt;
    auto const key = bt::dht::parse_public_key(given.where);
    auto const target = bt::dht::parse_target(given.where);
    if (target && !given.salt.empty())
        throw bt::error{exit_code::usage, "cannot use a salt: an immutable item has none"};
    bt::dht::patience const how{.within = given.timeout.value, .stop = interrupt.token()};
    bt::dht::client client{given.network};
    std::optional<item> found;
    try {
        found = key ? client.get(*key, given.salt, how) : client.get(*target, how);
    } catch (bt::error const& e) {
        if (e.code() != exit_code::interrupted) throw;
        return bt::stopped_by(interrupt.signal());
    }
    if (!found) {
        tell.complain(fmt::format("no node has an item at {}", given.where));
        return exit_code::not_found;
    }
    if (tell.is_json()) {
        tell.write()(record_of(*found, key ? bt::dht::target_of(*key, given.salt) : *target));
        return exit_code::ok;
    }
    // The bytes as they are, for whoever reads the pipe; a terminal gets them made safe.
    auto const bytes = bt::dht::bytes_of_value(found->value);
    if (streams.out_is_terminal)
        streams.out << bt::printable(bytes) << '\n';
    else
        streams.out << bytes;
    return exit_code::ok;
}

}  // namespace bt_dht
