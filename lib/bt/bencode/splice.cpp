#include "splice.hpp"

#include <bt/base/error.hpp>
#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/writer.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace bt::bencode {
namespace {

constexpr std::string_view empty_dictionary = "de";

}  // namespace

splice::splice(std::string_view checked)
    : from_{checked}
{
    cursor at{checked};
    for (at.enter(); !at.leave();) {
        auto const key = at.string();
        entries_.push_back({key, at.skip()});
    }
}

std::string_view splice::original(std::string_view key) const
{
    auto const found = std::ranges::find(entries_, key, &entry::key);
    return found == entries_.end() ? std::string_view{} : found->value;
}

std::string_view splice::find(std::string_view key) const
{
    if (auto const found = changes_.find(key); found != changes_.end())
        return found->second ? std::string_view{*found->second} : std::string_view{};
    return original(key);
}

void splice::set(std::string_view key, std::string bencoded)
{
    auto const found = changes_.find(key);
    if (original(key) == bencoded) {
        if (found != changes_.end()) changes_.erase(found);
    } else if (found != changes_.end()) {
        found->second = std::move(bencoded);
    } else {
        changes_.emplace(key, std::move(bencoded));
    }
}

void splice::set_string(std::string_view key, std::string_view value)
{
    auto const now = find(key);
    if (!now.empty() && cursor{now}.kind() == type::string && cursor{now}.string() == value) return;
    set(key, writer{}.string(value).take());
}

void splice::set_integer(std::string_view key, std::int64_t value)
{
    auto const now = find(key);
    if (!now.empty() && cursor{now}.kind() == type::integer && cursor{now}.integer() == value)
        return;
    set(key, writer{}.integer(value).take());
}

void splice::remove(std::string_view key)
{
    if (auto const found = changes_.find(key); found != changes_.end()) changes_.erase(found);
    if (!original(key).empty()) changes_.emplace(key, std::nullopt);
}

std::string splice::text() const
{
    std::string out{"d"};
    auto next = changes_.begin();
    auto const put_new = [&](auto const until) {
        for (; next != until; ++next) {
            bool const is_new = next->second && original(next->first).empty();
            if (is_new) out += writer{}.string(next->first).raw(*next->second).text();
        }
    };
    auto const* start = from_.data() + 1;
    for (auto const& [key, value] : entries_) {
        if (next != changes_.end() && next->first < key) put_new(changes_.lower_bound(key));
        auto const* const end = value.data() + value.size();
        auto const found = changes_.find(key);
        if (found == changes_.end())
            out.append(start, end);
        else if (found->second)
            out.append(start, value.data()).append(*found->second);
        start = end;
    }
    put_new(changes_.end());
    out += 'e';
    return out;
}

void splice::for_each_change(std::function<void(change const&)> const& visit) const
{
    for (auto const& [key, value] : changes_)
        visit(
            {.key = key,
             .before = original(key),
             .after = value ? std::string_view{*value} : std::string_view{}});
}

std::optional<std::string> merged(std::string_view old, patch_entry const& entry)
{
    if (entry.what == patch_entry::action::remove) return std::nullopt;
    if (entry.what == patch_entry::action::put) return entry.value;
    bool const into = !old.empty() && cursor{old}.kind() == type::dictionary;
    if (into && repeated_key(old))
        fail(exit_code::bad_input, "merge", entry.key, "it has a key twice");
    splice result{into ? old : empty_dictionary};
    for (auto const& each : entry.inside) {
        if (auto now = merged(result.find(each.key), each))
            result.set(each.key, std::move(*now));
        else
            result.remove(each.key);
    }
    if (into && !result.is_changed()) return std::string{old};
    return result.text();
}

}  // namespace bt::bencode
