#include <bt/base/text.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/node_cache.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <bt-dht/entry.hpp>
#include <bt-dht/item_record.hpp>
#include <bt-dht/polling.hpp>
#include <bt-dht/run.hpp>
#include <bt-dht/value.hpp>
#include <ostream>

namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::item;

class getter {
public:
    getter(options const& given, bt::cli::teller& tell, bt::cli::io& streams)
        : given_{&given}
        , tell_{&tell}
        , streams_{&streams}
        , key_{bt::dht::parse_public_key(given.where)}
        , target_{
              key_ ? bt::dht::target_of(*key_, given.salt)
                   : bt::dht::parse_target(given.where).value_or(bt::dht::target{})}
    {
        if (key_) return;
        if (!given.salt.empty())
            throw bt::error{exit_code::usage, "cannot use a salt: an immutable item has none"};
        if (given.min_seq || given.waits)
            throw bt::error{
                exit_code::usage,
                "cannot use --min-seq or --wait: an immutable item has no sequence number"};
    }

    exit_code run()
    {
        entry dht{*given_};
        bt::dht::found_item found;
        auto const look = [&] {
            found = key_ ? dht.get().get(*key_, given_->salt, dht.patience(interrupt_))
                         : dht.get().get(target_, dht.patience(interrupt_), given_->all);
            return is_wanted(found);
        };
        if (given_->waits)
            poll_until(*given_, interrupt_, look);
        else
            (void)look();
        return tell(found);
    }

    [[nodiscard]] bt::cli::interrupt const& interrupt() const { return interrupt_; }

private:
    [[nodiscard]] bool is_wanted(bt::dht::found_item const& found) const
    {
        return found.best && (!given_->min_seq || found.best->seq >= *given_->min_seq);
    }

    exit_code tell(bt::dht::found_item const& found)
    {
        if (!is_wanted(found)) {
            tell_->complain(
                found.best ? fmt::format(
                    "no node has an item at {} from sequence number {} on; the newest is {}",
                    given_->where,
                    *given_->min_seq,
                    found.best->seq)
                           : fmt::format("no node has an item at {}", given_->where));
            return exit_code::not_found;
        }
        if (given_->all)
            for (auto const& each : found.all)
                tell_version(each);
        else
            tell_best(found);
        return exit_code::ok;
    }

    [[nodiscard]] std::string value_of(item const& what) const
    {
        return value_to(what.value, value_format_of(given_->value_format));
    }

    void tell_best(bt::dht::found_item const& found)
    {
        if (tell_->is_json()) {
            auto record = record_of(*found.best);
            record.num_nodes = found.num_nodes;
            // The look-up for an immutable item ends with the first that has it.
            if (key_) record.num_holders = found.num_holders();
            tell_->write()(record);
            return;
        }
        // The bytes as they are, for whoever reads the pipe; a terminal gets them made safe.
        auto const bytes = value_of(*found.best);
        if (streams_->out_is_terminal)
            streams_->out << bt::printable(bytes) << '\n';
        else
            streams_->out << bytes;
    }

    void tell_version(bt::dht::held_item const& each)
    {
        if (tell_->is_json()) {
            auto record = record_of(each.what);
            record.endpoint = bt::dht::text_of(each.from);
            tell_->write()(record);
            return;
        }
        auto const value = bt::printable(value_of(each.what));
        auto const from = bt::dht::text_of(each.from);
        tell_->result(
            each.what.key ? fmt::format("{} {} {}", from, each.what.seq, value)
                          : fmt::format("{} {}", from, value));
    }

    options const* given_;
    bt::cli::teller* tell_;
    bt::cli::io* streams_;
    std::optional<bt::dht::public_key> key_;
    bt::dht::target target_;
    bt::cli::interrupt interrupt_;
};

}  // namespace

bt::exit_code run_get(options const& given, bt::cli::io& streams)
{
    bt::cli::teller tell{"bt-dht", given.common, streams};
    bt::dht::check_salt(given.salt);
    getter get{given, tell, streams};
    return interruptible(get.interrupt(), [&] { return get.run(); });
}

}  // namespace bt_dht
