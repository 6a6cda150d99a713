#include "edit_changes.hpp"

#include <bt/bencode/check.hpp>
#include <bt/bencode/cursor.hpp>
#include <bt/bencode/to_json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace bt::torrent {
namespace {

using bencode::cursor;
using bencode::type;

using entries = std::vector<std::pair<std::string_view, std::string_view>>;

/// The keys of a dictionary in order, with their values.
entries entries_of(std::string_view dictionary)
{
    entries all;
    cursor at{dictionary};
    for (at.enter(); !at.leave();) {
        auto const key = at.string();
        all.emplace_back(key, at.skip());
    }
    std::ranges::sort(all);
    return all;
}

bool is_dictionary(std::string_view value)
{
    return !value.empty() && cursor{value}.kind() == type::dictionary;
}

class teller {
public:
    explicit teller(std::vector<key_change>& into)
        : into_{&into}
    {
    }

    void tell(std::string const& where, std::string_view before, std::string_view after)
    {
        if (before == after) return;
        bool const inside = is_dictionary(before) && is_dictionary(after)
            && !bencode::repeated_key(before) && !bencode::repeated_key(after);
        if (inside) {
            tell_inside(where, entries_of(before), entries_of(after));
            return;
        }
        auto const held = [](std::string_view value) {
            return value.empty() ? std::nullopt : std::optional{std::string{value}};
        };
        into_->push_back({.key = where, .before = held(before), .after = held(after)});
    }

    [[nodiscard]] static std::string below(std::string_view where, std::string_view key)
    {
        auto shown = bencode::key_to_json(key);
        return where.empty() ? shown : std::string{where} + "." + shown;
    }

private:
    // As deep as check() allowed, which is what bounds the stack.
    void tell_inside(std::string const& where, entries const& before, entries const& after)
    {
        auto old = before.begin();
        auto now = after.begin();
        while (old != before.end() || now != after.end()) {
            bool const gone =
                now == after.end() || (old != before.end() && old->first < now->first);
            bool const came =
                old == before.end() || (now != after.end() && now->first < old->first);
            auto const key = gone ? old->first : now->first;
            tell(
                below(where, key),
                came ? std::string_view{} : old->second,
                gone ? std::string_view{} : now->second);
            if (!came) ++old;
            if (!gone) ++now;
        }
    }

    std::vector<key_change>* into_;
};

}  // namespace

std::vector<key_change> changes_of(bencode::splice const& top, bencode::splice const& info)
{
    std::vector<key_change> all;
    teller to{all};
    bool told_info = false;
    auto const tell_info = [&] {
        if (std::exchange(told_info, true)) return;
        info.for_each_change([&](bencode::splice::change const& each) {
            to.tell(teller::below("info", each.key), each.before, each.after);
        });
    };
    top.for_each_change([&](bencode::splice::change const& each) {
        if (each.key > "info") tell_info();
        to.tell(teller::below({}, each.key), each.before, each.after);
    });
    tell_info();
    return all;
}

}  // namespace bt::torrent
