#pragma once

#include <bt/base/export.hpp>
#include <bt/record/feed.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

/// Which items of a feed are wanted.
namespace bt::feed {

/// An extended regular expression (regex(7)), as grep -E takes it, over bytes. It takes time in
/// proportion to what it is held against, unless it has back references.
class BT_API pattern {
public:
    enum class letters { as_they_are, either_case };

    /// Throws error(usage) with what is wrong with it.
    pattern(std::string text, letters how);
    ~pattern();
    pattern(pattern&&) noexcept;
    pattern& operator=(pattern&&) noexcept;
    pattern(pattern const&) = delete;
    pattern& operator=(pattern const&) = delete;

    [[nodiscard]] bool matches(std::string const& text) const;

private:
    struct compiled;
    std::unique_ptr<compiled> compiled_;
};

struct rules {
    std::vector<pattern> match;    ///< of the title, one of these; none: any
    std::vector<pattern> exclude;  ///< and none of these
    /// Published then or later; an item without a date counts as of when it was found.
    std::optional<std::int64_t> since;
};

/// `found` is when the item was first seen, in seconds since 1970.
[[nodiscard]] BT_API bool
wants(rules const& all, record::feed_item const& item, std::int64_t found);

/// In the order in which they are told: the oldest first. A feed whose items all have dates goes
/// by them, another one has its newest on top.
BT_API void sort_oldest_first(std::vector<record::feed_item>& in_feed_order);

}  // namespace bt::feed
