#include "method.hpp"

#include <bt/base/error.hpp>
#include <bt/base/text.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace bt::control {
namespace {

template <class... Args>
[[noreturn]] void refuse(method_row const& row, fmt::format_string<Args...> why, Args&&... args)
{
    fail(exit_code::usage, "call", row.name, fmt::format(why, std::forward<Args>(args)...));
}

bool is_one(kind is, value const& given)
{
    switch (is) {
    case kind::text:
        return given.text() != nullptr;
    case kind::integer:
        return given.integer() != nullptr;
    case kind::number:
        return given.number().has_value();
    case kind::flag:
        return given.truth() != nullptr;
    case kind::object:
        return given.members() != nullptr;
    case kind::list:
        return given.values() != nullptr;
    case kind::texts:
    case kind::integers: {
        auto const each = is == kind::texts ? kind::text : kind::integer;
        auto const* const all = given.values();
        return all != nullptr
            && std::ranges::all_of(*all, [&](auto const& one) { return is_one(each, one); });
    }
    case kind::any:
        return true;
    }
    return false;
}

void check_range(method_row const& row, parameter const& what, double number)
{
    auto const least = static_cast<double>(what.least);
    auto const most = static_cast<double>(what.most);
    if (number >= least && number <= most) return;
    constexpr auto no_end = std::numeric_limits<std::int64_t>::max();
    if (what.most == no_end) refuse(row, "{} is at least {}", what.name, what.least);
    refuse(row, "{} is {} to {}", what.name, what.least, what.most);
}

void check_one(method_row const& row, parameter const& what, value const& given)
{
    if (!is_one(what.is, given)) refuse(row, "{} is {}", what.name, word_of(what.is));
    if (auto const number = given.number()) check_range(row, what, *number);
    if (what.is == kind::integers)
        for (auto const& each : *given.values())
            check_range(row, what, *each.number());
    if (what.words.empty() || given.text() == nullptr) return;
    auto const known = split(what.words, '|');
    if (std::ranges::find(known, *given.text()) == known.end())
        refuse(row, "{} is {}", what.name, fmt::join(known, ", "));
}

/// What was given in the order of the table gets its names.
value by_name(method_row const& row, value given)
{
    auto* const values = given.values();
    if (values == nullptr) return given.is_null() ? value{value::object{}} : std::move(given);
    if (values->size() > row.params.size()) refuse(row, "it takes {} params", row.params.size());
    value::object named;
    for (std::size_t at = 0; at < values->size(); ++at)
        named.push_back({std::string{row.params[at].name}, std::move((*values)[at])});
    return value{std::move(named)};
}

}  // namespace

std::string_view word_of(kind is)
{
    switch (is) {
    case kind::text:
        return "text";
    case kind::integer:
        return "a whole number";
    case kind::number:
        return "a number";
    case kind::flag:
        return "true or false";
    case kind::texts:
        return "a list of texts";
    case kind::integers:
        return "a list of whole numbers";
    case kind::object:
        return "an object";
    case kind::list:
        return "a list";
    case kind::any:
        break;
    }
    return "any value";
}

std::string arguments::text(std::string_view name) const
{
    auto const* const found = find(name);
    return found != nullptr && found->text() != nullptr ? *found->text() : std::string{};
}

std::optional<std::int64_t> arguments::integer(std::string_view name) const
{
    auto const* const found = find(name);
    if (found == nullptr || found->integer() == nullptr) return std::nullopt;
    return *found->integer();
}

std::optional<double> arguments::number(std::string_view name) const
{
    auto const* const found = find(name);
    return found == nullptr ? std::nullopt : found->number();
}

bool arguments::flag(std::string_view name, bool otherwise) const
{
    auto const* const found = find(name);
    return found != nullptr && found->truth() != nullptr ? *found->truth() : otherwise;
}

std::vector<std::string> arguments::texts(std::string_view name) const
{
    std::vector<std::string> out;
    auto const* const found = find(name);
    if (found == nullptr || found->values() == nullptr) return out;
    for (auto const& each : *found->values())
        if (each.text() != nullptr) out.push_back(*each.text());
    return out;
}

std::vector<std::int64_t> arguments::integers(std::string_view name) const
{
    std::vector<std::int64_t> out;
    auto const* const found = find(name);
    if (found == nullptr || found->values() == nullptr) return out;
    for (auto const& each : *found->values())
        if (each.integer() != nullptr) out.push_back(*each.integer());
    return out;
}

arguments check_params(method_row const& row, value given)
{
    auto named = by_name(row, std::move(given));
    // A null is as good as nothing: many writers of JSON say absent like that.
    std::erase_if(*named.members(), [](value::member const& each) { return each.held.is_null(); });
    for (auto const& each : *named.members())
        if (std::ranges::find(row.params, each.key, &parameter::name) == row.params.end())
            refuse(row, "it has no param {}", each.key);
    for (auto const& what : row.params) {
        auto const* const found = named.find(what.name);
        if (found != nullptr)
            check_one(row, what, *found);
        else if (what.needed == need::required)
            refuse(row, "it needs {}", what.name);
    }
    return arguments{std::move(named)};
}

}  // namespace bt::control
