#include "nearest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace bt {
namespace {

constexpr std::size_t shortest_typed = 3;  // shorter is near to anything
constexpr std::size_t longest_typed = 64;  // longer is no slip of the finger

/// How many letters must be put in, left out, changed or swapped with their neighbour.
std::size_t slips_between(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> two_above(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::swap(two_above, above);
        std::swap(above, row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            row[j] = std::min({changed, above[j] + 1, row[j - 1] + 1});
            bool const is_swap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (is_swap) row[j] = std::min(row[j], two_above[j - 2] + 1);
        }
    }
    return row.back();
}

}  // namespace

std::string_view nearest(std::string_view typed, std::span<std::string_view const> words)
{
    if (typed.size() < shortest_typed || typed.size() > longest_typed) return {};
    std::string_view best;
    auto least = std::max<std::size_t>(typed.size() / 3, 1) + 1;
    for (auto const word : words) {
        auto const slips = slips_between(typed, word);
        if (slips >= least) continue;
        least = slips;
        best = word;
    }
    if (!best.empty()) return best;
    auto const begins = [&](std::string_view word) { return word.starts_with(typed); };
    auto const only = std::ranges::find_if(words, begins);
    return std::ranges::count_if(words, begins) == 1 ? *only : best;
}

std::string did_you_mean(std::string_view typed, std::span<std::string_view const> words)
{
    auto const word = nearest(typed, words);
    return word.empty() ? std::string{} : fmt::format("did you mean {}?", word);
}

}  // namespace bt
