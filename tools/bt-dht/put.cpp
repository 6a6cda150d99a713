#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/record/dht_item.hpp>

#include <fmt/format.h>

#include <bt-dht/entry.hpp>
#include <bt-dht/item_record.hpp>
#include <bt-dht/key.hpp>
#include <bt-dht/run.hpp>
#include <bt-dht/value.hpp>

namespace bt_dht {
namespace {

using bt::exit_code;

void check_plain(options const& given)
{
    if (given.salt.empty() && !given.seq && !given.cas) return;
    throw bt::error{
        exit_code::usage,
        "cannot use --salt, --seq or --cas: an immutable item has none of them",
        "-k FILE makes it mutable"};
}

void check_item_alone(options const& given)
{
    if (given.key.empty() && given.salt.empty() && !given.seq && !given.cas) return;
    throw bt::error{
        exit_code::usage,
        "cannot use --key, --salt, --seq or --cas with --item: the item has all it needs"};
}

class putter {
public:
    putter(options const& given, bt::cli::teller& tell)
        : given_{&given}
        , tell_{&tell}
    {
    }

    /// One that is immutable, or signed already.
    exit_code put_item(bt::dht::item const& what)
    {
        entry dht{*given_};
        return conclude(what, dht.get().put(what, dht.patience(interrupt_)));
    }

    exit_code put_signed(std::string const& value, bt::dht::secret_key const& key)
    {
        entry dht{*given_};
        auto const result = dht.get().put(
            bt::dht::put_request{
                .value = value,
                .key = key,
                .salt = given_->salt,
                .seq = given_->seq,
                .cas = given_->cas},
            dht.patience(interrupt_));
        return conclude(
            {.value = value,
             .key = key.as_public,
             .salt = given_->salt,
             .seq = result.seq,
             .signed_by = result.signed_by},
            result);
    }

    [[nodiscard]] bt::cli::interrupt const& interrupt() const { return interrupt_; }

private:
    exit_code conclude(bt::dht::item const& what, bt::dht::put_result const& result)
    {
        if (result.conflict) {
            tell_->complain(
                fmt::format("cannot store item: the DHT has sequence number {}", *result.conflict));
            return exit_code::too_few;
        }
        auto const item = record_of(what);
        bt::record::dht_stored const stored{
            .target = item.target,
            .public_key = item.public_key,
            .salt = item.salt,
            .seq = item.seq,
            .signature = item.signature,
            .num_success = result.num_success,
            .num_held = result.num_held,
            .num_nodes = result.num_nodes};
        if (tell_->is_json())
            tell_->write()(stored);
        else if (stored.num_success > 0)
            tell_->result(name_of(what));
        auto const nodes = fmt::format(
            "stored on {} {}", stored.num_held, stored.num_held == 1 ? "node" : "nodes");
        if (stored.num_held >= given_->min_nodes) {
            if (!given_->common.quiet && !tell_->is_json()) tell_->complain(nodes);
            return exit_code::ok;
        }
        tell_->complain(fmt::format("{}, fewer than {}", nodes, given_->min_nodes));
        if (stored.num_success > stored.num_held)
            tell_->complain(fmt::format(
                "{} took it and did not give it back", stored.num_success - stored.num_held));
        if (result.num_refused > 0)
            tell_->complain(fmt::format("{} refused its sequence number", result.num_refused));
        else if (result.error != 0)
            tell_->complain(fmt::format(
                "a node refused it: {} {}", result.error, bt::printable(result.message)));
        return exit_code::too_few;
    }

    options const* given_;
    bt::cli::teller* tell_;
    bt::cli::interrupt interrupt_;
};

}  // namespace

bt::exit_code run_put(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::dht::check_salt(given.salt);
    putter put{given, tell};
    if (!given.item.empty()) {
        check_item_alone(given);
        auto const item = trusted_item(given.item);
        return interruptible(put.interrupt(), [&] { return put.put_item(item); });
    }
    if (!given.has_value)
        throw bt::error{exit_code::usage, "cannot put nothing: a value or --item says what"};
    auto const key = find_key(given);
    if (!key) check_plain(given);
    if (key && given.key == "-" && given.value == "-")
        throw bt::error{exit_code::usage, "cannot read key and value both from standard input"};
    auto const value = read_value(given.value, given.value_format);
    return interruptible(put.interrupt(), [&] {
        return key ? put.put_signed(value, *key) : put.put_item({.value = value});
    });
}

}  // namespace bt_dht
