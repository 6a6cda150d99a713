#include "rules.hpp"

#include <bt/base/error.hpp>

#include <fmt/format.h>

#include <regex.h>

#include <algorithm>
#include <array>

namespace bt::feed {

struct pattern::compiled {
    ::regex_t expression{};
};

pattern::pattern(std::string text, letters how)
    : compiled_{std::make_unique<compiled>()}
{
    auto const flags = REG_EXTENDED | REG_NOSUB | (how == letters::either_case ? REG_ICASE : 0);
    auto const code = ::regcomp(&compiled_->expression, text.c_str(), flags);
    if (code == 0) return;
    std::array<char, 200> why{};
    ::regerror(code, &compiled_->expression, why.data(), why.size());
    throw error{exit_code::usage, fmt::format("cannot use pattern '{}': {}", text, why.data())};
}

pattern::~pattern()
{
    if (compiled_) ::regfree(&compiled_->expression);
}

pattern::pattern(pattern&&) noexcept = default;

pattern& pattern::operator=(pattern&& other) noexcept
{
    std::swap(compiled_, other.compiled_);
    return *this;
}

bool pattern::matches(std::string const& text) const
{
    return ::regexec(&compiled_->expression, text.c_str(), 0, nullptr, 0) == 0;
}

bool wants(rules const& all, record::feed_item const& item, std::int64_t found)
{
    auto const hits = [&](pattern const& each) { return each.matches(item.title); };
    if (!all.match.empty() && std::ranges::none_of(all.match, hits)) return false;
    if (std::ranges::any_of(all.exclude, hits)) return false;
    return !all.since || item.published.value_or(found) >= *all.since;
}

void sort_oldest_first(std::vector<record::feed_item>& in_feed_order)
{
    std::ranges::reverse(in_feed_order);
    bool const dated = std::ranges::all_of(
        in_feed_order, [](auto const& each) { return each.published.has_value(); });
    if (dated) std::ranges::stable_sort(in_feed_order, {}, &record::feed_item::published);
}

}  // namespace bt::feed
