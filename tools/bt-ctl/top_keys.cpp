#include "top_keys.hpp"

#include <bt/base/text.hpp>

#include <algorithm>
#include <array>

namespace bt_ctl {
namespace {

struct key_row {
    std::string_view sequence;  ///< after the escape
    key means;
};
constexpr std::array key_table{
    key_row{"[A", key::up},
    key_row{"OA", key::up},
    key_row{"[B", key::down},
    key_row{"OB", key::down},
    key_row{"[5~", key::page_up},
    key_row{"[6~", key::page_down},
    key_row{"[H", key::home},
    key_row{"OH", key::home},
    key_row{"[1~", key::home},
    key_row{"[F", key::end},
    key_row{"OF", key::end},
    key_row{"[4~", key::end},
};

/// How long the sequence at the front is, which begins with [ or O (ECMA-48: the last byte of a
/// control sequence is from @ to ~).
std::size_t length_of(std::string_view text)
{
    if (text[0] == 'O') return std::min<std::size_t>(text.size(), 2);
    std::size_t at = 1;
    while (at < text.size() && (text[at] < '@' || text[at] > '~'))
        ++at;
    return std::min(at + 1, text.size());
}

key plain_key(char32_t point)
{
    if (point == '\n') return key::enter;
    if (point == '\b') return key::erase;
    return static_cast<key>(point);
}

}  // namespace

std::vector<key> keys_in(std::string_view typed)
{
    std::vector<key> out;
    while (!typed.empty()) {
        bool const is_sequence =
            typed[0] == '\x1b' && typed.size() > 1 && (typed[1] == '[' || typed[1] == 'O');
        if (is_sequence) {
            auto const rest = typed.substr(1);
            auto const sequence = rest.substr(0, length_of(rest));
            auto const found = std::ranges::find(key_table, sequence, &key_row::sequence);
            if (found != key_table.end()) out.push_back(found->means);
            typed.remove_prefix(1 + sequence.size());
            continue;
        }
        auto const step = bt::next_utf8(typed);
        if (step.valid) out.push_back(plain_key(step.code_point));
        typed.remove_prefix(step.length);
    }
    return out;
}

}  // namespace bt_ctl
