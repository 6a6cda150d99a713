#include <bt/base/encode.hpp>
#include <bt/base/error.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/pointed.hpp>
#include <bt/record/dht_network.hpp>
#include <bt/torrent/load.hpp>

#include <fmt/format.h>

#include <bt-dht/entry.hpp>
#include <bt-dht/key.hpp>
#include <bt-dht/polling.hpp>
#include <bt-dht/run.hpp>
#include <optional>

/// Torrents that a key points at (BEP 46).
namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::pointer;
using bt::dht::pointer_link;

/// A link, or a key with --salt.
pointer_link link_from(options const& given)
{
    if (auto link = bt::dht::parse_pointer_link(given.where)) {
        if (!given.salt.empty())
            throw bt::error{exit_code::usage, "cannot use --salt: the link says what the salt is"};
        bt::dht::check_salt(link->salt);
        return *link;
    }
    auto const key = bt::dht::parse_public_key(given.where);
    if (!key)
        throw bt::error{
            exit_code::usage,
            fmt::format(
                "cannot use '{}': it is neither a public key nor a link of one", given.where),
            "a link is magnet:?xs=urn:btpk:KEY&s=SALT"};
    bt::dht::check_salt(given.salt);
    return {.key = *key, .salt = given.salt};
}

void tell_pointer(pointer_link const& by, bt::dht::pointed const& found, bt::cli::teller& tell)
{
    auto const record = bt::dht::describe(by, found);
    if (tell.is_json())
        tell.write()(record);
    else
        tell.result(record.magnet);
    tell.flush();
}

}  // namespace

bt::exit_code run_publish(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::dht::check_salt(given.salt);
    auto const key = need_key(given);
    auto const what = bt::torrent::load(given.where, {}, bt::torrent::piece_layers::optional);
    pointer const to{
        .v1 = what.info_hash_v1().value_or(""), .v2 = what.info_hash_v2().value_or("")};
    pointer_link const by{.key = key.as_public, .salt = given.salt};
    bt::cli::interrupt interrupt;
    entry dht{given};
    return interruptible(interrupt, [&] {
        auto const result = dht.get().put(
            bt::dht::put_request{
                .value = bt::dht::value_of(to),
                .key = key,
                .salt = given.salt,
                .seq = given.seq,
                .cas = given.cas,
                .keeps_equal = true},
            dht.patience(interrupt));
        if (result.conflict) {
            tell.complain(fmt::format(
                "cannot store pointer: the DHT has sequence number {}", *result.conflict));
            return exit_code::too_few;
        }
        auto record = bt::dht::describe(by, {to, result.seq});
        record.num_success = result.num_success;
        record.num_held = result.num_held;
        if (tell.is_json())
            tell.write()(record);
        else if (result.num_held > 0)
            tell.result(record.link);
        bool const enough = result.num_held >= given.min_nodes;
        if (!enough || (!given.common.quiet && !tell.is_json()))
            tell.complain(fmt::format(
                "sequence number {} on {} nodes{}",
                result.seq,
                result.num_held,
                enough ? "" : fmt::format(", fewer than {}", given.min_nodes)));
        return enough ? exit_code::ok : exit_code::too_few;
    });
}

bt::exit_code run_resolve(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    auto const by = link_from(given);
    bt::cli::interrupt interrupt;
    entry dht{given};
    return interruptible(interrupt, [&] {
        auto const found = bt::dht::look_up(dht.get(), by, dht.patience(interrupt));
        if (!found || (given.min_seq && found->seq < *given.min_seq)) {
            tell.complain(fmt::format("no node has such a pointer at {}", given.where));
            return exit_code::not_found;
        }
        tell_pointer(by, *found, tell);
        return exit_code::ok;
    });
}

bt::exit_code run_follow(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    auto const by = link_from(given);
    return bt::cli::with_summary(tell, [&](bt::record::summary& summary) {
        bt::cli::interrupt interrupt;
        entry dht{given};
        auto last = given.min_seq.value_or(0) - 1;
        std::int64_t versions = 0;
        try {
            poll_until(given, interrupt, [&] {
                auto const found = bt::dht::look_up(dht.get(), by, dht.patience(interrupt));
                if (!found || found->seq <= last) return false;
                last = found->seq;
                tell_pointer(by, *found, tell);
                return given.count > 0 && ++versions >= given.count;
            });
        } catch (bt::error const& e) {
            if (e.code() == exit_code::interrupted) return bt::stopped_by(interrupt.signal());
            if (e.code() != exit_code::timed_out) throw;
            summary.reason = "max_time";
            return last < given.min_seq.value_or(0) ? exit_code::timed_out : exit_code::ok;
        }
        return exit_code::ok;
    });
}

}  // namespace bt_dht
