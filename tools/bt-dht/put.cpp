#include <bt/base/encode.hpp>
#include <bt/base/file.hpp>
#include <bt/cli/interrupt.hpp>
#include <bt/cli/teller.hpp>
#include <bt/dht/client.hpp>
#include <bt/record/dht_item.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <bt-dht/key.hpp>
#include <bt-dht/run.hpp>

namespace bt_dht {
namespace {

using bt::exit_code;
using bt::dht::view_of;

std::string value_of(options const& given)
{
    if (given.value != "-") return bt::dht::value_of_bytes(given.value);
    return bt::dht::value_of_bytes(bt::read_descriptor(
        STDIN_FILENO, "standard input", {.doing = "read value", .cap_bytes = 64 * 1024}));
}

void check_plain(options const& given)
{
    if (given.salt.empty() && !given.seq && !given.cas) return;
    throw bt::error{
        exit_code::usage,
        "cannot use --salt, --seq or --cas: an immutable item has none of them",
        "-k FILE makes it mutable"};
}

class putter {
public:
    putter(options const& given, bt::cli::teller& tell)
        : given_{&given}
        , tell_{&tell}
    {
    }

    exit_code put_plain(std::string const& value)
    {
        bt::dht::client client{given_->network};
        auto const result = client.put(value, patience());
        auto const where = bt::to_hex(view_of(bt::dht::target_of(value)));
        return conclude({.target = where, .num_success = result.num_success}, where, 0);
    }

    exit_code put_signed(std::string const& value, bt::dht::secret_key const& key)
    {
        bt::dht::client client{given_->network};
        auto const result = client.put(
            {.value = value,
             .key = key,
             .salt = given_->salt,
             .seq = given_->seq,
             .cas = given_->cas},
            patience());
        if (result.conflict) {
            tell_->complain(
                fmt::format("cannot store item: the DHT has sequence number {}", *result.conflict));
            return exit_code::too_few;
        }
        auto const hex = bt::to_hex(view_of(key.as_public));
        bt::record::dht_stored stored{
            .target = bt::to_hex(view_of(bt::dht::target_of(key.as_public, given_->salt))),
            .public_key = hex,
            .salt = {},
            .seq = result.seq,
            .signature = bt::to_hex(view_of(result.signed_by)),
            .num_success = result.num_success};
        if (!given_->salt.empty()) stored.salt = given_->salt;
        return conclude(stored, hex, result.num_refused);
    }

    [[nodiscard]] int signal() const { return interrupt_.signal(); }

private:
    [[nodiscard]] bt::dht::patience patience() const
    {
        return {
            .within = given_->timeout.value,
            .stop = interrupt_.token(),
            .enough_nodes = static_cast<int>(given_->min_nodes)};
    }

    exit_code
    conclude(bt::record::dht_stored const& stored, std::string const& name, int num_refused)
    {
        if (tell_->is_json())
            tell_->write()(stored);
        else if (stored.num_success > 0)
            tell_->result(name);
        auto const nodes = fmt::format(
            "stored on {} {}", stored.num_success, stored.num_success == 1 ? "node" : "nodes");
        if (stored.num_success >= given_->min_nodes) {
            if (!given_->common.quiet && !tell_->is_json()) tell_->complain(nodes);
            return exit_code::ok;
        }
        tell_->complain(fmt::format("{}, fewer than {}", nodes, given_->min_nodes));
        if (num_refused > 0)
            tell_->complain(fmt::format("{} refused its sequence number", num_refused));
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
    auto const key = find_key(given);
    if (!key) check_plain(given);
    if (key && given.key == "-" && given.value == "-")
        throw bt::error{exit_code::usage, "cannot read key and value both from standard input"};
    auto const value = value_of(given);
    putter put{given, tell};
    try {
        return key ? put.put_signed(value, *key) : put.put_plain(value);
    } catch (bt::error const& e) {
        if (e.code() != exit_code::interrupted) throw;
        return bt::stopped_by(put.signal());
    }
}

}  // namespace bt_dht
