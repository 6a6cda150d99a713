#include "client.hpp"

#include <bt/base/error.hpp>
#include <bt/dht/client_state.hpp>

#include <utility>

namespace bt::dht {
namespace {

/// Keeps the newest of the items that are what their place says.
class newest {
public:
    explicit newest(target const& where)
        : where_{where}
    {
    }

    void take(reply const& from)
    {
        if (!from.found || !is_authentic(*from.found, where_)) return;
        if (!best_ || from.found->seq > best_->seq) best_ = from.found;
    }

    [[nodiscard]] std::optional<item> const& best() const { return best_; }

private:
    target where_;
    std::optional<item> best_;
};

// A number is never lowered, and never has two values.
bool is_in_the_way(std::optional<item> const& there, std::string const& value, std::int64_t seq)
{
    return there && (seq < there->seq || (seq == there->seq && there->value != value));
}

}  // namespace

client::client(network_options network)
    : state_{std::make_unique<state>(network)}
{
}

client::~client() = default;

std::optional<item> client::get(target const& where, patience const& how)
{
    newest found{where};
    state_->salt.clear();
    state_->begin(how);
    (void)state_->explore(where, [&](reply const& from) {
        found.take(from);
        return found.best().has_value();
    });
    return found.best();
}

std::optional<item> client::get(public_key const& key, std::string const& salt, patience const& how)
{
    auto const where = target_of(key, salt);
    newest found{where};
    state_->salt = salt;
    state_->begin(how);
    try {
        (void)state_->explore(where, [&](reply const& from) {
            found.take(from);
            return false;
        });
    } catch (error const& e) {
        if (e.code() != exit_code::timed_out || !found.best()) throw;
    }
    return found.best();
}

put_result client::put(std::string const& value, patience const& how)
{
    state_->salt.clear();
    state_->begin(how);
    return state_->put_until(how.enough_nodes, [&](bool) {
        auto const round = state_->explore(target_of(value), [](reply const&) { return false; });
        return state_->store(round.holders(), {.value = value}, {});
    });
}

put_result client::put(put_request const& what, patience const& how)
{
    auto const where = target_of(what.key.as_public, what.salt);
    std::optional<std::int64_t> settled = what.seq;
    state_->salt = what.salt;
    state_->begin(how);
    return state_->put_until(how.enough_nodes, [&](bool is_first) -> put_result {
        newest there{where};
        auto const round = state_->explore(where, [&](reply const& from) {
            there.take(from);
            return false;
        });
        auto const current = there.best() ? there.best()->seq : 0;
        auto const seq = settled.value_or(current + 1);
        // A second try finds what the first one left, which is no longer what cas was about.
        if (is_first && what.cas && *what.cas != current) return {.conflict = current};
        if (is_in_the_way(there.best(), what.value, seq)) return {.conflict = current};
        settled = seq;
        item signed_item{
            .value = what.value,
            .key = what.key.as_public,
            .salt = what.salt,
            .seq = seq,
            .signed_by = sign(signed_text(what.value, seq, what.salt), what.key)};
        return state_->store(round.holders(), signed_item, is_first ? what.cas : std::nullopt);
    });
}

}  // namespace bt::dht
