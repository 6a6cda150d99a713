#pragma once

#include <bt/dht/client.hpp>

#include <libtorrent/entry.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace bt::dht {

/// A sequence number is never lowered, and never has two values.
[[nodiscard]] inline bool
is_in_the_way(std::optional<item> const& there, std::string const& value, std::int64_t seq)
{
    return there && (seq < there->seq || (seq == there->seq && there->value != value));
}

/// The look-ups of a client.
class client::state {
public:
    using clock_type = std::chrono::steady_clock;

    explicit state(carrier& by)
        : by_{&by}
    {
    }

    /// The time starts to count.
    void begin(patience const& how, std::string salt = {});

    using told = std::function<bool(endpoint const& from, reply const& what)>;
    struct round {
        search nodes;
        bool is_over = false;  ///< else time was up first
    };
    /// Asks the nodes nearest to `where`, until `is_enough` says so or all were asked. Tells every
    /// reply. Throws if nobody answers.
    [[nodiscard]] round explore(target const& where, lt::entry const& query, told const& is_enough);
    /// As before, and throws if time was up first.
    [[nodiscard]] search
    explore_all(target const& where, lt::entry const& query, told const& is_enough);

    /// What the nodes nearest to `where` have there, verified; the first will do, unless all are
    /// wanted. Throws if time was up before anybody had one.
    [[nodiscard]] found_item survey(target const& where, bool wants_all);
    struct surveyed {
        search nodes;
        found_item found;
    };
    /// All they have. Throws if time was up before all were asked.
    [[nodiscard]] surveyed survey_all(target const& where);
    [[noreturn]] static void fail_late();

    struct question {
        endpoint to;
        lt::entry query;
    };
    /// Asks each of these nodes; their replies come within a moment or not at all.
    void
    ask(std::vector<question> const& each,
        std::function<void(endpoint const&, reply const&)> const& on_reply);
    /// Puts the item on these nodes, and asks them for it.
    [[nodiscard]] put_result
    store(search const& on, item const& what, std::optional<std::int64_t> cas);

    /// The same, unless what was found is in the way.
    [[nodiscard]] put_result store_if_new(surveyed const& there, item const& what);

    /// Tries again while too few hold it, for the neighbourhood may still be coming up.
    [[nodiscard]] put_result
    put_until(int enough_nodes, std::function<put_result(bool is_first)> const& put);

    std::vector<contact> good_nodes;

private:
    void note(endpoint const& from, reply const& what);
    void note_silent(search const& after);
    [[nodiscard]] bool is_worth_asking(endpoint const& where) const;
    void add_seeds(search& to);
    /// Waits until `done`, time is up, or a stop is asked for, which throws.
    bool wait(std::function<bool()> const& done, clock_type::time_point until);
    /// Lets nodes come up.
    void pause(std::chrono::milliseconds length);
    [[nodiscard]] bool is_late() const { return clock_type::now() >= deadline_; }
    [[noreturn]] void fail_unanswered() const;

    carrier* by_;
    /// Nodes that did not answer lately, until when they are not asked again.
    std::map<endpoint, clock_type::time_point> silent_;
    std::string salt_;  ///< of the item asked for, which replies leave out
    clock_type::time_point deadline_;
    std::stop_token stop_;
};

}  // namespace bt::dht
