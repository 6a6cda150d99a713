#pragma once

#include <bt/base/export.hpp>
#include <bt/dht/endpoint.hpp>
#include <bt/dht/item.hpp>

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace bt::dht {

using node_id = std::array<char, 20>;

/// A node; one that the user named has an address and no id yet.
struct contact {
    endpoint where;
    std::optional<node_id> id;
};

/// A node that answered, and lets us store with its token.
struct holder {
    endpoint where;
    std::string token;
};

/// Finds the nodes nearest to a target (BEP 5): whom to ask next and when that is all, from what
/// the caller hears. libtorrent's own look-up waits 15 s for each node that is silent; here a node
/// that takes four times as long as the slowest of the others is passed over, and still heard if it
/// answers later.
class BT_API search {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// How many nearest nodes count.
    static constexpr std::size_t width = 8;
    /// How long each may take before it is passed over: at least, and at most.
    static constexpr std::chrono::milliseconds slow_at_least{500};
    static constexpr std::chrono::milliseconds slow{2000};

    explicit search(target const& where)
        : where_{where}
    {
    }

    /// A node to ask; one that is known already is not taken again.
    void add(contact const& node);
    /// Whom to ask now; each is given once.
    [[nodiscard]] std::vector<endpoint> to_ask(time_point now);
    void on_answer(endpoint const& from, node_id const& id, std::string token, time_point now);
    void on_failure(endpoint const& from);

    /// Whether the nearest nodes have all answered, as far as they answer at all.
    [[nodiscard]] bool is_over(time_point now) const;
    [[nodiscard]] int answers() const { return answers_; }
    /// The nearest that answered and gave a token, at most `width`.
    [[nodiscard]] std::vector<holder> holders() const;
    /// The nearest that answered, at most `width`.
    [[nodiscard]] std::vector<contact> nearest() const;
    /// Those that were asked, and passed over.
    [[nodiscard]] std::vector<endpoint> silent(time_point now) const;

private:
    enum class stage { fresh, asked, answered, failed };
    struct entry {
        contact node;
        stage is = stage::fresh;
        time_point asked_at;
        std::string token;
    };

    [[nodiscard]] std::vector<entry>::iterator find(endpoint const& where);
    void insert(entry each);
    [[nodiscard]] bool counts(entry const& each, time_point now) const;
    /// Whether `a` is to be asked before `b`: those of unknown distance first.
    [[nodiscard]] bool is_nearer(entry const& a, entry const& b) const;

    target where_;
    std::vector<entry> nodes_;  // nearest first
    int answers_ = 0;
    std::chrono::steady_clock::duration longest_{0};  // that an answer took
};

}  // namespace bt::dht
