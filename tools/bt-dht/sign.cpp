#include <bt/base/file.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/item_file.hpp>
#include <bt/dht/key_file.hpp>

#include <bt-dht/item_record.hpp>
#include <bt-dht/key.hpp>
#include <bt-dht/run.hpp>
#include <bt-dht/value.hpp>

namespace bt_dht {
namespace {

using bt::exit_code;

bool is_immutable(options const& given)
{
    return given.key == "none";
}

void check_request(options const& given)
{
    if (is_immutable(given) && (!given.salt.empty() || given.seq))
        throw bt::error{
            exit_code::usage, "cannot use a salt or --seq: an immutable item has none of them"};
    if (!is_immutable(given) && !given.seq)
        throw bt::error{
            exit_code::usage,
            "cannot sign an item without a sequence number: it is part of what is signed",
            "--seq gives it, or --immutable makes an item that needs none"};
    if (given.key == "-" && given.value == "-")
        throw bt::error{exit_code::usage, "cannot read key and value both from standard input"};
}

bt::dht::item make_item(options const& given)
{
    bt::dht::item out;
    if (is_immutable(given)) {
        out.value = read_value(given.value, given.value_format);
        return out;
    }
    auto const key = need_key(given);
    out.value = read_value(given.value, given.value_format);
    out.key = key.as_public;
    out.salt = given.salt;
    out.seq = given.seq.value_or(0);
    out.signed_by = bt::dht::sign(bt::dht::signed_text(out.value, out.seq, out.salt), key);
    return out;
}

}  // namespace

bt::exit_code run_sign(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    check_request(given);
    bt::dht::check_salt(given.salt);
    bool const to_file = !given.output.empty() && given.output != "-";
    if (to_file) {
        bt::dht::check_key_name(given.output);
        bt::check_writable(given.output, {.replace = given.force});
    } else if (streams.out_is_terminal && !tell.is_json()) {
        throw bt::error{
            exit_code::usage, "cannot write an item to a terminal", "-o FILE writes it there"};
    }
    auto const item = make_item(given);
    auto const bytes = bt::dht::write_item(item);
    if (to_file) bt::write_atomically(given.output, bytes, {.replace = given.force});
    if (tell.is_json())
        tell.write()(record_of(item));
    else if (to_file)
        tell.result(name_of(item));
    else
        tell.raw(bytes);
    return exit_code::ok;
}

}  // namespace bt_dht
