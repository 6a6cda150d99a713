#include "client_state.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace bt::dht {
namespace {

using std::chrono::milliseconds;

// What is not what its place says is nobody's.
void take(endpoint const& from, reply const& what, target const& where, found_item& into)
{
    if (!what.found || !is_authentic(*what.found, where)) return;
    into.all.push_back({from, *what.found});
    if (!into.best || what.found->seq > into.best->seq) into.best = what.found;
}

}  // namespace

void client::state::begin(patience const& how, std::string salt)
{
    deadline_ = how.within == milliseconds{0} ? clock_type::time_point::max()
                                              : clock_type::now() + how.within;
    stop_ = how.stop;
    salt_ = std::move(salt);
}

void client::state::note(endpoint const& from, reply const& what)
{
    if (!what.id) return;
    bool const is_known =
        std::ranges::any_of(good_nodes, [&](contact const& each) { return each.where == from; });
    if (is_known) return;
    // Whoever follows a key for weeks meets more than are of use.
    constexpr std::size_t enough = 200;
    if (good_nodes.size() == enough) good_nodes.erase(good_nodes.begin());
    good_nodes.push_back({.where = from, .id = what.id});
}

/// One that is gone is named by others for as long as it takes them to find out.
void client::state::note_silent(search const& after)
{
    auto const now = clock_type::now();
    std::erase_if(silent_, [now](auto const& each) { return each.second < now; });
    // Where nobody answers it is not for the nodes.
    if (after.answers() == 0) silent_.clear();
    if (after.answers() == 0) return;
    constexpr std::chrono::minutes a_while{5};
    for (auto const& each : after.silent(now))
        silent_.insert_or_assign(each, now + a_while);
}

bool client::state::is_worth_asking(endpoint const& where) const
{
    return by_->can_reach(where) && !silent_.contains(where);
}

void client::state::add_seeds(search& to)
{
    for (auto const& each : by_->known())
        if (is_worth_asking(each.where)) to.add(each);
    for (auto const& each : good_nodes)
        if (is_worth_asking(each.where)) to.add(each);
}

bool client::state::wait(std::function<bool()> const& done, clock_type::time_point until)
{
    // Longer than any limit that a user can give; the clock's own end would overflow the sum.
    constexpr std::chrono::hours long_time{24 * 366 * 100};
    auto const now = clock_type::now();
    auto const left = until - now > long_time ? clock_type::duration{long_time} : until - now;
    bool const held =
        by_->wait(done, std::max(std::chrono::ceil<milliseconds>(left), milliseconds{0}), stop_);
    if (!held && stop_.stop_requested()) throw error{exit_code::interrupted, "stopped"};
    return held;
}

void client::state::pause(milliseconds length)
{
    (void)wait([] { return false; }, std::min(deadline_, clock_type::now() + length));
}

void client::state::fail_unanswered() const
{
    auto const trouble = by_->trouble();
    auto const why = trouble.empty() ? "" : ": " + trouble;
    throw error{
        exit_code::network,
        fmt::format("cannot use the DHT: no node answers{}", why),
        "--dht-node HOST:PORT names a node to start from"};
}

client::state::round
client::state::explore(target const& where, lt::entry const& query, told const& is_enough)
{
    constexpr milliseconds again{200};
    for (;;) {
        // A late answer must find nobody at home, rather than another look-up.
        struct shared {
            search nodes;
            bool enough = false;
        };
        auto const now_asked = std::make_shared<shared>(shared{.nodes = search{where}});
        add_seeds(now_asked->nodes);
        auto const on_reply =
            [&, here = std::weak_ptr{now_asked}](endpoint const& from, std::string_view message) {
                auto const self = here.lock();
                if (!self) return;
                auto const what = read_reply(message, salt_);
                note(from, what);
                if (!what.id) return self->nodes.on_failure(from);
                self->nodes.on_answer(from, *what.id, what.token, clock_type::now());
                for (auto const& each : what.nodes)
                    if (is_worth_asking(each.where)) self->nodes.add(each);
                self->enough = self->enough || is_enough(from, what);
            };
        auto const is_over = [&] {
            auto const now = clock_type::now();
            for (auto const& each : now_asked->nodes.to_ask(now))
                by_->send(
                    each, query, [on_reply, each](std::string_view said) { on_reply(each, said); });
            return now_asked->enough || now_asked->nodes.is_over(now);
        };
        bool const over = wait(is_over, deadline_);
        note_silent(now_asked->nodes);
        if (now_asked->nodes.answers() > 0)
            return {.nodes = std::move(now_asked->nodes), .is_over = over};
        bool const hopeless = by_->is_settled() && !by_->trouble().empty() && by_->known().empty();
        if (is_late() || hopeless) fail_unanswered();
        // A node may be just starting, and a name takes its time.
        pause(again);
    }
}

search
client::state::explore_all(target const& where, lt::entry const& query, told const& is_enough)
{
    auto out = explore(where, query, is_enough);
    if (!out.is_over) fail_late();
    return std::move(out.nodes);
}

void client::state::fail_late()
{
    throw error{exit_code::timed_out, "cannot ask every node in time"};
}

found_item client::state::survey(target const& where, bool wants_all)
{
    found_item out;
    auto const asked =
        explore(where, get_query(where), [&](endpoint const& from, reply const& what) {
            take(from, what, where, out);
            return !wants_all && out.best.has_value();
        });
    if (!asked.is_over && !out.best) fail_late();
    out.num_nodes = asked.nodes.answers();
    return out;
}

client::state::surveyed client::state::survey_all(target const& where)
{
    found_item found;
    auto nodes = explore_all(where, get_query(where), [&](endpoint const& from, reply const& what) {
        take(from, what, where, found);
        return false;
    });
    found.num_nodes = nodes.answers();
    return {.nodes = std::move(nodes), .found = std::move(found)};
}

void client::state::ask(
    std::vector<question> const& each,
    std::function<void(endpoint const&, reply const&)> const& on_reply)
{
    auto const silent = std::make_shared<std::set<endpoint>>();
    for (auto const& one : each)
        silent->insert(one.to);
    for (auto const& one : each)
        by_->send(
            one.to,
            one.query,
            [this, &on_reply, to = one.to, here = std::weak_ptr{silent}](std::string_view said) {
                auto const self = here.lock();
                if (!self || self->erase(to) == 0) return;
                auto const what = read_reply(said, salt_);
                note(to, what);
                on_reply(to, what);
            });
    (void)wait(
        [&] { return silent->empty(); }, std::min(deadline_, clock_type::now() + search::slow));
}

put_result
client::state::put_until(int enough_nodes, std::function<put_result(bool is_first)> const& put)
{
    constexpr milliseconds again{150};
    constexpr int most_tries = 5;
    auto best = put(true);
    for (int tries = 1; tries < most_tries; ++tries) {
        bool const has_time = deadline_ - clock_type::now() > 2 * search::slow;
        if (best.conflict || best.num_held >= enough_nodes || !has_time) break;
        // Nodes that have just come up need a moment to hear of each other, and of us.
        pause(again * (1 << tries));
        silent_.clear();
        auto const next = put(false);
        if (next.num_held > best.num_held) best = next;
    }
    return best;
}

put_result client::state::store(search const& on, item const& what, std::optional<std::int64_t> cas)
{
    put_result result{.num_nodes = on.answers(), .seq = what.seq, .signed_by = what.signed_by};
    auto const where = target_of(what);
    std::vector<question> puts;
    std::vector<question> gets;
    for (auto const& each : on.holders())
        puts.push_back({each.where, put_query(what, each.token, cas)});
    ask(puts, [&](endpoint const& from, reply const& said) {
        if (said.id) {
            ++result.num_success;
            gets.push_back({from, get_query(where)});
        } else if (said.error != 0) {
            if (said.error == cas_mismatch || said.error == seq_too_low) ++result.num_refused;
            result.error = said.error;
            result.message = said.message;
        }
    });
    ask(gets, [&](endpoint const&, reply const& said) {
        if (said.found && said.found->value == what.value && said.found->seq == what.seq
            && is_authentic(*said.found, where))
            ++result.num_held;
    });
    return result;
}

put_result client::state::store_if_new(surveyed const& there, item const& what)
{
    auto const& best = there.found.best;
    if (is_in_the_way(best, what.value, what.seq)) return {.seq = what.seq, .conflict = best->seq};
    return store(there.nodes, what, {});
}

}  // namespace bt::dht
